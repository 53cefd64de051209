import {normalCdf, normalQuantile} from "../stats/normal.js";

export interface Shrunk {
  /** Mean and standard deviation of true values across the group, as estimated. */
  readonly mean: number;
  readonly spread: number;
  /** By row: posterior mean, standard deviation, interval, and probability of being above zero. */
  readonly value: Float64Array;
  readonly deviation: Float64Array;
  readonly lo: Float64Array;
  readonly hi: Float64Array;
  readonly positive: Float64Array;
  /** Share of each estimate that is kept, spread² / (spread² + error²). */
  readonly kept: Float64Array;
}

/**
 * Empirical Bayes for many noisy estimates of one kind, each with its own standard error: true values are normal about
 * a common mean, whose variance is found by Paule and Mandel (1982). Each estimate is drawn to the mean by its own
 * noise, and the posterior variance counts that the mean is estimated too (Morris 1983). Rows without an estimate or a
 * positive error stay NaN and count for nothing; with fewer than three rows all is NaN. Throws on wrong sizes.
 */
export function shrink(
  estimate: ArrayLike<number>,
  error: ArrayLike<number>,
  {level = 0.9}: {readonly level?: number} = {}
): Shrunk {
  const n = estimate.length;
  if (error.length !== n) throw new RangeError(`error must hold ${n} values, got ${error.length}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`level must be between 0 and 1, got ${level}`);
  const rows = Array.from({length: n}, (_, i) => i).filter(
    (i) => Number.isFinite(estimate[i]) && (error[i] as number) > 0 && Number.isFinite(error[i])
  );
  const y = Float64Array.from(rows, (i) => estimate[i] as number);
  const s2 = Float64Array.from(rows, (i) => (error[i] as number) ** 2);
  const blank = (): Float64Array => new Float64Array(n).fill(Number.NaN);
  const out = {
    value: blank(),
    deviation: blank(),
    lo: blank(),
    hi: blank(),
    positive: blank(),
    kept: blank()
  };
  if (rows.length < 3) return {mean: Number.NaN, spread: Number.NaN, ...out};
  const spread2 = pauleMandel(y, s2);
  const {mean, weight} = pooled(y, s2, spread2);
  const z = normalQuantile((1 + level) / 2);
  rows.forEach((i, k) => {
    const v = s2[k] as number;
    const kept = spread2 / (spread2 + v);
    const value = mean + kept * ((y[k] as number) - mean);
    const deviation = Math.sqrt(kept * v + (1 - kept) ** 2 / weight);
    out.kept[i] = kept;
    out.value[i] = value;
    out.deviation[i] = deviation;
    out.lo[i] = value - z * deviation;
    out.hi[i] = value + z * deviation;
    out.positive[i] = deviation > 0 ? normalCdf(value / deviation) : value > 0 ? 1 : 0;
  });
  return {mean, spread: Math.sqrt(spread2), ...out};
}

function pooled(
  y: Float64Array,
  s2: Float64Array,
  spread2: number
): {mean: number; weight: number; q: number} {
  let [weight, sum] = [0, 0];
  for (let k = 0; k < y.length; k++) {
    const w = 1 / (spread2 + (s2[k] as number));
    weight += w;
    sum += w * (y[k] as number);
  }
  const mean = sum / weight;
  let q = 0;
  for (let k = 0; k < y.length; k++) q += ((y[k] as number) - mean) ** 2 / (spread2 + (s2[k] as number));
  return {mean, weight, q};
}

/** The variance at which the weighted sum of squares equals its degrees of freedom; zero where noise alone explains it. */
function pauleMandel(y: Float64Array, s2: Float64Array): number {
  const excess = (v: number): number => pooled(y, s2, v).q - (y.length - 1);
  if (excess(0) <= 0) return 0;
  let [lo, hi] = [0, Math.max(...s2)];
  while (excess(hi) > 0) [lo, hi] = [hi, 2 * hi];
  for (let k = 0; k < 200 && hi - lo > 1e-14 * hi; k++) {
    const middle = (lo + hi) / 2;
    if (excess(middle) > 0) lo = middle;
    else hi = middle;
  }
  return (lo + hi) / 2;
}
