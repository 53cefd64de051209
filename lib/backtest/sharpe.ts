import {kurtosis, mean, sd, skewness} from "../stats/moments.js";
import {longRunVariance} from "../stats/newey-west.js";
import {checkReturns, excessOf, YEAR} from "./returns.js";

export interface SharpeOptions {
  /** Periods of a year. */
  readonly year?: number;
  /** Rate a period that needs no risk, one number or one a row. */
  readonly riskFree?: ArrayLike<number> | number;
  /** Lags of the standard error: 0 takes returns as independent, by default as Newey and West (1994) choose. */
  readonly lags?: number;
}

export interface Sharpe {
  /** Annual: √year × mean / sd (divisor n − 1). */
  readonly ratio: number;
  /** Of the annual ratio, with memory and without normality: Lo (2002), generalised method of moments. */
  readonly standardError: number;
  /** Of the annual ratio were returns independent and normal: √((1 + SR²/2) / n), Lo (2002). */
  readonly simpleError: number;
  /** Ratio of one period. */
  readonly period: number;
  readonly n: number;
  readonly skewness: number;
  readonly kurtosis: number;
}

/** Annual mean ÷ sd alone, without checks or errors: for resampling. NaN below two returns or where they do not vary. */
export function sharpeRatio(
  returns: ArrayLike<number>,
  {year = YEAR}: {readonly year?: number} = {}
): number {
  const n = returns.length;
  let [sum, square] = [0, 0];
  for (let t = 0; t < n; t++) sum += returns[t] as number;
  for (let t = 0; t < n; t++) square += ((returns[t] as number) - sum / n) ** 2;
  return n > 1 && square > 0 ? (sum / n / Math.sqrt(square / (n - 1))) * Math.sqrt(year) : Number.NaN;
}

/**
 * Sharpe ratio (夏普比率) of simple returns with its standard errors. The error follows from the influence of each
 * return on mean and variance, z − SR (z² − 1) / 2, whose long-run variance is taken with Bartlett weights. NaN below
 * two returns or where they do not vary.
 */
export function sharpe(returns: ArrayLike<number>, options: SharpeOptions = {}): Sharpe {
  const {year = YEAR, riskFree = 0, lags} = options;
  checkReturns(returns);
  const x = excessOf(returns, riskFree);
  const n = x.length;
  const [centre, spread] = [mean(x), sd(x)];
  const period = n > 1 && spread > 0 ? centre / spread : Number.NaN;
  const scale = sd(x, {ddof: 0});
  const influence = x.map((r) => {
    const z = (r - centre) / scale;
    return z - (period / 2) * (z * z - 1);
  });
  const variance = Number.isNaN(period)
    ? Number.NaN
    : longRunVariance(influence, lags === undefined ? {} : {lags});
  return {
    ratio: period * Math.sqrt(year),
    standardError: Math.sqrt((variance / n) * year),
    simpleError: Math.sqrt(((1 + (period * period) / 2) / n) * year),
    period,
    n,
    skewness: skewness(x),
    kurtosis: kurtosis(x)
  };
}

/**
 * Factor from the Sharpe ratio of one period to that of `q` (Lo 2002): q / √(q + 2 Σ (q − k) ρ_k), √q where returns
 * have no memory. Autocorrelations up to `lags` count.
 */
export function sharpeTerm(
  returns: ArrayLike<number>,
  {q, lags = q - 1}: {readonly q: number; readonly lags?: number}
): number {
  if (!(Number.isInteger(q) && q >= 1)) throw new RangeError(`q must be a whole number from 1, got ${q}`);
  const centre = mean(returns);
  const e = Float64Array.from(returns, (r) => r - centre);
  const base = e.reduce((s, v) => s + v * v, 0);
  let total = q;
  for (let k = 1; k <= Math.min(lags, q - 1, e.length - 1); k++) {
    let cross = 0;
    for (let t = k; t < e.length; t++) cross += (e[t] as number) * (e[t - k] as number);
    total += 2 * (q - k) * (cross / base);
  }
  return total > 0 ? q / Math.sqrt(total) : Number.NaN;
}
