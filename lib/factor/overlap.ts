import {count} from "../stats/moments.js";
import {neweyWestLags} from "../stats/regression.js";

/**
 * Newey–West lags for a series built on returns over `horizon` periods, one value a period: neighbours share
 * horizon − 1 periods, so at least that many, and never fewer than the rule ⌊4(n/100)^(2/9)⌋. Throws on a horizon
 * that is not a whole number from 1.
 */
export function overlapLags(x: ArrayLike<number>, horizon: number): number {
  if (!(Number.isInteger(horizon) && horizon >= 1)) {
    throw new RangeError(`horizon must be a whole number from 1, got ${horizon}`);
  }
  return Math.max(horizon - 1, neweyWestLags(count(x)));
}
