import type {Context} from "../../run/model.js";

/** Members of a broad index, as listed last before a day. */
export interface Members {
  readonly index: string;
  readonly codes: readonly string[];
  /** Places among `codes` and weights that sum to 1; undefined before the first list, or where it is over 200 days old. */
  readonly on: (day: number) => {readonly code: number[]; readonly weight: Float64Array} | undefined;
}

/** Indices that may be the benchmark, the first that the dataset has. */
export const BENCHMARKS = ["000906.SH", "000300.SH", "000985.CSI"] as const;

/** Which index is the benchmark; undefined where the dataset lists none of them. */
export async function benchmarkIndex(context: Context): Promise<string | undefined> {
  if (!context.has("index_member")) return undefined;
  const held = (await context.query("SELECT DISTINCT index FROM index_member")).strings("index");
  return BENCHMARKS.find((b) => held.includes(b));
}

/** Reads the lists of the benchmark. */
export async function readMembers(context: Context): Promise<Members | undefined> {
  const index = await benchmarkIndex(context);
  if (!index) return undefined;
  const frame = await context.query(
    `SELECT date, code, weight FROM index_member WHERE index = '${index}' AND weight > 0 ORDER BY date`
  );
  const date = frame.days("date");
  const {codes, values} = frame.text("code");
  const weight = frame.numbers("weight");
  return {
    index,
    codes: values,
    on(day) {
      const to = date.findLastIndex((d) => d <= day);
      if (to < 0 || day - (date[to] as number) > 200) return undefined;
      const from = date.indexOf(date[to] as number);
      const own = weight.slice(from, to + 1);
      const total = own.reduce((a, b) => a + b, 0);
      return {code: Array.from(codes.subarray(from, to + 1)), weight: own.map((w) => w / total)};
    }
  };
}
