import {trailingMean} from "../factor/trailing-mean.js";
import {type Bars, barsOf} from "./bars.js";
import {highest, lowest} from "./extreme.js";

export interface PullbackOptions {
  /** Bars within which the high that it falls from must lie. */
  readonly span?: number;
  /** Least and greatest depth of the pullback. */
  readonly least?: number;
  readonly most?: number;
  /** How far below its mean a low may reach and still hold it. */
  readonly slack?: number;
}

/**
 * Strong pullback (强势股回调企稳): a stock among the strongest fifth by 60-bar return falls 8 to 20 % from its high
 * of twenty bars on shrinking volume, its lows hold the 20-bar or the 60-bar mean, and the close comes back above the
 * ten-bar mean. `strong` says per bar whether the stock was in that fifth at the close: it takes the whole market to
 * know. 1 where the signal stands at that close, else 0. The report only outlines the pattern; thresholds are ours.
 */
export function strongPullback(
  bars: Bars,
  strong: Uint8Array,
  {span = 20, least = 0.08, most = 0.2, slack = 0.01}: PullbackOptions = {}
): Uint8Array {
  const n = barsOf(bars);
  if (strong.length !== n) throw new RangeError(`strong must have ${n} values, got ${strong.length}`);
  const {high, low, close, volume} = bars;
  const mean = (window: number): Float64Array => trailingMean(close, {window, minimum: window});
  const signal = new Uint8Array(n);
  if (!strong.includes(1)) return signal;
  const [mean10, mean20, mean60] = [mean(10), mean(20), mean(60)];
  const [volume5, volume20] = [
    trailingMean(volume, {window: 5, minimum: 5}),
    trailingMean(volume, {window: 20, minimum: 20})
  ];
  const holds = (line: Float64Array, from: number, to: number): boolean => {
    for (let u = from; u <= to; u++)
      if (!((low[u] as number) >= (1 - slack) * (line[u] as number))) return false;
    return true;
  };
  for (let t = Math.max(span, 60); t < n; t++) {
    if (strong[t] !== 1) continue;
    const back = (close[t] as number) > (mean10[t] as number);
    if (!back || (close[t - 1] as number) > (mean10[t - 1] as number)) continue;
    const peak = highest(high, t - span + 1, t - 1);
    const trough = lowest(low, peak, t);
    const depth = 1 - (low[trough] as number) / (high[peak] as number);
    if (depth < least || depth > most || trough === peak) continue;
    if (!((volume5[t - 1] as number) < (volume20[t - 1] as number))) continue;
    if (holds(mean20, peak + 1, t) || holds(mean60, peak + 1, t)) signal[t] = 1;
  }
  return signal;
}
