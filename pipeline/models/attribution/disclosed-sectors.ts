import {carry} from "../../../lib/attribution/carry.js";
import {SECTORS, sectorIndex} from "../../../lib/attribution/sectors.js";
import {groupShares} from "../../../lib/attribution/shares.js";
import type {Context} from "../../run/model.js";
import {type Disclosures, readDisclosures} from "./disclosures.js";
import {type Funds, isGrown} from "./funds.js";
import {readIndustriesOn} from "./industries-on.js";
import {type MonthPrices, readMonthPrices} from "./month-prices.js";

/** Sector shares of funds' disclosed holdings on a month end, carried with prices since their report. */
export interface DisclosedSectors {
  /** Funds × sectors; NaN without a report of the last 400 days. */
  readonly shares: Float64Array;
  /** Calendar days since the report's period end. */
  readonly age: Float64Array;
}

/** A reader of disclosed sectors by month end; undefined where the dataset discloses none. */
export async function readDisclosedSectors(
  context: Context,
  funds: Funds,
  {scheme, ends}: {readonly scheme: string; readonly ends: readonly number[]}
): Promise<((day: number) => DisclosedSectors) | undefined> {
  if (!["fund_holding", "stock_daily", "stock_industry"].every((t) => context.has(t))) return undefined;
  const disclosures = await readDisclosures(context, funds);
  const prices = await readMonthPrices(context, disclosures.codes, ends);
  const {industries, on} = await readIndustriesOn(context, scheme, disclosures.codes);
  const sector = industries.map(sectorIndex);
  return (day) => {
    const sectors = on(day).map((i) => (i < 0 ? -1 : (sector[i] as number)));
    return sectorsAt({funds, disclosures, prices, sectors}, day);
  };
}

function sectorsAt(
  {
    funds,
    disclosures,
    prices,
    sectors
  }: {
    readonly funds: Funds;
    readonly disclosures: Disclosures;
    readonly prices: MonthPrices;
    readonly sectors: Int16Array;
  },
  day: number
): DisclosedSectors {
  const n = SECTORS.length;
  const shares = new Float64Array(funds.code.length * n).fill(Number.NaN);
  const age = new Float64Array(funds.code.length).fill(Number.NaN);
  for (let f = 0; f < funds.code.length; f++) {
    if (!isGrown(funds, f, day, 0)) continue;
    const known = disclosures.knownAt(f, day);
    if (!known || day - known.period > 400) continue;
    const growth = Float64Array.from(known.code, (id) => prices.at(id, day) / prices.at(id, known.period));
    const group = Int16Array.from(known.code, (id) => sectors[id] as number);
    shares.set(groupShares(carry(known.weight, growth), {group, groups: n}), f * n);
    age[f] = day - known.period;
  }
  return {shares, age};
}
