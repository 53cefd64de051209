import {mondayOf} from "../calendar/week.js";

/** Trading days of the link that make a month and a quarter (月、季). */
export const MONTH_ROWS = 20;
export const QUARTER_ROWS = 60;

/** A panel of daily flows, dates × columns, with the row at which windows end. */
export interface WindowOptions {
  readonly columns: number;
  readonly at: number;
}

/** Sum of the ISO week up to row `at`, Monday first, each column; NaN values are left out. */
export function weekSums(
  days: ArrayLike<number>,
  values: ArrayLike<number>,
  {columns, at}: WindowOptions
): Float64Array {
  const from = weekStart(days, at);
  return rowSums(values, {columns, from, to: at});
}

/** Sum of the last `rows` rows up to `at`, each column; NaN where there are fewer. */
export function trailingSums(
  values: ArrayLike<number>,
  {columns, at, rows}: WindowOptions & {readonly rows: number}
): Float64Array {
  if (!(rows >= 1)) throw new RangeError(`rows must be at least 1, got ${rows}`);
  if (at + 1 < rows) return new Float64Array(columns).fill(Number.NaN);
  return rowSums(values, {columns, from: at - rows + 1, to: at});
}

/** First row of the ISO week that row `at` lies in. */
export function weekStart(days: ArrayLike<number>, at: number): number {
  if (!(at >= 0 && at < days.length)) {
    throw new RangeError(`at must be a row of ${days.length}, got ${at}`);
  }
  const monday = mondayOf(days[at] as number);
  let from = at;
  while (from > 0 && (days[from - 1] as number) >= monday) from--;
  return from;
}

/** ISO weeks of a daily series in order: each week's last row and its sum (NaN values left out). */
export function weeklySums(
  days: ArrayLike<number>,
  values: ArrayLike<number>
): {readonly last: Int32Array; readonly sum: Float64Array} {
  const last: number[] = [];
  const sum: number[] = [];
  for (let t = 0; t < days.length; t++) {
    const x = values[t] as number;
    const add = Number.isNaN(x) ? 0 : x;
    const same = t > 0 && mondayOf(days[t] as number) === mondayOf(days[t - 1] as number);
    const w = same ? last.length - 1 : last.length;
    last[w] = t;
    sum[w] = (same ? (sum[w] as number) : 0) + add;
  }
  return {last: Int32Array.from(last), sum: Float64Array.from(sum)};
}

function rowSums(
  values: ArrayLike<number>,
  {columns, from, to}: {readonly columns: number; readonly from: number; readonly to: number}
): Float64Array {
  if (!(from >= 0 && (to + 1) * columns <= values.length)) {
    throw new RangeError(`at must be a row of ${values.length / columns}, got ${to}`);
  }
  const sums = new Float64Array(columns);
  for (let t = from; t <= to; t++) {
    for (let c = 0; c < columns; c++) {
      const x = values[t * columns + c] as number;
      if (!Number.isNaN(x)) sums[c] = (sums[c] as number) + x;
    }
  }
  return sums;
}
