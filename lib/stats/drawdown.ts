/** Where a series lies in an array: `count` values from `from`, `stride` apart. */
export interface Strided {
  readonly from?: number;
  readonly count?: number;
  readonly stride?: number;
}

/**
 * Deepest fall from a peak of simple returns compounded, the start counted as a peak (最大回撤): 0 or negative. NaN
 * where a return is missing.
 */
export function deepestFall(
  returns: ArrayLike<number>,
  {from = 0, count = returns.length - from, stride = 1}: Strided = {}
): number {
  let [level, peak, fall] = [1, 1, 0];
  for (let k = 0; k < count; k++) {
    level *= 1 + (returns[from + k * stride] as number);
    peak = Math.max(peak, level);
    fall = Math.min(fall, level / peak - 1);
  }
  return Number.isNaN(level) ? Number.NaN : fall;
}
