import {stability} from "../../../lib/factor/stability.js";
import type {ExposureDay} from "./exposure-days.js";

/**
 * Stability of each style between two days over the stocks in both. Both hold their stocks in the order of the grid, so
 * one walk along both finds the pairs.
 */
export function stabilityOf(now: ExposureDay, before: ExposureDay): Float64Array {
  const match = new Int32Array(now.n).fill(-1);
  for (let k = 0, m = 0; k < now.n; k++) {
    while (m < before.n && (before.col[m] as number) < (now.col[k] as number)) m++;
    if (m < before.n && before.col[m] === now.col[k] && before.member[m] === 1) match[k] = m;
  }
  const weight = Float64Array.from(now.weight, (w, k) => (now.member[k] === 1 ? w : 0));
  return stability(now.style, before.style, {match, weight});
}
