import {carry} from "../../../lib/attribution/carry.js";
import {SECTORS, sectorIndex} from "../../../lib/attribution/sectors.js";
import {groupShares} from "../../../lib/attribution/shares.js";
import type {Context} from "../../run/model.js";
import {NULL_DAY} from "../../warehouse/columns.js";
import {columnsOf} from "../northbound/panel.js";
import {type Disclosures, readDisclosures} from "./disclosures.js";
import {type Funds, isGrown} from "./funds.js";
import {type MonthPrices, readMonthPrices} from "./month-prices.js";

/** Sector shares of funds' disclosed holdings on a month end, carried with prices since their report. */
export interface DisclosedSectors {
  /** Funds × sectors; NaN without a report of the last 400 days. */
  readonly shares: Float64Array;
  /** Calendar days since the report's period end. */
  readonly age: Float64Array;
}

/** Sector of each stock (by id) on a day: the latest spell that had begun and not ended; −1 for none. */
export type SectorsOn = (day: number) => Int16Array;

/** A reader of disclosed sectors by month end; undefined where the dataset discloses none. */
export async function readDisclosedSectors(
  context: Context,
  funds: Funds,
  {scheme, ends}: {readonly scheme: string; readonly ends: readonly number[]}
): Promise<((day: number) => DisclosedSectors) | undefined> {
  if (!["fund_holding", "stock_daily", "stock_industry"].every((t) => context.has(t))) return undefined;
  const disclosures = await readDisclosures(context, funds);
  const prices = await readMonthPrices(context, disclosures.codes, ends);
  const sectorsOn = await readSectors(context, scheme, disclosures.codes);
  return (day) => sectorsAt({funds, disclosures, prices, sectors: sectorsOn(day)}, day);
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

async function readSectors(context: Context, scheme: string, codes: readonly string[]): Promise<SectorsOn> {
  const present = await columnsOf(context, "stock_industry");
  const to = present.has("to_date") ? "to_date" : "NULL::DATE AS to_date";
  const frame = await context.query(
    `SELECT code, from_date, ${to}, industry FROM stock_industry WHERE scheme = '${scheme}' ORDER BY from_date`
  );
  const place = new Map(codes.map((c, i) => [c, i]));
  const code = frame.text("code");
  const id = Int32Array.from(code.values, (c) => place.get(c) ?? -1);
  const industry = frame.text("industry");
  const sector = Int16Array.from(industry.values, sectorIndex);
  const [from, end] = [frame.days("from_date"), frame.days("to_date")];
  return (day) => {
    const out = new Int16Array(codes.length).fill(-1);
    for (let i = 0; i < frame.rows && (from[i] as number) <= day; i++) {
      const stock = id[code.codes[i] as number] as number;
      if (stock < 0) continue;
      const over = end[i] !== NULL_DAY && (end[i] as number) <= day;
      out[stock] = over ? -1 : (sector[industry.codes[i] as number] as number);
    }
    return out;
  };
}
