import {deepestFall} from "../stats/drawdown.js";
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
      const from = (t + 1) * assets + i;
      deepest[t * assets + i] = deepestFall(returns, {from, count: horizon, stride: assets});
    }
  }
  return deepest;
}
