import {mean} from "./moments.js";
import {neweyWestLags} from "./regression.js";

/**
 * Long-run variance of a series (Newey and West 1987): γ₀ + 2 Σ (1 − l/(L+1)) γ_l, autocovariances about the mean
 * with divisor n. NaN values are left out and the rest taken as adjacent. NaN for an empty series.
 */
export function longRunVariance(x: ArrayLike<number>, {lags}: {lags?: number} = {}): number {
  const values = Array.from(x).filter((v) => !Number.isNaN(v));
  const n = values.length;
  const most = lags ?? neweyWestLags(n);
  if (!Number.isInteger(most) || most < 0) throw new RangeError(`lags must be a whole number, got ${most}`);
  const centre = mean(values);
  let total = 0;
  for (let lag = 0; lag <= Math.min(most, n - 1); lag++) {
    let s = 0;
    for (let i = lag; i < n; i++)
      s += ((values[i] as number) - centre) * ((values[i - lag] as number) - centre);
    total += (lag === 0 ? 1 : 2 * (1 - lag / (most + 1))) * (s / n);
  }
  return n === 0 ? Number.NaN : total;
}

/** Mean of a series with its Newey–West standard error √(long-run variance / n) and t-statistic. */
export function neweyWestMean(
  x: ArrayLike<number>,
  {lags}: {lags?: number} = {}
): {readonly mean: number; readonly standardError: number; readonly t: number; readonly n: number} {
  const n = Array.from(x).filter((v) => !Number.isNaN(v)).length;
  const m = mean(x);
  const standardError = Math.sqrt(longRunVariance(x, lags === undefined ? {} : {lags}) / n);
  return {mean: m, standardError, t: m / standardError, n};
}
