import {membership} from "../../../lib/flow/membership.js";
import {NULL_DAY} from "../../warehouse/columns.js";
import {columnsOf, type Source} from "../../warehouse/source.js";
import type {Grid} from "./bars.js";

/** One industry scheme: its industries, and which each stock belongs to on each day (dates × assets, −1 none). */
export interface Classification {
  readonly scheme: string;
  readonly industries: readonly string[];
  readonly member: Int16Array;
  /** Board of each industry (板块), its parent where it is too thin; empty where the dataset does not say. */
  readonly sectors: readonly string[];
}

/** What the columns `industry` and `industry_csc37` hold, where there is something. */
export type Classes = readonly [Classification | undefined, Classification | undefined];

/** Schemes that may stand in the column `industry`, the first that the dataset has. */
const PRIMARY = ["citic", "sw", "csc37"] as const;

/** The scheme that the column `industry` of `exposure` holds: CITIC, else Shenwan, else the 37; undefined without any. */
export async function primaryScheme(source: Source): Promise<string | undefined> {
  const found = new Set((await source.query("SELECT DISTINCT scheme FROM stock_industry")).strings("scheme"));
  return PRIMARY.find((s) => found.has(s));
}

export async function readClassification(
  source: Source,
  scheme: string,
  {codes, days}: Grid
): Promise<Classification> {
  const ends = (await columnsOf(source, "stock_industry")).has("to_date")
    ? "to_date"
    : "NULL::DATE AS to_date";
  const frame = await source.query(
    `SELECT code, industry, from_date, ${ends} FROM (SELECT * FROM stock_industry WHERE scheme = '${scheme}') JOIN (SELECT DISTINCT code FROM stock_daily) USING (code)`
  );
  const asset = new Map(codes.map((c, i) => [c, i]));
  const {codes: group, values: industries} = frame.text("industry");
  const to = Float64Array.from(frame.days("to_date"), (d) => (d === NULL_DAY ? Number.NaN : d));
  const spells = {
    asset: Int32Array.from(frame.strings("code"), (c) => asset.get(c ?? "") ?? -1),
    from: frame.days("from_date"),
    to,
    group
  };
  return {scheme, industries, member: membership(spells, days, codes.length), sectors: []};
}

/** The board of each industry of a scheme, from the table `industry`. */
export async function readSectors(
  source: Source,
  scheme: string,
  industries: readonly string[]
): Promise<string[]> {
  const frame = await source.query(`SELECT industry, sector FROM industry WHERE scheme = '${scheme}'`);
  const sectors = frame.strings("sector");
  const known = new Map(frame.strings("industry").map((name, i) => [name, sectors[i] ?? ""]));
  return industries.map((name) => known.get(name) ?? "");
}
