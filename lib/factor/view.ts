import {columnOf, type FactorBook} from "./book.js";
import {WINDOWS, type Window, type WindowStats, windowStats} from "./window.js";

/** Every window of every factor on one day. */
export type WindowView = Readonly<Record<Window, WindowStats>>;

/** Windows of the book's factors that end at row `at` of its days. */
export function windowView({days, returns, factors}: FactorBook, at: number): WindowView {
  const panel = {days, columns: factors.length, values: returns};
  return Object.fromEntries(WINDOWS.map((w) => [w, windowStats(panel, at, w)])) as Record<
    Window,
    WindowStats
  >;
}

/** The book with the market's return added to every industry's: what an industry earned, not by how much it beat. */
export function withMarket(book: FactorBook): FactorBook {
  const {factors, returns} = book;
  const market = factors.findIndex((f) => f.kind === "country");
  if (market < 0) return book;
  const n = factors.length;
  const total = returns.map((r, k) =>
    factors[k % n]?.kind === "industry" ? r + (returns[k - (k % n) + market] as number) : r
  );
  return {...book, returns: total};
}

/** The last row whose day is not after `day`; −1 before the first. Days ascend. */
export function rowAtOrBefore(days: ArrayLike<number>, day: number): number {
  let row = days.length - 1;
  while (row >= 0 && (days[row] as number) > day) row--;
  return row;
}

/** Positions of the present values from the largest; by magnitude where asked. Ties keep their order. */
export function ranked(
  values: ArrayLike<number>,
  {by = "value"}: {readonly by?: "value" | "magnitude"} = {}
): number[] {
  const size = (i: number): number =>
    by === "magnitude" ? Math.abs(values[i] as number) : (values[i] as number);
  return Array.from({length: values.length}, (_, i) => i)
    .filter((i) => !Number.isNaN(values[i] as number))
    .sort((a, b) => size(b) - size(a));
}

/** Cumulative return of one factor from row `from` to row `to` (0 at the day before `from`), missing days flat. */
export function cumulative(
  {returns, factors}: Pick<FactorBook, "returns" | "factors">,
  column: number,
  {from, to}: {readonly from: number; readonly to: number}
): Float64Array {
  const path = new Float64Array(Math.max(0, to - from + 1));
  let growth = 1;
  for (let t = from; t <= to; t++) {
    const r = returns[t * factors.length + column] as number;
    if (!Number.isNaN(r)) growth *= 1 + r;
    path[t - from] = growth - 1;
  }
  return path;
}

/** Share of the present values up to row `at`, of the last `rows`, that lie below its own; NaN where it is missing. */
export function standing(x: ArrayLike<number>, at: number, rows: number): number {
  const own = x[at] as number;
  let [n, below] = [0, 0];
  for (let t = Math.max(0, at - rows + 1); t < at; t++) {
    const v = x[t] as number;
    if (Number.isNaN(v)) continue;
    n++;
    if (v < own) below++;
  }
  return n === 0 || Number.isNaN(own) ? Number.NaN : below / n;
}

/** One factor's column up to a row. */
export const seriesOf = (
  panel: ArrayLike<number>,
  column: number,
  columns: number,
  rows: number
): Float64Array => columnOf(panel, column, columns).subarray(0, rows);

/** Every fifth row back from `to`, at most `points` of them, ascending: a week's step for sparklines. */
export function weeklyRows(to: number, points: number): number[] {
  const rows: number[] = [];
  for (let t = to; t >= 0 && rows.length < points; t -= 5) rows.unshift(t);
  return rows;
}
