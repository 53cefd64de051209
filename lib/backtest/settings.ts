import {COMMISSION} from "./costs.js";
import type {Market} from "./market.js";
import type {BacktestOptions, Costs, Slippage, Stops} from "./options.js";
import {SLIPPAGE} from "./slippage.js";

/** Options with every default filled in; capital in fen. */
export interface Settings {
  readonly capital: number;
  readonly from: number;
  readonly to: number;
  readonly delay: number;
  readonly price: "open" | "close";
  readonly costs: Required<Costs>;
  readonly slippage: Required<Slippage>;
  readonly participation: number;
  readonly stops: Stops;
  readonly patience: {readonly buy: number; readonly sell: number};
  readonly exchange: boolean;
  readonly reinvest: boolean;
  readonly recovery: number;
}

/** Fills in the defaults; throws on what makes no sense, naming it. */
export function settingsOf(market: Market, options: BacktestOptions): Settings {
  const last = market.days.length - 1;
  const {capital = 1e8, from = 0, to = last, delay = 1, price = "open", participation = 0.1} = options;
  const {rules = "exchange", dividends = "cash", recovery = 0, stops = {}} = options;
  const costs = {commission: COMMISSION.rate, least: COMMISSION.least, statutory: 1, ...options.costs};
  const slippage = {...SLIPPAGE, ...options.slippage};
  const patience = {buy: 1, sell: Number.POSITIVE_INFINITY, ...options.patience};
  const within = (name: string, x: number, low: number, high: number): void => {
    if (!(x >= low && x <= high)) throw new RangeError(`${name} must be from ${low} to ${high}, got ${x}`);
  };
  within("capital", capital, 1, 1e13);
  for (const [name, row, low] of [
    ["from", from, 0],
    ["to", to, from]
  ] as const) {
    if (!Number.isInteger(row)) throw new RangeError(`${name} must be a row, got ${row}`);
    within(name, row, low, last);
  }
  if (!(Number.isInteger(delay) && delay >= 1)) {
    throw new RangeError(`delay must be a whole number from 1, got ${delay}`);
  }
  for (const [name, x] of Object.entries({...costs, ...slippage})) within(name, x, 0, Number.MAX_VALUE);
  if (!(participation > 0)) throw new RangeError(`participation must be positive, got ${participation}`);
  for (const [name, n] of Object.entries(patience)) {
    if (!(n >= 1)) throw new RangeError(`patience.${name} must be at least 1, got ${n}`);
  }
  within("recovery", recovery, 0, 1);
  if (stops.loss !== undefined) within("stops.loss", stops.loss, 1e-9, 1);
  if (stops.gain !== undefined) within("stops.gain", stops.gain, 1e-9, Number.MAX_VALUE);
  return {
    capital: Math.round(capital * 100),
    from,
    to,
    delay,
    price,
    costs,
    slippage,
    participation,
    stops,
    patience,
    exchange: rules === "exchange",
    reinvest: dividends === "reinvest",
    recovery
  };
}
