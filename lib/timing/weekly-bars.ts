import {mondayOf} from "../calendar/week.js";

/** Daily bars of one series, ascending days counted from 1970-01-01. */
export interface Bars {
  readonly days: Int32Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/**
 * Rows of the last trading day of each ISO week that is over: weeks before the last, and the last one when it has
 * its Friday or when `nextOpen`, the exchange's next trading day, lies in a later week. A week still running has no
 * bar, so that days added later change none.
 */
export function weekEnds(
  days: ArrayLike<number>,
  {nextOpen = Number.NaN}: {readonly nextOpen?: number} = {}
): Int32Array {
  const ends: number[] = [];
  for (let t = 0; t < days.length; t++) {
    const day = days[t] as number;
    const monday = mondayOf(day);
    const next = t + 1 < days.length ? (days[t + 1] as number) : nextOpen;
    if (t + 1 === days.length && day >= monday + 4) ends.push(t);
    else if (next >= monday + 7) ends.push(t);
  }
  return Int32Array.from(ends);
}

/** Weekly bars of the weeks that end at rows `ends`: first open, highest, lowest, last close, dated by the last day. */
export function weeklyBars({days, open, high, low, close}: Bars, ends: ArrayLike<number>): Bars {
  const n = ends.length;
  const week = {
    days: new Int32Array(n),
    open: new Float64Array(n),
    high: new Float64Array(n).fill(Number.NaN),
    low: new Float64Array(n).fill(Number.NaN),
    close: new Float64Array(n)
  };
  let first = 0;
  for (let w = 0; w < n; w++) {
    const end = ends[w] as number;
    week.days[w] = days[end] as number;
    week.open[w] = open[first] as number;
    week.close[w] = close[end] as number;
    for (let t = first; t <= end; t++) {
      if (!((week.high[w] as number) >= (high[t] as number))) week.high[w] = high[t] as number;
      if (!((week.low[w] as number) <= (low[t] as number))) week.low[w] = low[t] as number;
    }
    first = end + 1;
  }
  return week;
}
