import type {Source} from "../../warehouse/source.js";

/** Broad indices, the broadest first. */
const BROAD = ["000985.CSI", "000985.SH", "000902.CSI", "000001.SH", "000906.SH", "000300.SH"] as const;

/** Opens and closes of an index on the market's days; a day without a level has the last close. */
export interface IndexLevels {
  readonly index: string;
  readonly open: Float64Array;
  readonly close: Float64Array;
}

/** The broadest index that the dataset has; all NaN where it has none of them. */
export async function readBroadIndex(source: Source, days: Int32Array): Promise<IndexLevels> {
  const found = new Set((await source.query("SELECT DISTINCT index FROM index_daily")).strings("index"));
  const index = BROAD.find((i) => found.has(i)) ?? "";
  return readIndex(source, days, index);
}

export async function readIndex(source: Source, days: Int32Array, index: string): Promise<IndexLevels> {
  const frame = await source.query(
    `SELECT date, open, close FROM index_daily WHERE index = '${index}' ORDER BY date`
  );
  const [date, open, close] = [frame.days("date"), frame.numbers("open"), frame.numbers("close")];
  const row = new Map(Array.from(date, (d, k) => [d, k]));
  const out = {
    index,
    open: new Float64Array(days.length).fill(Number.NaN),
    close: new Float64Array(days.length).fill(Number.NaN)
  };
  let last = Number.NaN;
  days.forEach((d, t) => {
    const k = row.get(d);
    out.open[t] = k === undefined ? last : (open[k] as number);
    if (k !== undefined) last = close[k] as number;
    out.close[t] = last;
  });
  return out;
}
