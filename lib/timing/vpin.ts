import {normalCdf} from "../stats/normal.js";

/** Buckets over which the imbalance is averaged. */
export const BUCKETS = 50;

/**
 * Share of a bar's volume taken as bought (bulk volume classification, Easley, López de Prado and O'Hara 2012):
 * Φ(change / sigma). Without dispersion the sign decides: 1, 0, or a half where nothing moved.
 */
export function buyShare(change: number, sigma: number): number {
  if (sigma > 0) return normalCdf(change / sigma);
  return change > 0 ? 1 : change < 0 ? 0 : 0.5;
}

export interface VpinStream {
  /** Adds volume of which the share `bought` was bought, while buckets hold `size` shares. */
  next(volume: number, bought: number, size: number): void;
  /** Mean |bought − sold| / bucket over the last full buckets, in [0, 1]; NaN until there are enough. */
  readonly value: number;
}

/**
 * Volume-synchronised probability of informed trading: volume is poured into buckets of equal size, a bar that
 * overflows one goes on in the next. A bucket that is being filled when `size` changes takes the new size.
 */
export function vpinStream({buckets = BUCKETS}: {readonly buckets?: number} = {}): VpinStream {
  if (!(Number.isInteger(buckets) && buckets >= 1))
    throw new RangeError(`buckets must be a whole number from 1, got ${buckets}`);
  const imbalance = new Float64Array(buckets);
  const state = {bought: 0, filled: 0, count: 0};
  return {
    get value() {
      if (state.count < buckets) return Number.NaN;
      let sum = 0;
      for (let k = 0; k < buckets; k++) sum += imbalance[k] as number;
      return sum / buckets;
    },
    next(volume, bought, size) {
      if (!(size > 0)) throw new RangeError(`size must be positive, got ${size}`);
      let left = volume;
      while (left > 0) {
        const part = Math.min(left, Math.max(size - state.filled, 0));
        state.filled += part;
        state.bought += part * bought;
        left -= part;
        if (state.filled < size) break;
        const sold = state.filled - state.bought;
        imbalance[state.count++ % buckets] = Math.abs(state.bought - sold) / state.filled;
        state.bought = 0;
        state.filled = 0;
      }
    }
  };
}
