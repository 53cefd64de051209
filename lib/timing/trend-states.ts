/** States of a stock's trend. */
export const DOWN = 0;
export const UP = 1;
/** Too little history, or no bar today. */
export const NONE = 255;

export interface TrendStates {
  /** Windows × assets: `UP`, `DOWN` or `NONE` after the last day. */
  readonly state: Uint8Array;
  /** Takes one day: `price[k]` is the adjusted close of asset `asset[k]`. Assets without a bar today have no state. */
  next(asset: ArrayLike<number>, price: ArrayLike<number>): void;
}

/**
 * Trend of each stock over its own last N bars, one day at a time: up where its adjusted close is above that of N bars
 * before, down where below; a tie keeps the stock's previous state, and is down where there was none. A stock has a
 * state from its (N + 1)th bar on. Known at the day's close. Throws on a window below one bar and on an asset number
 * out of range.
 */
export function trendStates({
  assets,
  windows
}: {
  readonly assets: number;
  readonly windows: readonly number[];
}): TrendStates {
  for (const w of windows)
    if (!(Number.isInteger(w) && w >= 1))
      throw new RangeError(`windows must be whole numbers from 1, got ${w}`);
  const depth = Math.max(...windows, 0) + 1;
  const ring = new Float64Array(assets * depth);
  const bars = new Int32Array(assets);
  const last = new Uint8Array(windows.length * assets).fill(DOWN);
  const state = new Uint8Array(windows.length * assets).fill(NONE);
  return {
    state,
    next(asset, price) {
      state.fill(NONE);
      for (let k = 0; k < asset.length; k++) {
        const i = asset[k] as number;
        const p = price[k] as number;
        if (!(i >= 0 && i < assets)) throw new RangeError(`asset must lie in 0 to ${assets - 1}, got ${i}`);
        if (!(p > 0)) continue;
        const n = bars[i] as number;
        ring[i * depth + (n % depth)] = p;
        bars[i] = n + 1;
        for (let w = 0; w < windows.length; w++) {
          const back = windows[w] as number;
          if (n < back) continue;
          const before = ring[i * depth + ((n - back) % depth)] as number;
          const at = w * assets + i;
          if (p !== before) last[at] = p > before ? UP : DOWN;
          state[at] = last[at] as number;
        }
      }
    }
  };
}
