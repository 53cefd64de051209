import {dated} from "./dated.js";
import type {Costs} from "./options.js";

/** Costs of one fill, whole fen. */
export interface FillCosts {
  readonly commission: number;
  readonly stamp: number;
  readonly transfer: number;
  readonly levy: number;
}

/** Stamp duty (印花税) on A-shares by side: sellers only since 2008-09-19, halved on 2023-08-28. */
const STAMP = dated([
  ["2005-01-24", {buy: 0.001, sell: 0.001}],
  ["2007-05-30", {buy: 0.003, sell: 0.003}],
  ["2008-04-24", {buy: 0.001, sell: 0.001}],
  ["2008-09-19", {buy: 0, sell: 0.001}],
  ["2023-08-28", {buy: 0, sell: 0.0005}]
]);

/**
 * Transfer fee (过户费), both sides, all exchanges. Before 2015-08-01 it was charged in Shanghai alone and by par value;
 * the rate of the unified fee stands for it.
 */
const TRANSFER = dated([
  ["2015-08-01", 0.00002],
  ["2022-04-29", 0.00001]
]);

/** Half up, to whole units. */
export const round = (x: number): number => Math.floor(x + 0.5);

/** Commission that is assumed where nothing is said: 2.5 per 10,000, CNY 5 at least. */
export const COMMISSION = {rate: 0.00025, least: 5} as const;

/**
 * Costs of one fill on a mainland exchange, each kind rounded to the fen: commission with its minimum, stamp duty and
 * transfer fee of the day. `amount` in fen; nothing for an amount of zero.
 */
export function mainlandCosts(
  amount: number,
  {side, day}: {readonly side: "buy" | "sell"; readonly day: number},
  {commission = COMMISSION.rate, least = COMMISSION.least, statutory = 1}: Costs = {}
): FillCosts {
  if (amount === 0) return {commission: 0, stamp: 0, transfer: 0, levy: 0};
  return {
    commission: Math.max(round(least * 100), round(amount * commission)),
    stamp: round(amount * STAMP(day)[side] * statutory),
    transfer: round(amount * TRANSFER(day) * statutory),
    levy: 0
  };
}

/** Tax on dividends by holding period (股息红利差别化): 20 % to one month, 10 % to one year, none above. */
export function dividendTaxRate(days: number): number {
  if (days <= 30) return 0.2;
  return days <= 365 ? 0.1 : 0;
}
