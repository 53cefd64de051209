/** The deepest fall of a level from its own peak within a window (区间最大回撤), and the rows of peak and trough. */
export interface WindowFall {
  /** 0 or negative; NaN without two levels. */
  readonly depth: number;
  readonly peak: number;
  readonly trough: number;
}

/**
 * The deepest fall within rows `from` to `to` inclusive, the peak sought in the window alone: so a fund and an index
 * over one window are each measured from their own peak. Missing levels are passed over. Throws on a window that is
 * not in order.
 */
export function windowFall(
  level: ArrayLike<number>,
  {from = 0, to = level.length - 1}: {readonly from?: number; readonly to?: number} = {}
): WindowFall {
  if (from > to && level.length > 0) throw new RangeError(`from must not be after to = ${to}, got ${from}`);
  let [high, seen] = [-1, 0];
  let fall: WindowFall = {depth: Number.NaN, peak: -1, trough: -1};
  for (let t = Math.max(0, from); t <= Math.min(to, level.length - 1); t++) {
    const v = level[t] as number;
    if (Number.isNaN(v)) continue;
    if (high < 0 || v > (level[high] as number)) high = t;
    const depth = v / (level[high] as number) - 1;
    if (seen++ === 0 || depth < fall.depth) fall = {depth, peak: high, trough: t};
  }
  return seen < 2 ? {...fall, depth: Number.NaN} : fall;
}
