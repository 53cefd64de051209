import type {Market} from "./market.js";

/** What moves cash or shares. */
export const EVENTS = ["buy", "sell", "dividend", "shares", "fraction", "dividend tax", "delisting"] as const;
export type Event = (typeof EVENTS)[number];

/** Why shares or cash moved: what the order said, or what the engine did by itself (the last four). */
export const REASONS = ["target", "entry", "exit", "stop", "profit", "delisting", "action"] as const;
export type Reason = (typeof REASONS)[number];

/** What keeps an order from being filled, wholly or in part. */
export const OBSTACLES = [
  "suspended",
  "no price",
  "limit up",
  "limit down",
  "sell only",
  "participation",
  "lot",
  "cash",
  "settlement",
  "not listed",
  "link closed"
] as const;
export type Obstacle = (typeof OBSTACLES)[number];

/** Kinds of cost, in fen. Slippage is paid in the price, the rest in cash. */
export const COSTS = ["commission", "stamp", "transfer", "levy", "slippage", "dividend tax"] as const;
export type Cost = (typeof COSTS)[number];

/**
 * Everything that moved cash or shares, in order. Starting from the capital, `cash` sums to the account's cash and
 * `shares` of an asset to its position: with the closes they add up to the NAV, to the last fen.
 */
export interface Ledger {
  readonly row: Int32Array;
  readonly asset: Int32Array;
  /** Index in `EVENTS`. */
  readonly event: Uint8Array;
  /** Signed change of the position. */
  readonly shares: Float64Array;
  /** Ticks: of the fill, with slippage; 0 for what has no price. */
  readonly price: Int32Array;
  /** Before costs, fen. */
  readonly amount: Float64Array;
  readonly commission: Float64Array;
  readonly stamp: Float64Array;
  readonly transfer: Float64Array;
  readonly levy: Float64Array;
  /** Against the bar's price, fen; in `amount` already. */
  readonly slippage: Float64Array;
  /** Signed change of cash, fen. */
  readonly cash: Float64Array;
  /** Index in `REASONS`. */
  readonly reason: Uint8Array;
  /** Which sleeve; 0 for a single account. */
  readonly sleeve: Uint8Array;
}

/** Orders, or parts of them, that met an obstacle. */
export interface Rejections {
  readonly row: Int32Array;
  readonly asset: Int32Array;
  /** Signed shares wanted that could not be had. */
  readonly shares: Float64Array;
  /** Index in `OBSTACLES`. */
  readonly obstacle: Uint8Array;
}

/** Positions at the close of each day: rows `from[t]` to `from[t + 1]` of the columns. */
export interface HoldingsHistory {
  readonly from: Int32Array;
  readonly asset: Int32Array;
  readonly shares: Float64Array;
}

/** A backtest; day by day from `start`, the row at whose close the strategy was first asked. Money in whole fen. */
export interface Result {
  readonly start: number;
  readonly days: Int32Array;
  readonly capital: number;
  readonly nav: Float64Array;
  readonly cash: Float64Array;
  /** NAV index of the same trades without any cost, 1 at the start: daily returns with the day's costs put back. */
  readonly gross: Float64Array;
  /** Bought and sold, fen a day. */
  readonly traded: Float64Array;
  /** Positions at the close. */
  readonly held: Int32Array;
  readonly costs: Readonly<Record<Cost, Float64Array>>;
  readonly ledger: Ledger;
  readonly rejections: Rejections;
  readonly holdings: HoldingsHistory;
}

/** Column names of a ledger that hold fen. */
export type LedgerMoney = "amount" | "commission" | "stamp" | "transfer" | "levy" | "slippage" | "cash";

/** Code of a ledger's line. */
export const codeOf = (market: Market, ledger: Ledger, line: number): string =>
  market.codes[ledger.asset[line] as number] ?? "";
