import {cholesky, choleskySolve} from "../linalg/cholesky.js";

/**
 * Least absolute deviations (最小绝对离差, median regression): coefficients that minimise Σ|y − x·b|, by iteratively
 * reweighted least squares on a smoothed modulus (Schlossmacher 1973) with a penalty on Σb²: `ridge` times the mean
 * diagonal of XᵀX over twice the mean of |y|. `x` is rows × columns, row-major. Stops when no coefficient moves by more than 1e-6 of the largest, or after 60
 * rounds. NaN where there are fewer rows than columns.
 */
export function leastAbsolute(
  x: Float64Array,
  y: Float64Array,
  {ridge = 1e-6}: {readonly ridge?: number} = {}
): Float64Array {
  const rows = y.length;
  const p = x.length / Math.max(1, rows);
  if (!Number.isInteger(p))
    throw new RangeError(`x must hold a row for each of ${rows} values of y, got ${x.length}`);
  if (rows < p) return new Float64Array(p).fill(Number.NaN);
  let b: Float64Array = new Float64Array(p);
  const scale = y.reduce((s, v) => s + Math.abs(v), 0) / rows;
  const floor = 1e-4 * (scale > 0 ? scale : 1);
  const a = new Float64Array(p * p);
  const c = new Float64Array(p);
  let square = 0;
  for (const v of x) square += v * v;
  const penalty = (ridge * square) / p / (scale > 0 ? scale : 1);
  for (let round = 0; round < 60; round++) {
    a.fill(0);
    c.fill(0);
    for (let k = 0; k < rows; k++) {
      const at = k * p;
      let e = y[k] as number;
      for (let j = 0; j < p; j++) e -= (x[at + j] as number) * (b[j] as number);
      const w = 1 / (round === 0 ? Math.max(floor, scale) : Math.max(floor, Math.abs(e)));
      for (let i = 0; i < p; i++) {
        const xi = w * (x[at + i] as number);
        c[i] = (c[i] as number) + xi * (y[k] as number);
        for (let j = 0; j <= i; j++) a[i * p + j] = (a[i * p + j] as number) + xi * (x[at + j] as number);
      }
    }
    for (let i = 0; i < p; i++) a[i * (p + 1)] = (a[i * (p + 1)] as number) + penalty;
    const factor = cholesky(a, p);
    if (!factor) return new Float64Array(p).fill(Number.NaN);
    const next = choleskySolve(factor, p, c);
    const most = next.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
    const moved = next.reduce((m, v, i) => Math.max(m, Math.abs(v - (b[i] as number))), 0);
    b = next;
    if (moved <= 1e-6 * most) break;
  }
  return b;
}
