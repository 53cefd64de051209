import {quantile} from "../stats/quantile.js";
import {resampler} from "../stats/stationary-bootstrap.js";

export interface BlockMeanOptions {
  /** Number of days of the whole sample. */
  readonly days: number;
  /** Expected length of a block, in days. */
  readonly block?: number;
  readonly draws?: number;
  readonly seed?: number;
  readonly level?: number;
}

/**
 * Percentile intervals of the means of several measures of the same events by the stationary bootstrap over days
 * (Politis and Romano 1994): a drawn day brings all its events, so that neither events of one day nor overlapping
 * holding periods count as independent. `day` is the place of each event's day from 0. Missing values are left out; a
 * measure without values has NaN bounds. Every measure sees the same resamples.
 */
export function blockMeans(
  measures: readonly ArrayLike<number>[],
  day: ArrayLike<number>,
  {days, block = 20, draws = 500, seed = 1, level = 0.95}: BlockMeanOptions
): {readonly lo: number; readonly hi: number}[] {
  if (!(block >= 1)) throw new RangeError(`block must be at least 1, got ${block}`);
  const sums = measures.map((x) => daily(x, day, days, (v) => v));
  const counts = measures.map((x) => daily(x, day, days, () => 1));
  const means = measures.map(() => new Float64Array(draws));
  const next = resampler(days, {seed, block});
  const drawn = new Int32Array(days);
  for (let d = 0; d < draws; d++) {
    for (let i = 0; i < days; i++) drawn[i] = next();
    for (let m = 0; m < measures.length; m++) {
      const [sum, count] = [sums[m] as Float64Array, counts[m] as Float64Array];
      let [total, n] = [0, 0];
      for (let i = 0; i < days; i++) {
        const t = drawn[i] as number;
        total += sum[t] as number;
        n += count[t] as number;
      }
      (means[m] as Float64Array)[d] = total / n;
    }
  }
  return means.map((m) => ({lo: quantile(m, (1 - level) / 2), hi: quantile(m, (1 + level) / 2)}));
}

function daily(
  x: ArrayLike<number>,
  day: ArrayLike<number>,
  days: number,
  of: (value: number) => number
): Float64Array {
  if (day.length !== x.length) throw new RangeError(`day must have ${x.length} values, got ${day.length}`);
  const out = new Float64Array(days);
  for (let i = 0; i < x.length; i++) {
    const t = day[i] as number;
    if (!(t >= 0 && t < days)) throw new RangeError(`day must lie in [0, ${days}), got ${t}`);
    if (!Number.isNaN(x[i] as number)) out[t] = (out[t] as number) + of(x[i] as number);
  }
  return out;
}
