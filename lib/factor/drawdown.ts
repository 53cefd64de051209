import {checkPanel, type Panel} from "./panel.js";

/**
 * Deepest fall from a peak over the `horizon` rows after each row, the start counted as a peak: dates × columns, 0 or
 * negative. From simple returns whose row t is earned in t. NaN where one is missing or the panel ends.
 */
export function forwardDrawdown(
  returns: ArrayLike<number>,
  {dates, assets, horizon}: Panel & {readonly horizon: number}
): Float64Array {
  checkPanel({dates, assets}, {returns});
  if (!(Number.isInteger(horizon) && horizon >= 1)) {
    throw new RangeError(`horizon must be a whole number from 1, got ${horizon}`);
  }
  const deepest = new Float64Array(dates * assets).fill(Number.NaN);
  for (let t = 0; t + horizon < dates; t++) {
    for (let i = 0; i < assets; i++) {
      let [level, peak, fall] = [1, 1, 0];
      for (let h = 1; h <= horizon; h++) {
        level *= 1 + (returns[(t + h) * assets + i] as number);
        peak = Math.max(peak, level);
        fall = Math.min(fall, level / peak - 1);
      }
      deepest[t * assets + i] = Number.isNaN(level) ? Number.NaN : fall;
    }
  }
  return deepest;
}
