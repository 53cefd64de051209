import type {Market} from "./market.js";
import type {Reason} from "./result.js";

/** One open position as a strategy sees it. Money in fen (0.01 CNY), whole. */
export interface Holding {
  readonly asset: number;
  readonly shares: number;
  /** Row of the first purchase since it was last flat. */
  readonly opened: number;
  /** Average purchase price in ticks, without costs, carried through corporate actions. */
  readonly entry: number;
  /** Last close in ticks. */
  readonly mark: number;
}

/** Panels of which a strategy may see rows up to the present. */
export type Panel = "open" | "high" | "low" | "close" | "reference" | "volume" | "flags";

/** What is known at the close of `row`, and nothing later. */
export interface View {
  readonly row: number;
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Net asset value and cash at the close, fen. */
  readonly nav: number;
  readonly cash: number;
  /** Open positions, in order of their opening. */
  readonly holdings: readonly Holding[];
  /** The row `back` days ago of a panel, one value an asset. Throws when `back` is negative or before the first row. */
  past<P extends Panel>(panel: P, back?: number): Market[P];
  /** Shares held of an asset, 0 for none. */
  shares(asset: number): number;
}

/**
 * A whole book: the share of NAV (at the close of the decision) that each asset shall have; what is not listed is sold,
 * the rest stays cash. Weights are not negative and sum to 1 at most (1e-9). Replaces orders that still wait.
 */
export interface Targets {
  readonly assets: ArrayLike<number>;
  /** One an asset; equal parts of 1 where absent. */
  readonly weights?: ArrayLike<number>;
}

/** Buys (positive) or sells (negative) one asset; exactly one of `shares` and `value` is given. */
export interface Order {
  readonly asset: number;
  readonly shares?: number;
  /** Fen at the close of the decision; `-Infinity` sells all. */
  readonly value?: number;
  readonly reason?: Reason;
}

/** What to do at the next open: a whole book, some orders, or nothing. */
export type Decision = {readonly targets: Targets} | {readonly orders: readonly Order[]} | undefined;

/** From what is known at a day's close to what shall be done after. It is asked at the close of every row. */
export type Strategy = (view: View) => Decision;
