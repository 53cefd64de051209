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

/** What is known of the estimates beside themselves. */
export interface Shared {
  readonly level?: number;
  /** The common mean, where it is known, as for what is measured over the group's own mean. */
  readonly mean?: number;
  /** Of how many independent rows the errors are worth (`effectiveNumber`); all by default. */
  readonly independent?: number;
  /** Variance of true values that estimates cannot see, as a multiple of that which they can. */
  readonly unseen?: number;
}

/**
 * Empirical Bayes for many noisy estimates of one kind, each with its own standard error: true values are normal about
 * a common mean, whose variance is found by Paule and Mandel (1982). Each estimate is drawn to the mean by its own
 * noise. The common mean is estimated, and the posterior variance counts that (Morris 1983), unless it is known. The
 * variance itself is uncertain: deviations are root mean squared errors of what was drawn, kept² error² +
 * (1 − kept)² variance, at its upper 95 % bound (Q-profile, Viechtbauer 2007, the sum of squares having the degrees of
 * so many `independent` rows, after Satterthwaite 1946), and at least at what noise could hide, so that intervals do
 * not close where noise explains everything; what estimates cannot see adds its multiple of the variance as estimated.
 * Rows without an estimate or a positive error stay NaN and count for nothing; with fewer than three rows all is NaN.
 * Throws on wrong sizes.
 */
export function shrink(
  estimate: ArrayLike<number>,
  error: ArrayLike<number>,
  {level = 0.9, mean: known, independent, unseen = 0}: Shared = {}
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
  const degrees = rows.length - (known === undefined ? 1 : 0);
  const spread2 = spreadAt(y, s2, {target: degrees, known});
  const worth = Math.min(degrees, independent ?? degrees);
  const widest = Math.max(
    spreadAt(y, s2, {target: (degrees * lowChiSquare(worth)) / worth, known}),
    detectable(s2, worth)
  );
  const {mean, weight} = pooled(y, s2, {spread2, known});
  const z = normalQuantile((1 + level) / 2);
  rows.forEach((i, k) => {
    const v = s2[k] as number;
    const kept = spread2 / (spread2 + v);
    const value = mean + kept * ((y[k] as number) - mean);
    const common = widest + (known === undefined ? 1 / weight : 0);
    const deviation = Math.sqrt(kept ** 2 * v + (1 - kept) ** 2 * common + unseen * spread2);
    out.kept[i] = kept;
    out.value[i] = value;
    out.deviation[i] = deviation;
    out.lo[i] = value - z * deviation;
    out.hi[i] = value + z * deviation;
    out.positive[i] = deviation > 0 ? normalCdf(value / deviation) : value > 0 ? 1 : value < 0 ? 0 : 0.5;
  });
  return {mean, spread: Math.sqrt(spread2), ...out};
}

/** The variance that so many independent errors of these sizes could hide: 1.645 standard errors of none at all. */
function detectable(s2: Float64Array, independent: number): number {
  const precision = s2.reduce((sum, v) => sum + 1 / v, 0) / s2.length;
  return (normalQuantile(0.95) * Math.sqrt(2 / independent)) / precision;
}

/** The 5 % quantile of chi-square by Wilson and Hilferty (1931). */
function lowChiSquare(degrees: number): number {
  const c = 2 / (9 * degrees);
  return degrees * Math.max(0, 1 - c + normalQuantile(0.05) * Math.sqrt(c)) ** 3;
}

function pooled(
  y: Float64Array,
  s2: Float64Array,
  {spread2, known}: {readonly spread2: number; readonly known: number | undefined}
): {mean: number; weight: number; q: number} {
  let [weight, sum] = [0, 0];
  for (let k = 0; k < y.length; k++) {
    const w = 1 / (spread2 + (s2[k] as number));
    weight += w;
    sum += w * (y[k] as number);
  }
  const mean = known ?? sum / weight;
  let q = 0;
  for (let k = 0; k < y.length; k++) q += ((y[k] as number) - mean) ** 2 / (spread2 + (s2[k] as number));
  return {mean, weight, q};
}

/** The variance at which the weighted sum of squares is the target; zero where noise alone stays below it. */
function spreadAt(
  y: Float64Array,
  s2: Float64Array,
  {target, known}: {readonly target: number; readonly known: number | undefined}
): number {
  const excess = (v: number): number => pooled(y, s2, {spread2: v, known}).q - target;
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
