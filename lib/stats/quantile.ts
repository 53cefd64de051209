/**
 * Quantile of the values that are not NaN, type 7 of Hyndman and Fan (1996): linear between order statistics.
 * `p` in [0, 1]; NaN where there are no values. Throws on another `p`.
 */
export function quantile(x: ArrayLike<number>, p: number): number {
  return quantileSorted(sorted(x), p);
}

/** Median of the values that are not NaN; NaN where there are none. */
export const median = (x: ArrayLike<number>): number => quantile(x, 0.5);

/** The values that are not NaN, ascending. */
export function sorted(x: ArrayLike<number>): Float64Array {
  return Float64Array.from(Array.from(x).filter((v) => !Number.isNaN(v))).sort();
}

/** As `quantile`, of values already ascending and without NaN. */
export function quantileSorted(ascending: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must lie in [0, 1], got ${p}`);
  const n = ascending.length;
  if (n === 0) return Number.NaN;
  const at = (n - 1) * p;
  const low = Math.floor(at);
  const left = ascending[low] as number;
  const right = ascending[Math.min(n - 1, low + 1)] as number;
  return at === low ? left : left + (at - low) * (right - left);
}
