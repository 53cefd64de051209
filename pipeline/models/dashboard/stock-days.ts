import {placesIn, rowsOf} from "../../warehouse/order.js";
import {columnsOf, type Source} from "../../warehouse/source.js";

/** Measures of stocks that a pass may ask for: SQL over `stock_daily`, and the optional columns that it needs. */
const MEASURES = {
  ret: {
    sql: "CASE WHEN close > 0 AND prev_close > 0 AND volume > 0 THEN close / prev_close - 1 END",
    needs: []
  },
  cap: {sql: "close * nullif(total_shares, 0)", needs: ["total_shares"]},
  capBefore: {sql: "prev_close * nullif(total_shares, 0)", needs: ["total_shares"]},
  amount: {sql: "amount", needs: ["amount"]},
  floatCap: {sql: "close * nullif(float_shares, 0)", needs: ["float_shares"]},
  open: {sql: "open", needs: []},
  high: {sql: "high", needs: []},
  low: {sql: "low", needs: []},
  close: {sql: "close", needs: []},
  previous: {sql: "prev_close", needs: []}
} as const;

export type Measure = keyof typeof MEASURES;

/** The stocks of all days: codes in order, days ascending. */
export interface Axis {
  readonly codes: readonly string[];
  readonly days: Int32Array;
}

export async function readAxis(source: Source): Promise<Axis> {
  const codes = (await source.query("SELECT DISTINCT code FROM stock_daily ORDER BY code"))
    .strings("code")
    .map(String);
  const days = (await source.query("SELECT DISTINCT date FROM stock_daily ORDER BY date")).days("date");
  return {codes, days};
}

/** One calendar year: rows `first` … `last` of the axis, and each measure as days × codes. */
export interface Year<M extends Measure> {
  readonly first: number;
  readonly last: number;
  readonly panel: Readonly<Record<M, Float64Array>>;
}

/** Measures year by year, so that no more than a year is held. A measure whose columns are absent is all NaN. */
export async function* stockYears<M extends Measure>(
  source: Source,
  {codes, days}: Axis,
  measures: readonly M[]
): AsyncGenerator<Year<M>> {
  const present = await columnsOf(source, "stock_daily");
  const there = measures.filter((m) => MEASURES[m].needs.every((c) => present.has(c)));
  for (let first = 0; first < days.length; ) {
    const year = yearOf(days[first] as number);
    let last = first;
    while (last + 1 < days.length && yearOf(days[last + 1] as number) === year) last++;
    const size = (last - first + 1) * codes.length;
    const panel = Object.fromEntries(
      measures.map((m) => [m, new Float64Array(size).fill(Number.NaN)])
    ) as Record<M, Float64Array>;
    const listed = there.map((m) => `, ${MEASURES[m].sql} AS "${m}"`).join("");
    const frame = await source.query(
      `SELECT date, code${listed} FROM stock_daily WHERE date BETWEEN DATE '${year}-01-01' AND DATE '${year}-12-31'`
    );
    const column = placesIn(frame.text("code"), codes);
    const rows = rowsOf(days.subarray(first, last + 1));
    const date = frame.days("date");
    const at = new Int32Array(frame.rows);
    for (let i = 0; i < at.length; i++) {
      const t = rows[(date[i] as number) - (days[first] as number)] as number;
      at[i] = t * codes.length + (column[i] as number);
    }
    for (const m of there) {
      const values = frame.numbers(m);
      const target = panel[m];
      for (let i = 0; i < at.length; i++) target[at[i] as number] = values[i] as number;
    }
    yield {first, last, panel};
    first = last + 1;
  }
}

const yearOf = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();
