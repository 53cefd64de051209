import {symmetricEigen} from "../linalg/eigen.js";
import {type NeweyWestOptions, NeweyWestWindow} from "./newey-west-window.js";

/** Factor returns, dates × factors row-major; NaN where a factor had none that day. */
export interface ReturnPanel {
  readonly values: Float64Array;
  readonly dates: number;
  readonly factors: number;
}

/** Newey–West covariance (`NeweyWestWindow`) of the rows up to `end` (exclusive), so nothing later matters. */
export function neweyWestCovariance(
  panel: ReturnPanel,
  options: NeweyWestOptions,
  end = panel.dates
): Float64Array {
  return windowOf(panel, options, end).covariance();
}

function windowOf(
  {values, dates, factors}: ReturnPanel,
  options: NeweyWestOptions,
  end: number
): NeweyWestWindow {
  if (values.length !== dates * factors) {
    throw new RangeError(`values must hold ${dates} × ${factors} numbers, got ${values.length}`);
  }
  if (!(end >= 0 && end <= dates)) throw new RangeError(`end must lie in 0…${dates}, got ${end}`);
  const window = new NeweyWestWindow(factors, options);
  for (let t = 0; t < end; t++) window.push(values.subarray(t * factors, (t + 1) * factors));
  return window;
}

/** Diagonal of `neweyWestCovariance`. */
export function neweyWestVariance(
  panel: ReturnPanel,
  options: NeweyWestOptions,
  end = panel.dates
): Float64Array {
  const {factors} = panel;
  return neweyWestCovariance(panel, options, end).filter((_, at) => at % (factors + 1) === 0);
}

export interface RiskOptions {
  readonly volatility?: NeweyWestOptions;
  readonly correlation?: NeweyWestOptions;
  /** Smallest eigenvalue left. */
  readonly floor?: number;
}

/** USE4S: volatilities of half-life 84 with 5 lags, correlations of 504 with 2. */
export const USE4S = {
  volatility: {halfLife: 84, lags: 5},
  correlation: {halfLife: 504, lags: 2}
} as const;

/**
 * Daily factor covariance D ρ D with volatilities and correlations of different half-lives, eigenvalues not below
 * `floor`. 因子协方差. A factor without a variance gives NaN in its row and column; pass only factors with history.
 */
export function factorCovariance(
  panel: ReturnPanel,
  {volatility = USE4S.volatility, correlation = USE4S.correlation, floor = 1e-14}: RiskOptions = {},
  end = panel.dates
): Float64Array {
  const variances = neweyWestCovariance(panel, volatility, end);
  return recombine(variances, neweyWestCovariance(panel, correlation, end), {n: panel.factors, floor});
}

/** D ρ D (n × n) with the variances of one covariance and the correlations of another. */
export function recombine(
  variances: Float64Array,
  correlations: Float64Array,
  {n, floor = 1e-14}: {readonly n: number; readonly floor?: number}
): Float64Array {
  const [d, c] = [variances, correlations];
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const [ii, jj, ij] = [i * n + i, j * n + j, i * n + j];
      const rho = i === j ? 1 : (c[ij] as number) / Math.sqrt((c[ii] as number) * (c[jj] as number));
      out[ij] = out[j * n + i] =
        Math.max(-1, Math.min(1, rho)) * Math.sqrt((d[ii] as number) * (d[jj] as number));
    }
  }
  return out.some(Number.isNaN) ? out : clipEigenvalues(out, n, floor);
}

/** Lifts eigenvalues below `floor` to it; the matrix itself where there are none. */
export function clipEigenvalues(a: Float64Array, n: number, floor: number): Float64Array {
  const {values, vectors} = symmetricEigen(a, n);
  if (values.every((v) => v >= floor)) return a;
  return compose(
    values.map((v) => Math.max(floor, v)),
    vectors,
    n
  );
}

/** U diag(values) Uᵀ, symmetric to the last bit. */
export function compose(values: ArrayLike<number>, vectors: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let s = 0;
      for (let k = 0; k < n; k++) {
        s += (vectors[i * n + k] as number) * (values[k] as number) * (vectors[j * n + k] as number);
      }
      out[i * n + j] = out[j * n + i] = s;
    }
  }
  return out;
}
