import {columns, type Slot} from "../../../lib/factor/slots.js";
import {isoOf} from "../../warehouse/columns.js";
import {gather, orderOf, placesIn} from "../../warehouse/order.js";
import type {Source} from "../../warehouse/source.js";

/** Codes and trading days of `stock_daily`, both ascending. */
export interface Grid {
  readonly codes: readonly string[];
  readonly days: Int32Array;
}

/** A year of daily bars, day by day: rows `start[t] … start[t + 1] − 1` are those of `days[t]`, by code. */
export interface YearOfBars {
  readonly days: Int32Array;
  readonly start: Int32Array;
  /** Place of each row's code in the grid. */
  readonly col: Int32Array;
  readonly close: Float64Array;
  readonly adjust: Float64Array;
  readonly volume: Float64Array;
  readonly total: Float64Array;
  readonly float: Float64Array;
  /** 1 where true; 0 also where the source does not say. */
  readonly st: Uint8Array;
  readonly suspended: Uint8Array;
}

const CODES = "(SELECT code, (row_number() OVER (ORDER BY code) - 1)::INTEGER AS col FROM";

/** A table whose rows carry the place of their code among those of table `codes`: `col`. */
export const withColumn = (table: string, where = "true", codes = "stock_daily"): string =>
  `(SELECT * FROM ${table} WHERE ${where}) JOIN ${CODES} (SELECT DISTINCT code FROM ${codes})) USING (code)`;

export async function readGrid(source: Source): Promise<Grid> {
  const codes = await source.query("SELECT DISTINCT code FROM stock_daily ORDER BY code");
  const days = await source.query("SELECT DISTINCT date FROM stock_daily ORDER BY date");
  return {codes: codes.strings("code").map(String), days: days.days("date")};
}

/** Rows that a run which goes on after day `until` has not read: known later, or of a stock without a bar till then. */
export const unread = (known: string, until: number): string => {
  const day = `DATE '${isoOf(until)}'`;
  return `(${known} > ${day} OR code NOT IN (SELECT DISTINCT code FROM stock_daily WHERE date <= ${day}))`;
};

export interface After {
  /** Days up to this one are left out. */
  readonly after?: number | undefined;
}

/** The grid's days, year by year: first and last place. */
export function yearsOf(
  {days}: Grid,
  {after = Number.NEGATIVE_INFINITY}: After = {}
): {readonly year: number; readonly first: number; readonly end: number}[] {
  const years: {year: number; first: number; end: number}[] = [];
  days.forEach((day, t) => {
    if (day <= after) return;
    const year = new Date(day * 86_400_000).getUTCFullYear();
    const last = years.at(-1);
    if (last?.year === year) last.end = t + 1;
    else years.push({year, first: t, end: t + 1});
  });
  return years;
}

export interface YearOptions extends After {
  /** Columns of `stock_daily`. */
  readonly present: ReadonlySet<string>;
  readonly grid: Grid;
}

/** Reads the bars of one calendar year. Without share counts of either kind those columns are NaN. */
export async function readYear(
  source: Source,
  year: number,
  {present, grid, after}: YearOptions
): Promise<YearOfBars> {
  const from = after === undefined ? `DATE '${year}-01-01'` : `DATE '${isoOf(after)}' + 1`;
  const number = (name: string): string => (present.has(name) ? name : "NULL::DOUBLE");
  const flag = (name: string, otherwise: string): string =>
    present.has(name) ? `coalesce(${name}, ${otherwise})` : otherwise;
  const frame = await source.query(
    `SELECT date, code, close, adj_factor, volume, ${number("total_shares")} AS total, ${number("float_shares")} AS float_, ${flag("is_st", "false")} AS st, ${flag("is_suspended", "volume = 0")} AS suspended FROM stock_daily WHERE date BETWEEN ${from} AND DATE '${year}-12-31' AND date >= DATE '${year}-01-01'`
  );
  const place = placesIn(frame.text("code"), grid.codes);
  const order = orderOf(frame.days("date"), place);
  const date = gather(frame.days("date"), order);
  const numbers = (name: string): Float64Array => gather(frame.numbers(name), order);
  const starts: number[] = [];
  for (let k = 0; k < date.length; k++) if (k === 0 || date[k] !== date[k - 1]) starts.push(k);
  return {
    days: Int32Array.from(starts, (k) => date[k] as number),
    start: Int32Array.from([...starts, date.length]),
    col: gather(place, order),
    close: numbers("close"),
    adjust: numbers("adj_factor"),
    volume: numbers("volume"),
    total: numbers("total"),
    float: numbers("float_"),
    st: gather(frame.flags("st"), order),
    suspended: gather(frame.flags("suspended"), order)
  };
}

/** Daily simple returns of the bars that come by: of each stock from its last traded close, dividends in. */
export class Returns {
  private readonly last: Float64Array;

  constructor(assets: number) {
    this.last = new Float64Array(assets).fill(Number.NaN);
  }

  /** Writes the returns of day `t` by stock; NaN for what is not listed, suspended, or traded for the first time. */
  next({start, col, close, adjust, suspended}: YearOfBars, t: number, out: Float64Array): void {
    out.fill(Number.NaN);
    for (let k = start[t] as number; k < (start[t + 1] as number); k++) {
      if (suspended[k] === 1) continue;
      const i = col[k] as number;
      const price = (close[k] as number) * (adjust[k] as number);
      if (!(price > 0)) continue;
      out[i] = price / (this.last[i] as number) - 1;
      this.last[i] = price;
    }
  }
  slots(): Slot[] {
    return columns(this.last);
  }
}
