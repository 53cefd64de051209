import {neweyWestMean} from "../stats/newey-west.js";
import {orderedDates, orderedSpearman} from "./ordered.js";
import type {Panel} from "./panel.js";

export interface Decay {
  /** The one later period of each entry: 1 is the period right after the signal. */
  readonly period: Int32Array;
  readonly mean: Float64Array;
  readonly error: Float64Array;
  readonly t: Float64Array;
}

/**
 * How the signal's rank IC fades, on disjoint windows: the IC with the return of the k-th later period alone,
 * k = 1 … periods. Cumulative windows would carry the first period's success into all others.
 */
export function decay(
  signal: ArrayLike<number>,
  returns: ArrayLike<number>,
  {dates, assets, periods}: Panel & {readonly periods: number}
): Decay {
  if (!(Number.isInteger(periods) && periods >= 1)) {
    throw new RangeError(`periods must be a whole number from 1, got ${periods}`);
  }
  const panel = {dates, assets};
  const [signals, earned] = [orderedDates(signal, panel), orderedDates(returns, panel)];
  const summaries = Array.from({length: periods}, (_, k) =>
    neweyWestMean(
      signals.map((x, t) => {
        const y = earned[t + k + 1];
        return y ? orderedSpearman(x, y) : Number.NaN;
      })
    )
  );
  return {
    period: Int32Array.from(summaries, (_, k) => k + 1),
    mean: Float64Array.from(summaries, (s) => s.mean),
    error: Float64Array.from(summaries, (s) => s.standardError),
    t: Float64Array.from(summaries, (s) => s.t)
  };
}
