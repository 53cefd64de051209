import type {IndustryBook, IndustryLabel} from "../../../lib/flow/industry-book.js";
import type {Warehouse} from "../../warehouse/warehouse.js";

export interface BookQuery<P extends string> {
  /** Tables without which the page has nothing. */
  readonly needed: readonly string[];
  /** Table whose schemes may be shown, and the one preferred. */
  readonly table: string;
  readonly prefer: string;
  /** Rows of a scheme: `date`, `industry` and the panels. */
  sql(scheme: string): string;
  readonly panels: readonly P[];
}

/** Gathers measures of a scheme's industries over days; an empty book where tables are missing. */
export async function industryBook<P extends string>(
  warehouse: Warehouse,
  {needed, table, prefer, sql, panels}: BookQuery<P>
): Promise<IndustryBook<P, null>> {
  const missing = needed.filter((t) => !warehouse.holds(t));
  if (missing.length > 0) return emptyBook(panels, missing);
  const scheme = await schemeOf(warehouse, table, prefer);
  const frame = await warehouse.query(`SELECT * FROM (${sql(scheme)}) ORDER BY date, industry`);
  const date = frame.days("date");
  const industry = frame.text("industry");
  const days = Int32Array.from(new Set(date));
  const industries = await labelsOf(warehouse, scheme, industry.values);
  const row = new Map(Array.from(days, (d, t) => [d, t]));
  const place = new Map(industries.map((d, c) => [d.industry, c]));
  const column = Int32Array.from(industry.values, (name) => place.get(name) ?? 0);
  const filledPanel = (name: P): Float64Array => {
    const panel = new Float64Array(days.length * industries.length).fill(Number.NaN);
    const values = frame.numbers(name);
    for (let i = 0; i < frame.rows; i++) {
      const c = column[industry.codes[i] as number] as number;
      panel[(row.get(date[i] as number) ?? 0) * industries.length + c] = values[i] as number;
    }
    return panel;
  };
  return {
    scheme,
    missing,
    industries,
    days,
    panels: Object.fromEntries(panels.map((p) => [p, filledPanel(p)])) as Record<P, Float64Array>,
    extra: null
  };
}

export function emptyBook<P extends string>(
  panels: readonly P[],
  missing: readonly string[]
): IndustryBook<P, null> {
  return {
    scheme: "",
    missing,
    industries: [],
    days: new Int32Array(),
    panels: Object.fromEntries(panels.map((p) => [p, new Float64Array()])) as Record<P, Float64Array>,
    extra: null
  };
}

/** The preferred scheme where the table has it, else its first. */
export async function schemeOf(warehouse: Warehouse, table: string, prefer: string): Promise<string> {
  const frame = await warehouse.query(`SELECT DISTINCT scheme FROM ${table} ORDER BY scheme`);
  const schemes = frame.strings("scheme").map(String);
  return schemes.includes(prefer) ? prefer : (schemes[0] ?? prefer);
}

/** Names of industries in the scheme's order; those that `industry` does not name come last, by their own name. */
export async function labelsOf(
  warehouse: Warehouse,
  scheme: string,
  industries: readonly string[]
): Promise<IndustryLabel[]> {
  if (!warehouse.holds("industry"))
    return industries.map((industry) => ({industry, zh: industry, en: industry, sector: "其他"}));
  const frame = await warehouse.query(
    `SELECT industry, name_zh, name_en, sector FROM industry WHERE scheme = '${scheme.replaceAll("'", "''")}' ORDER BY "order"`
  );
  const [industry, zh, en, sector] = ["industry", "name_zh", "name_en", "sector"].map((c) =>
    frame.strings(c)
  );
  const known = (industry ?? []).map((name, i) => ({
    industry: name ?? "",
    zh: zh?.[i] ?? name ?? "",
    en: en?.[i] ?? name ?? "",
    sector: sector?.[i] ?? "其他"
  }));
  const named = new Set(known.map((k) => k.industry));
  return [
    ...known.filter((k) => industries.includes(k.industry)),
    ...industries
      .filter((name) => !named.has(name))
      .map((name) => ({industry: name, zh: name, en: name, sector: "其他"}))
  ];
}

/** SQL that keeps the last day of each ISO week of a table, one scheme. */
export const weekEnds = (table: string, scheme: string): string =>
  `SELECT max(date) AS date FROM ${table} WHERE scheme = '${scheme.replaceAll("'", "''")}' GROUP BY date_trunc('week', date)`;

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
