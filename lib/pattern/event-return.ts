import type {Bars} from "./bars.js";

/** Bars with what decides whether an order is filled; `day` is the place of each bar among the market's days. */
export interface TradedBars extends Pick<Bars, "open" | "high" | "close"> {
  readonly day: Int32Array;
  /** 1 where the open is at the upper limit: nobody sells. */
  readonly lockedUp: Uint8Array;
  /** 1 where the close is at the lower limit: nobody buys. */
  readonly lockedDown: Uint8Array;
}

/**
 * How a trade on a signal is imagined. `next_open` buys at the next day's open and sells at the close `hold` days
 * later; only this one can be done. `signal_close` buys at the close that makes the signal. `max_favourable` buys at
 * the next open and sells at the highest price of the holding days, in hindsight. `signal_open` buys at the open of the
 * day whose close makes the signal: it looks ahead. `signal_open_best` does both.
 */
export const ENTRY_RULES = [
  "next_open",
  "signal_close",
  "max_favourable",
  "signal_open",
  "signal_open_best"
] as const;
export type EntryRule = (typeof ENTRY_RULES)[number];

export interface Trade {
  /** Bars of purchase and sale; −1 where the order was not filled or the sale lies beyond the data. */
  readonly entry: number;
  readonly exit: number;
  readonly bought: number;
  readonly sold: number;
}

const NONE: Trade = {entry: -1, exit: -1, bought: Number.NaN, sold: Number.NaN};

/**
 * The trade on a signal at bar `at`, held `hold` nights. What is bought on a day can be sold from the next (T+1). An
 * order for the next open is void where the stock does not trade that day or opens at its upper limit. A sale waits
 * for the first close at which the stock trades and is not at its lower limit. Prices are the bars' own, adjusted.
 */
export function eventTrade(
  bars: TradedBars,
  at: number,
  {rule, hold}: {readonly rule: EntryRule; readonly hold: number}
): Trade {
  if (!(Number.isInteger(hold) && hold >= 1))
    throw new RangeError(`hold must be a whole number from 1, got ${hold}`);
  const {day, open, high, close, lockedUp} = bars;
  const next = rule === "next_open" || rule === "max_favourable";
  const entry = next ? at + 1 : at;
  const due = (day[at] as number) + (next ? 1 : 0);
  if (day[entry] !== due || (next && lockedUp[entry] === 1)) return NONE;
  const bought = (rule === "signal_close" ? close[entry] : open[entry]) as number;
  const exit = saleBar(bars, entry + 1, due + hold);
  if (exit < 0) return {entry, exit, bought, sold: Number.NaN};
  if (rule !== "max_favourable" && rule !== "signal_open_best")
    return {entry, exit, bought, sold: close[exit] as number};
  let best = Number.NEGATIVE_INFINITY;
  for (let u = entry + 1; u <= exit; u++) best = Math.max(best, high[u] as number);
  return {entry, exit, bought, sold: best};
}

/** First bar from `from` on whose day is `day` or later and at whose close there are buyers; −1 where the data end. */
function saleBar({day, lockedDown}: TradedBars, from: number, due: number): number {
  for (let u = from; u < day.length; u++) if ((day[u] as number) >= due && lockedDown[u] === 0) return u;
  return -1;
}
