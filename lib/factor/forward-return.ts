import {checkPanel, type Panel} from "./panel.js";

/**
 * Return over the `horizon` periods after each date: Π(1 + r_{t+1} … r_{t+horizon}) − 1, dates × assets, from simple
 * returns whose row t is earned in period t. NaN where any of them is missing or the panel ends. With `from`, the
 * disjoint window of periods t + from … t + horizon.
 */
export function forwardReturn(
  returns: ArrayLike<number>,
  {dates, assets, horizon, from = 1}: Panel & {readonly horizon: number; readonly from?: number}
): Float64Array {
  checkPanel({dates, assets}, {returns});
  if (!(Number.isInteger(from) && Number.isInteger(horizon) && from >= 1 && horizon >= from)) {
    throw new RangeError(`horizon must be a whole number from ${from}, got ${horizon}`);
  }
  const forward = new Float64Array(dates * assets).fill(Number.NaN);
  for (let t = 0; t + horizon < dates; t++) {
    for (let i = 0; i < assets; i++) {
      let growth = 1;
      for (let h = from; h <= horizon; h++) growth *= 1 + (returns[(t + h) * assets + i] as number);
      forward[t * assets + i] = growth - 1;
    }
  }
  return forward;
}
