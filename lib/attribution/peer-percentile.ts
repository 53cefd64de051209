import {rank} from "../stats/rank.js";

/**
 * Place of each value among its peers, 0 the lowest and 1 the highest: (rank − 1)/(n − 1), the inverse of the type-7
 * quantile, ties at their mid-rank. NaN keeps NaN and is no peer; NaN where fewer than `minimum` have values.
 */
export function peerPercentile(
  x: ArrayLike<number>,
  {minimum = 2}: {readonly minimum?: number} = {}
): Float64Array {
  const ranks = rank(x);
  let n = 0;
  for (const r of ranks) if (!Number.isNaN(r)) n++;
  return ranks.map((r) => (n >= Math.max(2, minimum) ? (r - 1) / (n - 1) : Number.NaN));
}
