import {symmetricEigen} from "../linalg/eigen.js";
import {leastSquares} from "../linalg/qr.js";
import type {FactorModel} from "./dynamic-factor.js";

export interface FactorStartOptions {
  readonly factors?: number;
  readonly order?: number;
  readonly weights: Float64Array;
}

/**
 * A factor model to start from: principal components of the monthly series, gaps filled along straight lines, then
 * each equation by least squares. The panel is months × series, standardised, NaN missing. Throws with fewer monthly
 * series than factors, and on a series without data.
 */
export function factorStart(
  panel: Float64Array,
  quarterly: Uint8Array,
  {factors: r = 2, order = 2, weights}: FactorStartOptions
): FactorModel {
  const n = quarterly.length;
  const months = panel.length / n;
  const monthly = Array.from({length: n}, (_, i) => i).filter((i) => quarterly[i] !== 1);
  if (monthly.length < r)
    throw new RangeError(`factors must be at most ${monthly.length} monthly series, got ${r}`);
  const filled = monthly.map((i) =>
    fillLines(Float64Array.from({length: months}, (_, t) => panel[t * n + i] as number))
  );
  const covariance = new Float64Array(filled.length ** 2);
  filled.forEach((x, i) => {
    filled.forEach((y, j) => {
      covariance[i * filled.length + j] = x.reduce((s, v, t) => s + v * (y[t] as number), 0) / months;
    });
  });
  const {vectors} = symmetricEigen(covariance, filled.length);
  const f = new Float64Array(months * r);
  for (let k = 0; k < r; k++) {
    const column = filled.length - 1 - k;
    filled.forEach((x, i) => {
      const w = vectors[i * filled.length + column] as number;
      for (let t = 0; t < months; t++) f[t * r + k] = (f[t * r + k] as number) + w * (x[t] as number);
    });
  }
  const loadings = new Float64Array(n * r);
  const persistence = new Float64Array(n);
  const variance = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const span = quarterly[i] === 1 ? weights : Float64Array.of(1);
    const {coefficients, residuals} = fitRows(
      (t) =>
        Array.from({length: r}, (_, k) => span.reduce((s, w, j) => s + w * (f[(t - j) * r + k] ?? 0), 0)),
      (t) => panel[t * n + i] as number,
      {from: span.length - 1, to: months, width: r}
    );
    loadings.set(coefficients, i * r);
    const rho = quarterly[i] === 1 ? 0.1 : lagCorrelation(residuals);
    const spread = span.reduce((s, w) => s + w * w, 0);
    persistence[i] = rho;
    variance[i] = Math.max(((1 - rho * rho) * meanSquare(residuals)) / spread, 1e-4);
  }
  const size = r * order;
  const lags = (t: number): number[] =>
    Array.from({length: size}, (_, j) => f[(t - 1 - Math.floor(j / r)) * r + (j % r)] as number);
  const equations = Array.from({length: r}, (_, k) =>
    fitRows(lags, (t) => f[t * r + k] as number, {from: order, to: months, width: size})
  );
  const transition = Float64Array.from(equations.flatMap((e) => [...e.coefficients]));
  const innovation = new Float64Array(r * r);
  for (let i = 0; i < r; i++) {
    for (let j = 0; j < r; j++) {
      const [a, b] = [equations[i]?.residuals ?? [], equations[j]?.residuals ?? []];
      innovation[i * r + j] = a.reduce((s, v, t) => s + v * (b[t] ?? 0), 0) / Math.max(a.length, 1);
    }
  }
  return {
    factors: r,
    order,
    series: n,
    quarterly,
    weights,
    loadings,
    transition,
    innovation,
    persistence,
    variance
  };
}

interface Rows {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

function fitRows(x: (t: number) => number[], y: (t: number) => number, {from, to, width}: Rows) {
  const rows = Array.from({length: Math.max(to - from, 0)}, (_, k) => from + k).filter(
    (t) => !Number.isNaN(y(t))
  );
  const design = rows.map(x);
  const wanted = rows.map(y);
  if (rows.length === 0) throw new RangeError("panel holds a series without data");
  const fit = leastSquares(design.flat(), wanted, width);
  const coefficients = fit.coefficients.map((b) => (Number.isNaN(b) ? 0 : b));
  const residuals = wanted.map(
    (v, i) => v - (design[i] ?? []).reduce((s, d, j) => s + d * (coefficients[j] as number), 0)
  );
  return {coefficients, residuals};
}

/** Gaps between known values along a straight line; before the first and after the last known value, that value. */
function fillLines(x: Float64Array): Float64Array {
  const known = Array.from(x.keys()).filter((t) => !Number.isNaN(x[t]));
  if (known.length === 0) throw new RangeError("panel holds a series without data");
  const out = x.slice();
  let next = 0;
  for (let t = 0; t < x.length; t++) {
    while (next < known.length && (known[next] as number) < t) next++;
    const [b, a] = [
      known[Math.min(next, known.length - 1)] as number,
      known[Math.max(next - 1, 0)] as number
    ];
    if (t <= (known[0] as number)) out[t] = x[known[0] as number] as number;
    else if (next >= known.length) out[t] = x[known.at(-1) as number] as number;
    else out[t] = (x[a] as number) + ((t - a) / (b - a)) * ((x[b] as number) - (x[a] as number));
  }
  return out;
}

const meanSquare = (x: readonly number[]): number => x.reduce((s, v) => s + v * v, 0) / Math.max(x.length, 1);

function lagCorrelation(x: readonly number[]): number {
  let [cross, own] = [0, 0];
  for (let t = 1; t < x.length; t++) {
    cross += (x[t] as number) * (x[t - 1] as number);
    own += (x[t - 1] as number) ** 2;
  }
  return own > 0 ? Math.min(Math.max(cross / own, -0.95), 0.95) : 0;
}
