import {COMMISSION, type FillCosts, round} from "./costs.js";
import {dated} from "./dated.js";
import type {Costs} from "./options.js";

/** Stamp duty, both sides, rounded up to the dollar. */
const STAMP = dated([
  ["2014-11-17", 0.001],
  ["2021-08-01", 0.0013],
  ["2023-11-17", 0.001]
]);

/** Transaction levy of the SFC, both sides. */
const LEVY = dated([["2014-11-01", 0.000027]]);

/** Transaction levy of the accounting council, both sides. */
const AFRC = dated([
  ["2014-11-17", 0],
  ["2022-01-01", 0.0000015]
]);

/** Trading fee of the exchange, both sides, and its tariff of HKD a trade until 2022. */
const TRADING = dated([
  ["2014-11-17", {rate: 0.00005, tariff: 0.5}],
  ["2023-01-01", {rate: 0.0000565, tariff: 0}]
]);

/** Settlement fee: with bounds in HKD until 2025-06-29, then a higher rate without. */
const SETTLEMENT = dated([
  ["2014-11-17", {rate: 0.00002, least: 2, most: 100}],
  ["2025-06-30", {rate: 0.000042, least: 0, most: Number.POSITIVE_INFINITY}]
]);

/** Tax withheld from dividends of H-shares held through the link; red chips bear up to 0.28. */
export const CONNECT_DIVIDEND_TAX = 0.2;

/**
 * Costs of one fill in Hong Kong through Stock Connect. Fees are counted in HKD to the cent (stamp duty up to the
 * dollar) and turned into whole fen at `fx` CNY per HKD. `amount` in HKD cents, `least` of the commission in CNY as on
 * the mainland. `transfer` is settlement, `levy` the exchange's fee and both levies.
 */
export function hongKongCosts(
  amount: number,
  {day, fx}: {readonly day: number; readonly fx: number},
  {commission = COMMISSION.rate, least = COMMISSION.least, statutory = 1}: Costs = {}
): FillCosts {
  if (amount === 0) return {commission: 0, stamp: 0, transfer: 0, levy: 0};
  const {rate, least: low, most} = SETTLEMENT(day);
  const trading = TRADING(day);
  const cents = {
    stamp: Math.ceil((amount * STAMP(day)) / 100 - 1e-9) * 100,
    transfer: Math.min(most * 100, Math.max(low * 100, round(amount * rate))),
    levy:
      round(amount * LEVY(day)) +
      round(amount * AFRC(day)) +
      round(amount * trading.rate) +
      round(trading.tariff * 100)
  };
  return {
    commission: Math.max(round(least * 100), round(amount * commission * fx)),
    stamp: round(cents.stamp * fx * statutory),
    transfer: round(cents.transfer * fx * statutory),
    levy: round(cents.levy * fx * statutory)
  };
}
