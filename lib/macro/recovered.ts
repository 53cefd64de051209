import {regression} from "../stats/regression.js";

/**
 * Share of a planted factor's variance that the estimated ones explain (R² of a regression with a constant): factors
 * are known up to rotation only. `estimated` is rows × count. NaN with too few rows.
 */
export function recoveredShare(
  planted: ArrayLike<number>,
  estimated: ArrayLike<number>,
  count: number
): number {
  const rows = planted.length;
  if (rows < count + 2) return Number.NaN;
  const x = Float64Array.from({length: rows * (count + 1)}, (_, at) => {
    const [t, j] = [Math.floor(at / (count + 1)), at % (count + 1)];
    return j === 0 ? 1 : (estimated[t * count + j - 1] as number);
  });
  return regression(planted, x, count + 1).r2;
}
