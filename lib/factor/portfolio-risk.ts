import {cholesky, choleskyInverse, choleskySolve} from "../linalg/cholesky.js";

/**
 * Exposures of stocks to factors in sparse rows: the country is 1 for all, one industry each, a few styles.
 * Factor numbers are columns of the covariance; −1 where the factor has none.
 */
export interface ExposureRows {
  readonly n: number;
  readonly country: number;
  /** Factor number of each stock's industry. */
  readonly industry: ArrayLike<number>;
  /** Factor number of each style, and its exposures. */
  readonly styles: readonly {readonly factor: number; readonly x: ArrayLike<number>}[];
}

/** Xᵀh: the factor exposures of a portfolio. */
export function portfolioExposure(rows: ExposureRows, h: ArrayLike<number>, factors: number): Float64Array {
  const x = new Float64Array(factors);
  const add = (factor: number, value: number): void => {
    if (factor >= 0) x[factor] = (x[factor] as number) + value;
  };
  for (let k = 0; k < rows.n; k++) {
    const w = h[k] as number;
    add(rows.country, w);
    add(rows.industry[k] as number, w);
  }
  for (const {factor, x: column} of rows.styles) {
    let s = 0;
    for (let k = 0; k < rows.n; k++) s += (h[k] as number) * (column[k] as number);
    add(factor, s);
  }
  return x;
}

/** X y: what factor numbers y mean for each stock. */
export function stockValues(rows: ExposureRows, y: ArrayLike<number>): Float64Array {
  const of = (factor: number): number => (factor >= 0 ? (y[factor] as number) : 0);
  const out = new Float64Array(rows.n);
  for (let k = 0; k < rows.n; k++) out[k] = of(rows.country) + of(rows.industry[k] as number);
  for (const {factor, x} of rows.styles) {
    const f = of(factor);
    for (let k = 0; k < rows.n; k++) out[k] = (out[k] as number) + f * (x[k] as number);
  }
  return out;
}

/** Xᵀ diag(w) X, factors × factors. */
export function weightedGram(rows: ExposureRows, w: ArrayLike<number>, factors: number): Float64Array {
  const out = new Float64Array(factors * factors);
  const columns = [rows.country, ...rows.styles.map((s) => s.factor)];
  for (let a = 0; a < columns.length; a++) {
    const f = columns[a] as number;
    if (f < 0) continue;
    const x = a === 0 ? undefined : rows.styles[a - 1]?.x;
    const own = new Float64Array(rows.n);
    for (let k = 0; k < rows.n; k++) own[k] = x ? (w[k] as number) * (x[k] as number) : (w[k] as number);
    portfolioExposure(rows, own, factors).forEach((v, j) => {
      out[f * factors + j] = out[j * factors + f] = v;
    });
  }
  for (let k = 0; k < rows.n; k++) {
    const g = rows.industry[k] as number;
    if (g >= 0) out[g * factors + g] = (out[g * factors + g] as number) + (w[k] as number);
  }
  return out;
}

/** A covariance ready for solving against exposures: V = X F Xᵀ + diag(σ²). */
export interface RiskSolver {
  /**
   * Weights of the portfolio of least risk with one unit of the alpha X a: h = V⁻¹α / (αᵀV⁻¹α) by Woodbury's identity,
   * so that only a factors × factors matrix is inverted.
   */
  minimumRisk(a: ArrayLike<number>): Float64Array;
}

/** Throws when `covariance` is not positive definite. `sigma` holds specific volatilities, all positive. */
export function riskSolver(
  rows: ExposureRows,
  covariance: Float64Array,
  sigma: ArrayLike<number>,
  gram: Float64Array = weightedGram(rows, inverseVariance(sigma), Math.sqrt(covariance.length))
): RiskSolver {
  const factors = Math.sqrt(covariance.length);
  const lower = cholesky(covariance, factors, {tolerance: 1e-13});
  if (!lower) throw new RangeError("covariance must be positive definite");
  const inner = choleskyInverse(lower, factors).map((v, i) => v + (gram[i] as number));
  const solver = cholesky(inner, factors);
  if (!solver) throw new RangeError("covariance must be positive definite");
  const weight = inverseVariance(sigma);
  return {
    minimumRisk(a) {
      const ba = times(gram, a, factors);
      const back = choleskySolve(solver, factors, ba);
      const y = Float64Array.from(a, (v, i) => v - (back[i] as number));
      const scale = ba.reduce((s, v, i) => s + v * (y[i] as number), 0);
      const h = stockValues(rows, y);
      for (let k = 0; k < h.length; k++) h[k] = ((h[k] as number) * (weight[k] as number)) / scale;
      return h;
    }
  };
}

const inverseVariance = (sigma: ArrayLike<number>): Float64Array =>
  Float64Array.from({length: sigma.length}, (_, k) => 1 / (sigma[k] as number) ** 2);

function times(m: Float64Array, x: ArrayLike<number>, n: number): Float64Array {
  return Float64Array.from({length: n}, (_, i) => {
    let s = 0;
    for (let j = 0; j < n; j++) s += (m[i * n + j] as number) * (x[j] as number);
    return s;
  });
}
