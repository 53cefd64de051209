import {mainlandCosts} from "../../../lib/backtest/costs.js";
import {SLIPPAGE} from "../../../lib/backtest/slippage.js";

/** Half of a quoted spread where nothing is known of it, as a share of the price. */
export const HALF_SPREAD = SLIPPAGE.spread / 10_000;

/** An order of CNY 1m, in fen: large enough for the least commission not to count. */
const ORDER = 1e8;

/** Share of the amount that a purchase and a sale cost by day of the market: commission, transfer fee, stamp duty. */
export interface TradingCosts {
  readonly buy: Float64Array;
  readonly sell: Float64Array;
}

/** The engine's costs of the day as shares, for studies that count in returns. */
export function tradingCosts(days: Int32Array): TradingCosts {
  const rate = (side: "buy" | "sell"): Float64Array =>
    Float64Array.from(days, (day) => {
      const {commission, stamp, transfer} = mainlandCosts(ORDER, {side, day});
      return (commission + stamp + transfer) / ORDER;
    });
  return {buy: rate("buy"), sell: rate("sell")};
}
