import {dayOf} from "../../warehouse/columns.js";

/** Half of a quoted spread where nothing is known of it, as a share of the price. */
export const HALF_SPREAD = 0.0005;

/** Share of the amount that a purchase and a sale cost by day of the market: commission, transfer fee, stamp duty. */
export interface TradingCosts {
  readonly buy: Float64Array;
  readonly sell: Float64Array;
}

export function tradingCosts(days: Int32Array): TradingCosts {
  const stamp = dayOf("2023-08-28");
  const transfer = dayOf("2022-04-29");
  const both = Float64Array.from(days, (d) => 0.00025 + (d < transfer ? 0.00002 : 0.00001));
  return {buy: both, sell: both.map((c, t) => c + ((days[t] as number) < stamp ? 0.001 : 0.0005))};
}
