import {trailingMean} from "../factor/trailing-mean.js";
import {type Bars, barsOf} from "./bars.js";
import {lowest} from "./extreme.js";
import {macd} from "./macd.js";
import {rsi} from "./rsi.js";

export interface OversoldOptions {
  /** Bars within which the low and the oversold reading must lie, the signal's own included. */
  readonly recent?: number;
  /** Bars over which the low must be the lowest. */
  readonly span?: number;
  /** Bars between the low and the swing low before it, at least. */
  readonly apart?: number;
  readonly fastBelow?: number;
  readonly slowBelow?: number;
  /** How much higher DIF must be than at the low before, as a share of the price; and RSI6, in points. */
  readonly difRise?: number;
  readonly rsiRise?: number;
}

/**
 * Oversold reversal (底部超卖反转): within the last bars RSI6 < 20 with RSI24 < 35, and the price made the low of
 * sixty bars while DIF and RSI6 stood higher than at the swing low before (bullish divergence); the signal is the bar on
 * which the MACD bar turns up with the close above its five-bar mean. 1 where it stands at that close, else 0.
 * The report only outlines the pattern; thresholds are ours.
 */
export function oversoldReversal(bars: Bars, options: OversoldOptions = {}): Uint8Array {
  const {recent = 5, span = 60, apart = 10, fastBelow = 20, slowBelow = 35} = options;
  const {difRise = 0.001, rsiRise = 1} = options;
  const n = barsOf(bars);
  const {close, low} = bars;
  const signal = new Uint8Array(n);
  if (n <= span + recent) return signal;
  const [fast, slow] = [rsi(close, 6), rsi(close, 24)];
  const {dif, bar} = macd(close);
  const mean5 = trailingMean(close, {window: 5, minimum: 5});
  const oversold = (t: number): boolean => (fast[t] as number) < fastBelow && (slow[t] as number) < slowBelow;
  let last = Number.NEGATIVE_INFINITY;
  for (let t = span; t < n; t++) {
    if (oversold(t)) last = t;
    if (t - last >= recent || t < span + recent) continue;
    if (!((bar[t] as number) > (bar[t - 1] as number)) || !((close[t] as number) > (mean5[t] as number)))
      continue;
    const bottom = lowest(low, t - recent + 1, t);
    if (lowest(low, bottom - span + 1, bottom) !== bottom) continue;
    const before = lowest(low, bottom - span + 1, bottom - apart);
    const risen = (dif[bottom] as number) - (dif[before] as number) > difRise * (close[bottom] as number);
    if (risen && (fast[bottom] as number) - (fast[before] as number) > rsiRise) signal[t] = 1;
  }
  return signal;
}
