import {mondayOf} from "../../../lib/calendar/week.js";
import type {IndicatorSignal} from "../../../lib/macro/indicator-signal.js";
import type {IndicatorState} from "../../../lib/macro/indicator-states.js";

/** Rows of the trading days at which an indicator is sampled for its test, ascending. */
export interface Samples {
  readonly rows: readonly number[];
  /** z × polarity. */
  readonly signal: readonly number[];
}

interface Path {
  readonly days: Int32Array;
  readonly states: readonly IndicatorState[];
  readonly signals: readonly (IndicatorSignal | undefined)[];
  readonly polarity: number;
}

/** The last trading day of each week but the one that is not over, for daily and weekly series. */
export function weeklySamples({days, states, signals, polarity}: Path): Samples {
  const rows = Array.from(days, (_, t) => t).filter(
    (t) => t + 1 < days.length && mondayOf(days[t + 1] as number) !== mondayOf(days[t] as number)
  );
  const signal = rows.map((t) => {
    const read = signals[t];
    return !read || read.status === "stopped" ? Number.NaN : (states[read.state]?.z ?? Number.NaN) * polarity;
  });
  return {rows, signal};
}

/** The trading days on which a new period first stood, January alone left out, for monthly and quarterly series. */
export function releaseSamples({days, states, signals, polarity}: Path): Samples {
  const rows: number[] = [];
  const signal: number[] = [];
  let seen = -1;
  signals.forEach((read, t) => {
    if (!read) return;
    const fresh = states.slice(seen + 1, read.state + 1).findLast((s) => s.fresh && s.note !== "january");
    seen = Math.max(seen, read.state);
    if (!fresh || t >= days.length) return;
    rows.push(t);
    signal.push(fresh.z * polarity);
  });
  return {rows, signal};
}

/** Rows of the first trading day of each quarter, the first one of all left out. */
export function quarterStarts(days: ArrayLike<number>): number[] {
  const quarter = (t: number): number => {
    const date = new Date((days[t] as number) * 86_400_000);
    return date.getUTCFullYear() * 4 + Math.floor(date.getUTCMonth() / 3);
  };
  const starts: number[] = [];
  for (let t = 1; t < days.length; t++) if (quarter(t) !== quarter(t - 1)) starts.push(t);
  return starts;
}
