import {dailyWeights} from "../../../lib/attribution/daily-weights.js";
import type {Context} from "../../run/model.js";
import {columnsOf, type Source} from "../northbound/panel.js";
import {numbered} from "./funds.js";

/** What Hong Kong shares are called among the industries, and the index that stands for them. */
export const HONG_KONG = "港股";
const HONG_KONG_INDEX = "HSI.HK";

/** Indices that may be the benchmark, the first that the dataset has. */
const BENCHMARKS = ["000906.SH", "000300.SH", "000985.CSI"] as const;

/** Industries of the estimated positions and what each earned, days × industries. */
export interface IndustryReturns {
  readonly scheme: string;
  readonly industries: readonly string[];
  readonly returns: Float64Array;
}

/** The scheme whose industries have returns: CITIC, else Shenwan. */
export async function schemeOf(source: Source): Promise<string> {
  const frame = await source.query("SELECT DISTINCT scheme FROM industry_daily ORDER BY scheme");
  const schemes = frame.strings("scheme");
  return schemes.includes("citic") ? "citic" : schemes.includes("sw") ? "sw" : (schemes[0] ?? "citic");
}

/** Returns of the named industries on the given days; NaN where the index has no close on it or the day before. */
export async function readIndustryReturns(
  context: Context,
  scheme: string,
  days: Int32Array
): Promise<IndustryReturns> {
  const frame = await context.query(
    `SELECT date, industry, close FROM industry_daily WHERE scheme = '${scheme}' AND close > 0 ORDER BY date`
  );
  const industry = frame.text("industry");
  const industries = [...industry.values, HONG_KONG];
  const at = new Map(Array.from(days, (d, t) => [d, t]));
  const close = new Float64Array(days.length * industries.length).fill(Number.NaN);
  const [date, value] = [frame.days("date"), frame.numbers("close")];
  for (let i = 0; i < value.length; i++) {
    const t = at.get(date[i] as number);
    if (t !== undefined) close[t * industries.length + (industry.codes[i] as number)] = value[i] as number;
  }
  if (context.has("index_daily")) {
    const own = await context.query(
      `SELECT date, close FROM index_daily WHERE index = '${HONG_KONG_INDEX}' AND close > 0 ORDER BY date`
    );
    const [day, level] = [own.days("date"), own.numbers("close")];
    carryForward(close, {
      at,
      day,
      level,
      column: industries.length - 1,
      columns: industries.length,
      rows: days.length
    });
  }
  const n = industries.length;
  const returns = close.map((v, i) => (i < n ? Number.NaN : v / (close[i - n] as number) - 1));
  return {scheme, industries, returns};
}

/** On a day when Hong Kong is closed its index stands where it stood: the return comes on the next day. */
function carryForward(
  close: Float64Array,
  {
    at,
    day,
    level,
    column,
    columns,
    rows
  }: {
    readonly at: ReadonlyMap<number, number>;
    readonly day: ArrayLike<number>;
    readonly level: ArrayLike<number>;
    readonly column: number;
    readonly columns: number;
    readonly rows: number;
  }
): void {
  for (let i = 0; i < day.length; i++) {
    const t = at.get(day[i] as number);
    if (t !== undefined) close[t * columns + column] = level[i] as number;
  }
  for (let t = 1; t < rows; t++) {
    const k = t * columns + column;
    if (Number.isNaN(close[k] as number)) close[k] = close[k - columns] as number;
  }
}

/** Industry weights of a benchmark at the close of each day, days × industries. */
export interface Benchmark {
  readonly index: string;
  readonly weight: Float64Array;
}

/** SQL of the industry that a stock belonged to on a day of `m`: the latest spell that had begun and not ended. */
export async function spellsSql(source: Source, scheme: string): Promise<string> {
  const present = await columnsOf(source, "stock_industry");
  const open = present.has("to_date") ? "AND (s.to_date IS NULL OR s.to_date > m.date)" : "";
  return `(SELECT * FROM stock_industry WHERE scheme = '${scheme}') s ON s.code = m.code AND s.from_date <= m.date ${open}`;
}

/**
 * The benchmark's industry weights: members at each date of their list by industry, drifted by industry returns until
 * the next. Undefined where the dataset has no members of any of the indices.
 */
export async function readBenchmark(
  context: Context,
  {scheme, industries, returns}: IndustryReturns,
  days: Int32Array
): Promise<Benchmark | undefined> {
  if (!context.has("index_member") || !context.has("stock_industry")) return undefined;
  const held = await context.query("SELECT DISTINCT index FROM index_member");
  const index = BENCHMARKS.find((b) => held.strings("index").includes(b));
  if (!index) return undefined;
  const frame = await context.query(
    `SELECT date, id, sum(weight) AS weight FROM (
       SELECT m.date, m.code, any_value(m.weight) AS weight, arg_max(s.industry, s.from_date) AS industry
       FROM index_member m JOIN ${await spellsSql(context, scheme)}
       WHERE m.index = '${index}' GROUP BY m.date, m.code)
     JOIN ${numbered(industries, {as: "i", column: "industry"})} USING (industry)
     GROUP BY date, id ORDER BY date, id`
  );
  const n = industries.length;
  const at = new Map(Array.from(days, (d, t) => [d, t]));
  const [date, id, weight] = [frame.days("date"), frame.numbers("id"), frame.numbers("weight")];
  const row: number[] = [];
  const known: number[] = [];
  for (let i = 0; i < weight.length; i++) {
    const t = at.get(date[i] as number);
    if (t === undefined) continue;
    if (row.at(-1) !== t) {
      row.push(t);
      known.push(...new Array<number>(n).fill(0));
    }
    known[(row.length - 1) * n + (id[i] as number)] = weight[i] as number;
  }
  const whole = keepWhole(row, known, n);
  return {index, weight: dailyWeights(whole, returns, {rows: days.length, columns: n, most: 200})};
}

/** Leaves out dates whose classified weights are far from the whole: a partial list is no benchmark. */
function keepWhole(
  row: readonly number[],
  weight: readonly number[],
  n: number
): {row: number[]; weight: number[]} {
  const kept = row.flatMap((_, k) => {
    const total = weight.slice(k * n, (k + 1) * n).reduce((a, b) => a + b, 0);
    return total > 0.9 ? [{k, total}] : [];
  });
  return {
    row: kept.map(({k}) => row[k] as number),
    weight: kept.flatMap(({k, total}) => weight.slice(k * n, (k + 1) * n).map((w) => w / total))
  };
}
