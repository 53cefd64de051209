import {type Bars, barsOf} from "./bars.js";

export interface BreakoutOptions {
  /** Least return of the day. */
  readonly rise?: number;
  /** Bars of the box, and its greatest height over its floor. */
  readonly box?: number;
  readonly height?: number;
  /** How far above the lid the close must be. */
  readonly beyond?: number;
  /** Volume over the mean of the twenty bars before. */
  readonly volume?: number;
}

/**
 * Strong breakout (强势突破追涨): a day of +5 % or more whose close leaves a box of forty bars, no higher than 25 %, by
 * 1 %, on 1.5 times the usual volume. A bar with a single price is rejected: nobody could buy into it. 1 where it
 * stands at that close, else 0. The report only outlines the pattern; thresholds are ours.
 */
export function strongBreakout(bars: Bars, options: BreakoutOptions = {}): Uint8Array {
  const {rise = 0.05, box = 40, height = 0.25, beyond = 0.01, volume: least = 1.5} = options;
  const n = barsOf(bars);
  const {high, low, close, volume} = bars;
  const signal = new Uint8Array(n);
  for (let t = Math.max(box, 20); t < n; t++) {
    const price = close[t] as number;
    if (!(price >= (1 + rise) * (close[t - 1] as number) * (1 - 1e-12)) || high[t] === low[t]) continue;
    let [lid, floor] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let u = t - box; u < t; u++) {
      lid = Math.max(lid, high[u] as number);
      floor = Math.min(floor, low[u] as number);
    }
    if (lid > (1 + height) * floor || !(price > lid * (1 + beyond))) continue;
    let usual = 0;
    for (let u = t - 20; u < t; u++) usual += volume[u] as number;
    if ((volume[t] as number) >= (least * usual) / 20) signal[t] = 1;
  }
  return signal;
}
