import {cholesky, choleskySolve} from "../linalg/cholesky.js";
import {leastSquares} from "../linalg/qr.js";

/** A vector autoregression: one row of coefficients a variable, constant first, then lag by lag all variables. */
export interface Autoregression {
  readonly variables: number;
  readonly lags: number;
  readonly coefficients: Float64Array;
}

export interface MinnesotaOptions {
  readonly lags?: number;
  /** λ: how far own first lags may stray from the prior. */
  readonly tightness?: number;
  /** Of other variables' lags, as a share of λ. */
  readonly cross?: number;
  /** Prior mean of the own first lag. */
  readonly persistence?: number;
}

const LOOSE = 1e3;

/**
 * Posterior mean of a VAR under the Minnesota prior (Litterman 1986): own first lags near `persistence`, all others
 * near zero, lag l of variable j in equation i with standard deviation λ/l (own) or λ·cross·σ_i/(l·σ_j), σ the residual
 * deviation of each variable's own autoregression. `y` is dates × variables without gaps. Throws with too few dates.
 */
export function fitMinnesota(
  y: Float64Array,
  variables: number,
  {lags = 4, tightness = 0.2, cross = 0.5, persistence = 1}: MinnesotaOptions = {}
): Autoregression {
  const dates = y.length / variables;
  if (!(dates >= 3 * lags)) throw new RangeError(`y must hold at least ${3 * lags} dates, got ${dates}`);
  const size = 1 + variables * lags;
  const rows = dates - lags;
  const x = new Float64Array(rows * size);
  for (let t = 0; t < rows; t++) x.set(lagRow(y, variables, {lags, at: t + lags}), t * size);
  const sigma = Float64Array.from({length: variables}, (_, j) => ownDeviation(y, variables, {j, lags}));
  const coefficients = new Float64Array(variables * size);
  for (let i = 0; i < variables; i++) {
    const s2 = (sigma[i] as number) ** 2;
    const a = new Float64Array(size * size);
    const b = new Float64Array(size);
    for (let t = 0; t < rows; t++) {
      const target = y[(t + lags) * variables + i] as number;
      for (let p = 0; p < size; p++) {
        const xp = (x[t * size + p] as number) / s2;
        b[p] = (b[p] as number) + xp * target;
        for (let q = 0; q < size; q++)
          a[p * size + q] = (a[p * size + q] as number) + xp * (x[t * size + q] as number);
      }
    }
    for (let p = 0; p < size; p++) {
      const j = (p - 1) % variables;
      const lag = Math.floor((p - 1) / variables) + 1;
      const spread =
        p === 0
          ? LOOSE * (sigma[i] as number)
          : j === i
            ? tightness / lag
            : (tightness * cross * (sigma[i] as number)) / (lag * (sigma[j] as number));
      a[p * size + p] = (a[p * size + p] as number) + 1 / spread ** 2;
      if (p > 0 && j === i && lag === 1) b[p] = (b[p] as number) + persistence / spread ** 2;
    }
    const l = cholesky(a, size);
    if (!l) throw new Error(`equation ${i} of the autoregression is singular`);
    coefficients.set(choleskySolve(l, size, b), i * size);
  }
  return {variables, lags, coefficients};
}

/** The next `steps` values of every variable after `y` (dates × variables), steps × variables. */
export function forecastAutoregression(
  {variables, lags, coefficients}: Autoregression,
  y: Float64Array,
  steps: number
): Float64Array {
  const size = 1 + variables * lags;
  const dates = y.length / variables;
  if (dates < lags) throw new RangeError(`y must hold at least ${lags} dates, got ${dates}`);
  const path = new Float64Array((dates + steps) * variables);
  path.set(y);
  for (let s = dates; s < dates + steps; s++) {
    const row = lagRow(path, variables, {lags, at: s});
    for (let i = 0; i < variables; i++) {
      let v = 0;
      for (let p = 0; p < size; p++) v += (coefficients[i * size + p] as number) * (row[p] as number);
      path[s * variables + i] = v;
    }
  }
  return path.slice(dates * variables);
}

function lagRow(
  y: Float64Array,
  variables: number,
  {lags, at}: {readonly lags: number; readonly at: number}
): Float64Array {
  const row = new Float64Array(1 + variables * lags);
  row[0] = 1;
  for (let l = 1; l <= lags; l++)
    row.set(y.subarray((at - l) * variables, (at - l + 1) * variables), 1 + (l - 1) * variables);
  return row;
}

function ownDeviation(
  y: Float64Array,
  variables: number,
  {j, lags}: {readonly j: number; readonly lags: number}
): number {
  const own = Float64Array.from({length: y.length / variables}, (_, t) => y[t * variables + j] as number);
  const x: number[] = [];
  for (let t = lags; t < own.length; t++) x.push(...lagRow(own, 1, {lags, at: t}));
  const wanted = own.subarray(lags);
  const {coefficients} = leastSquares(x, wanted, lags + 1);
  const residual = wanted.reduce((s, v, t) => {
    const fitted = coefficients.reduce(
      (f, c, p) => f + (Number.isNaN(c) ? 0 : c * (x[t * (lags + 1) + p] as number)),
      0
    );
    return s + (v - fitted) ** 2;
  }, 0);
  return Math.sqrt(Math.max(residual / Math.max(wanted.length - lags - 1, 1), 1e-12));
}
