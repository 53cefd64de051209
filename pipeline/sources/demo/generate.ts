import type {Warehouse} from "../../warehouse/warehouse.js";
import {runMarket} from "./market.js";
import {Output} from "./output.js";
import {planOf} from "./plan.js";

/** Every raw and truth table that the demo market writes. */
export const demoTables: readonly string[] = [
  "calendar",
  "connect_holding",
  "connect_turnover",
  "consensus",
  "financial",
  "fund",
  "fund_holding",
  "fund_manager",
  "fund_nav",
  "fund_report",
  "future_daily",
  "hk_daily",
  "index_daily",
  "index_info",
  "index_member",
  "industry",
  "industry_daily",
  "margin",
  "series_info",
  "series_value",
  "snowball",
  "stock",
  "stock_bar",
  "stock_daily",
  "stock_industry",
  "truth_exposure",
  "truth_factor_return",
  "truth_fund_skill",
  "truth_fund_weight",
  "truth_informed",
  "truth_macro_factor",
  "truth_seat"
];

export interface DemoOptions {
  readonly size: "small" | "full";
  readonly seed: number;
  log(message: string): void;
}

/**
 * Simulates the demo market and writes its tables. The same size and seed give the same bytes.
 * `small` is about 300 stocks over the last three years, `full` some 5,000 over twelve.
 */
export async function generateDemo(warehouse: Warehouse, {size, seed, log}: DemoOptions): Promise<void> {
  const output = new Output(warehouse);
  await runMarket(planOf(size, seed), output, log);
  await output.finish();
}
