import type {Context} from "../../run/model.js";
import type {Source} from "../../warehouse/source.js";

/** Daily bars of one index that have a close, and its trading days without one. */
export interface IndexBars {
  readonly index: string;
  readonly days: Int32Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** For each bar the trading days since the bar before on which the index has none. */
  readonly holes: Int32Array;
  /** The exchange's next trading day after the last bar; NaN where the calendar does not reach it. */
  readonly nextOpen: number;
}

/** Bars of every index of `index_daily`, by code; rows without a positive close are holes. */
export async function readIndexBars(source: Source, open: OpenDays): Promise<IndexBars[]> {
  const frame = await source.query(
    `SELECT "index", date, "open", high, low, "close" FROM index_daily WHERE "close" > 0 ORDER BY "index", date`
  );
  const code = frame.text("index");
  const [day, o, h, l, c] = [
    frame.days("date"),
    ...["open", "high", "low", "close"].map((n) => frame.numbers(n))
  ] as [Int32Array, Float64Array, Float64Array, Float64Array, Float64Array];
  const bars: IndexBars[] = [];
  for (let first = 0; first < frame.rows; ) {
    let end = first + 1;
    while (end < frame.rows && code.codes[end] === code.codes[first]) end++;
    const index = code.values[code.codes[first] as number] as string;
    const days = day.slice(first, end);
    const trading = index.endsWith(".HK") ? open.hongKong : open.mainland;
    const part = (x: Float64Array): Float64Array => x.slice(first, end);
    bars.push({
      index,
      days,
      open: part(o),
      high: part(h),
      low: part(l),
      close: part(c),
      ...gaps(days, trading)
    });
    first = end;
  }
  return bars;
}

/** Trading days of the exchanges, ascending. */
export interface OpenDays {
  readonly mainland: Int32Array;
  readonly hongKong: Int32Array;
}

/** Trading days from the calendar where the dataset has one, else the days on which any index has a row. */
export async function readOpenDays(context: Pick<Context, "has" | "query">): Promise<OpenDays> {
  const days = async (table: string): Promise<Int32Array> =>
    (await context.query(`SELECT DISTINCT date FROM ${table} ORDER BY date`)).days("date");
  if (!context.has("calendar")) {
    const all = await days("index_daily");
    return {mainland: all, hongKong: all};
  }
  const named = await context.query("SELECT column_name AS name FROM (DESCRIBE calendar)");
  const mainland = await days("calendar WHERE is_open");
  const hongKong = named.strings("name").includes("is_hk_open")
    ? await days("calendar WHERE is_hk_open")
    : mainland;
  return {mainland, hongKong};
}

function gaps(days: Int32Array, trading: Int32Array): {holes: Int32Array; nextOpen: number} {
  const holes = new Int32Array(days.length);
  let k = 0;
  const pass = (day: number): number => {
    const from = k;
    while (k < trading.length && (trading[k] as number) < day) k++;
    const passed = k - from;
    if (trading[k] === day) k++;
    return passed;
  };
  days.forEach((day, t) => {
    const missed = pass(day);
    holes[t] = t === 0 ? 0 : missed;
  });
  return {holes, nextOpen: trading[k] ?? Number.NaN};
}
