import {gram} from "../linalg/gram.js";
import type {Within} from "./within.js";

/** Smallest part of a style's weighted variance that the industries and earlier styles may leave. */
const COLLINEAR = 1e-10;

/** The styles' normal equations after partialling out the industries, by Cholesky with a pivot check. */
export interface StyleBlock {
  /** Styles that are not collinear with the industries or earlier ones, in their order. */
  readonly kept: readonly number[];
  /** Lower factor of the kept styles' Gram matrix, q × q row-major. */
  readonly lower: Float64Array;
  /** Its inverse, lower as well: (Gram)⁻¹ = Lᵢᵀ Lᵢ. */
  readonly root: Float64Array;
  /** Gram matrix of all styles, S × S. */
  readonly gram: Float64Array;
}

/** Factorises the first `n` stocks of a room that `partialOut` has filled. */
export function styleBlock(room: Within, n: number): StyleBlock {
  const {assets, styles, z} = room;
  const g = new Float64Array(styles * styles);
  gram(z, g, {n, stride: assets, count: styles});
  const kept: number[] = [];
  const rows: Float64Array[] = [];
  for (let s = 0; s < styles; s++) {
    const row = new Float64Array(kept.length + 1);
    let pivot = g[s * styles + s] as number;
    for (let i = 0; i < kept.length; i++) {
      const other = rows[i] as Float64Array;
      let v = g[s * styles + (kept[i] as number)] as number;
      for (let k = 0; k < i; k++) v -= (row[k] as number) * (other[k] as number);
      row[i] = v / (other[i] as number);
      pivot -= (row[i] as number) ** 2;
    }
    if (!(pivot > COLLINEAR * spread(room, g, s))) continue;
    row[kept.length] = Math.sqrt(pivot);
    kept.push(s);
    rows.push(row);
  }
  const q = kept.length;
  const lower = new Float64Array(q * q);
  rows.forEach((row, i) => {
    lower.set(row, i * q);
  });
  return {kept, lower, root: lowerInverse(lower, q), gram: g};
}

/** Weighted sum of squares of a style about its overall mean. */
export function spread({industries, styles, total, xMean}: Within, g: Float64Array, s: number): number {
  let [w, m] = [0, 0];
  for (let i = 0; i < industries; i++) {
    w += total[i] as number;
    m += (total[i] as number) * (xMean[s * industries + i] as number);
  }
  m /= w;
  let squares = g[s * styles + s] as number;
  for (let i = 0; i < industries; i++) {
    squares += (total[i] as number) * ((xMean[s * industries + i] as number) - m) ** 2;
  }
  return squares;
}

function lowerInverse(l: Float64Array, q: number): Float64Array {
  const inverse = new Float64Array(q * q);
  for (let j = 0; j < q; j++) {
    inverse[j * q + j] = 1 / (l[j * q + j] as number);
    for (let i = j + 1; i < q; i++) {
      let s = 0;
      for (let k = j; k < i; k++) s -= (l[i * q + k] as number) * (inverse[k * q + j] as number);
      inverse[i * q + j] = s / (l[i * q + i] as number);
    }
  }
  return inverse;
}
