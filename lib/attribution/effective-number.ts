import {gram} from "../linalg/gram.js";

/**
 * Of how many independent series the means of these are worth (有效独立数): N² / Σρ², ρ the correlation of two means'
 * errors, Σ x y over rows that both have, each series less its mean and of unit length over the rows that it has. A sum
 * of N squares of such means has the variance of one of so many independent squares (Satterthwaite 1946). Series that
 * share no rows are independent. Rows are NaN where missing; series without two different values are left out.
 * Throws where lengths differ.
 */
export function effectiveNumber(series: readonly ArrayLike<number>[]): number {
  const n = series[0]?.length ?? 0;
  const z = new Float64Array(series.length * n);
  let count = 0;
  for (const x of series) {
    if (x.length !== n) throw new RangeError(`every series must hold ${n} values, got ${x.length}`);
    if (standardise(x, z.subarray(count * n, (count + 1) * n))) count++;
  }
  const rho = new Float64Array(count * count);
  gram(z, rho, {n, stride: n, count});
  return count ** 2 / rho.reduce((sum, r) => sum + r * r, 0);
}

/** Writes values less their mean, of unit length, zero where missing; false, and zeros, where they do not vary. */
function standardise(x: ArrayLike<number>, out: Float64Array): boolean {
  let [n, sum, length] = [0, 0, 0];
  for (let t = 0; t < x.length; t++) {
    if (Number.isNaN(x[t] as number)) continue;
    n++;
    sum += x[t] as number;
  }
  for (let t = 0; t < x.length; t++) {
    const v = Number.isNaN(x[t] as number) ? 0 : (x[t] as number) - sum / n;
    out[t] = v;
    length += v * v;
  }
  if (!(length > 0)) return false;
  const scale = 1 / Math.sqrt(length);
  for (let t = 0; t < out.length; t++) out[t] = (out[t] as number) * scale;
  return true;
}
