import {rulesOf} from "./indicator-rules.js";
import type {IndicatorState, Note} from "./indicator-states.js";

/** The arrow of a reading for its industry; `/` where nothing is said. */
export type Arrow = "↑" | "↓" | "/";

export interface IndicatorSignal {
  /** Row of the states that stands on the day. */
  readonly state: number;
  readonly arrow: Arrow;
  /** The state's note, or `stopped` where its last period is too long ago. */
  readonly status: Note | "stopped";
}

export interface SignalOptions {
  readonly frequency: string;
  /** +1 where a rise is good for the industry, −1 where a fall is; 0 gives no arrow. */
  readonly polarity: number;
  /** |z| above which there is an arrow. */
  readonly threshold?: number;
}

/**
 * What a series says to its industry at the close of each day: an arrow only where |z| > 0.5, up where the change is
 * good for the industry, and none once the series has stopped. Undefined before the first release. `days` ascends.
 * Throws on a polarity other than −1, 0 and 1.
 */
export function indicatorSignals(
  states: readonly IndicatorState[],
  days: ArrayLike<number>,
  {frequency, polarity, threshold = 0.5}: SignalOptions
): (IndicatorSignal | undefined)[] {
  if (![-1, 0, 1].includes(polarity)) throw new RangeError(`polarity must be −1, 0 or 1, got ${polarity}`);
  const {stale} = rulesOf(frequency);
  let at = -1;
  return Array.from({length: days.length}, (_, t) => {
    const day = days[t] as number;
    while (at + 1 < states.length && (states[at + 1] as IndicatorState).known <= day) at++;
    const state = states[at];
    if (!state) return undefined;
    const stopped = day - state.period > stale;
    const push = stopped || !(Math.abs(state.z) > threshold) ? 0 : Math.sign(state.change) * polarity;
    return {
      state: at,
      arrow: push > 0 ? "↑" : push < 0 ? "↓" : "/",
      status: stopped ? "stopped" : state.note
    };
  });
}
