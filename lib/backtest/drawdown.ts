import {levelsOf} from "./returns.js";

/** One fall from a peak: rows of the level series, which is one longer than its returns. */
export interface Episode {
  /** Row of the peak before the fall. */
  readonly start: number;
  readonly trough: number;
  /** First row back at the peak or above; −1 while it is not. */
  readonly recovery: number;
  /** At the trough, negative. */
  readonly depth: number;
}

/** Level over its highest so far, minus one: 0 or negative (回撤). From simple returns; one longer than them. */
export function drawdownOf(returns: ArrayLike<number>): Float64Array {
  let peak = 0;
  return levelsOf(returns).map((level) => {
    peak = Math.max(peak, level);
    return level / peak - 1;
  });
}

/**
 * Falls from one peak to the return to it, deepest first (ties: the earlier first). The start counts as a peak; the
 * peak of a fall is its last row at the highest level. A missing return throws.
 */
export function drawdownEpisodes(returns: ArrayLike<number>): Episode[] {
  const fall = drawdownOf(returns);
  const gap = fall.findIndex(Number.isNaN);
  if (gap >= 0) throw new RangeError(`returns[${gap - 1}] must not be missing, got NaN`);
  const episodes: Episode[] = [];
  let [start, trough] = [0, -1];
  for (let t = 1; t < fall.length; t++) {
    const depth = fall[t] as number;
    if (depth < 0) {
      if (trough < 0 || depth < (fall[trough] as number)) trough = t;
      continue;
    }
    if (trough >= 0) episodes.push({start, trough, recovery: t, depth: fall[trough] as number});
    [start, trough] = [t, -1];
  }
  if (trough >= 0) episodes.push({start, trough, recovery: -1, depth: fall[trough] as number});
  return episodes.sort((a, b) => a.depth - b.depth || a.start - b.start);
}
