import {type IndustryBook, packIndustries} from "../../../lib/flow/industry-book.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {industryBook, quoted} from "./book.js";

/** Steps to which the prosperity page keeps its panels: a hundredth of a point, as the report prints them. */
const STEPS = {
  roe_fttm: 1e-4,
  growth_fttm: 1e-4,
  revision: 1e-5,
  roll_down: 1e-5,
  composition: 1e-5,
  growth_revision: 1e-4,
  growth_roll_down: 1e-4,
  growth_composition: 1e-4,
  coverage: 0.01,
  stocks: 1
} as const;

export interface PrintedProsperity {
  readonly asOf: string;
  readonly industry: readonly string[];
  readonly d_roe: readonly number[];
  readonly d_growth: readonly number[];
}

/** What the prosperity page draws, as bytes. */
export async function prosperityPage(warehouse: Warehouse): Promise<Uint8Array> {
  const book = await industryBook(warehouse, {
    needed: ["consensus", "stock_industry", "prosperity"],
    table: "prosperity",
    prefer: "sw",
    panels: Object.keys(STEPS) as (keyof typeof STEPS)[],
    sql: (scheme) =>
      `SELECT date, industry, ${Object.keys(STEPS).join(", ")} FROM prosperity WHERE scheme = ${quoted(scheme)}`
  });
  const whole: IndustryBook<keyof typeof STEPS, PrintedProsperity | null> = {
    ...book,
    extra: await printed(warehouse)
  };
  return packIndustries(whole, STEPS);
}

async function printed(warehouse: Warehouse): Promise<PrintedProsperity | null> {
  if (!warehouse.holds("published_prosperity")) return null;
  const frame = await warehouse.query(
    `SELECT as_of, industry, d_roe, d_growth FROM published_prosperity ORDER BY "row"`
  );
  return {
    asOf: isoOf(frame.days("as_of")[0] as number),
    industry: frame.strings("industry").map(String),
    d_roe: Array.from(frame.numbers("d_roe")),
    d_growth: Array.from(frame.numbers("d_growth"))
  };
}
