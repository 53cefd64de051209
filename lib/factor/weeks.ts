import {weeklySums} from "../flow/windows.js";
import type {FactorBook} from "./book.js";

/** Weekly returns: calendar weeks in order, weeks × columns. */
export interface Weeks {
  /** First and last trading day of each week, days since 1970-01-01. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly value: Float64Array;
}

/**
 * Compounded returns of the last calendar weeks up to row `at` (the last one to date), for some columns of a book of
 * daily returns. A missing day makes its week missing.
 */
export function weeksOf(
  {days, returns, factors}: Pick<FactorBook, "days" | "returns" | "factors">,
  {at, weeks, columns}: {readonly at: number; readonly weeks: number; readonly columns: readonly number[]}
): Weeks {
  if (!(weeks >= 1)) throw new RangeError(`weeks must be at least 1, got ${weeks}`);
  const span = days.subarray(0, at + 1);
  const ends = weeklySums(span, new Float64Array(span.length)).last;
  const from = Math.max(0, ends.length - weeks);
  const starts = Array.from(ends, (_, w) => (w === 0 ? 0 : (ends[w - 1] as number) + 1));
  const value: number[] = [];
  for (let w = from; w < ends.length; w++) {
    for (const c of columns) {
      let growth = 1;
      for (let t = starts[w] as number; t <= (ends[w] as number); t++) {
        growth *= 1 + (returns[t * factors.length + c] as number);
      }
      value.push(growth - 1);
    }
  }
  return {
    first: Int32Array.from(starts.slice(from), (t) => days[t] as number),
    last: ends.slice(from).map((t) => days[t] as number),
    value: Float64Array.from(value)
  };
}
