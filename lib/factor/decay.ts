import {neweyWestMean} from "../stats/newey-west.js";
import {forwardReturn} from "./forward-return.js";
import type {Panel} from "./panel.js";
import {rankIc} from "./rank-ic.js";

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
  const summaries = Array.from({length: periods}, (_, k) => {
    const forward = forwardReturn(returns, {dates, assets, from: k + 1, horizon: k + 1});
    return neweyWestMean(rankIc(signal, forward, {dates, assets}).ic);
  });
  return {
    period: Int32Array.from(summaries, (_, k) => k + 1),
    mean: Float64Array.from(summaries, (s) => s.mean),
    error: Float64Array.from(summaries, (s) => s.standardError),
    t: Float64Array.from(summaries, (s) => s.t)
  };
}
