/** What a stop is judged on and when it is filled. */
export interface Stops {
  /** Sell when the price is this far below the entry, e.g. 0.08 (止损). */
  readonly loss?: number;
  /** Sell when it is this far above (止盈). */
  readonly gain?: number;
  /**
   * `close`: judged on the close, sold at the next open wherever that is. `touch`: sold within the day at the stop's
   * price, at the open where the day opens beyond it; of two stops touched in a day the loss counts.
   */
  readonly at?: "close" | "touch";
}

/** Cost of moving the price: (`spread` bp + `impact` × daily volatility × √(order ÷ average volume)), of the price. */
export interface Slippage {
  /** Half of the spread, basis points. */
  readonly spread?: number;
  /** Times the 20-day volatility at an order as large as the average day's volume. */
  readonly impact?: number;
}

export interface Costs {
  /** Of the amount, both sides. */
  readonly commission?: number;
  /** CNY an order. */
  readonly least?: number;
  /** Multiplies stamp duty, transfer fee and levies: 1 as the law has them, 0 for none. */
  readonly statutory?: number;
}

export interface BacktestOptions {
  /** CNY; 100 million by default. */
  readonly capital?: number;
  /** First row on whose close the strategy is asked, and the last row of the run (inclusive). */
  readonly from?: number;
  readonly to?: number;
  /** Rows from a decision to its execution; 1 is the next day. A delay test raises it. */
  readonly delay?: number;
  /** The bar's price at which orders are filled. */
  readonly price?: "open" | "close";
  readonly costs?: Costs;
  readonly slippage?: Slippage;
  /** Largest part of the day's volume that may be traded in one asset; Infinity for no cap. */
  readonly participation?: number;
  readonly stops?: Stops;
  /** Rows for which an unfilled order is tried; sells are tried until done by default. */
  readonly patience?: {readonly buy?: number; readonly sell?: number};
  /**
   * `exchange`: settlement, limits, lots by date and board. `none`: any whole share at any price that is there, for
   * comparison with textbook arithmetic.
   */
  readonly rules?: "exchange" | "none";
  /** `cash`: paid at the ex-date, taxed by holding period. `reinvest`: untaxed, in shares at the reference price. */
  readonly dividends?: "cash" | "reinvest";
  /** Share of the last close that a delisted position still gives. */
  readonly recovery?: number;
}

/** No friction of any kind: for identities and for comparison with a vectorised peer. */
export const FRICTIONLESS: BacktestOptions = {
  costs: {commission: 0, least: 0, statutory: 0},
  slippage: {spread: 0, impact: 0},
  participation: Number.POSITIVE_INFINITY,
  rules: "none",
  dividends: "reinvest",
  recovery: 1
};
