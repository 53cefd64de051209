import {correlation} from "./correlation.js";

/** Ranks from 1, ties averaged (midranks); NaN keeps NaN and counts for nothing. */
export function rank(x: ArrayLike<number>): Float64Array {
  const order: number[] = [];
  for (let i = 0; i < x.length; i++) if (!Number.isNaN(x[i] as number)) order.push(i);
  order.sort((i, j) => (x[i] as number) - (x[j] as number));
  const ranks = new Float64Array(x.length).fill(Number.NaN);
  for (let first = 0; first < order.length; ) {
    let end = first + 1;
    while (end < order.length && x[order[end] as number] === x[order[first] as number]) end++;
    for (let k = first; k < end; k++) ranks[order[k] as number] = (first + 1 + end) / 2;
    first = end;
  }
  return ranks;
}

/** Spearman's rank correlation over the pairs that hold no NaN, ties averaged; NaN where it is undefined. */
export function rankCorrelation(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) throw new RangeError(`y must hold ${x.length} values, got ${y.length}`);
  const both = Float64Array.from({length: x.length}, (_, i) => (x[i] as number) + (y[i] as number));
  const paired = (z: ArrayLike<number>): Float64Array =>
    Float64Array.from(both, (b, i) => (Number.isNaN(b) ? Number.NaN : (z[i] as number)));
  return correlation(rank(paired(x)), rank(paired(y)));
}
