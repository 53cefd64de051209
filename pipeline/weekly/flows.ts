import type {Flows} from "../../lib/weekly/flows.js";
import {type AsOf, isoDays, words} from "./as-of.js";

interface Source {
  readonly table: string;
  readonly column: string;
  /** Schemes in the order of preference; the first that the table has is taken. */
  readonly schemes: readonly string[];
}

export const NORTHBOUND: Source = {table: "northbound_flow", column: "flow", schemes: ["citic", "sw"]};
export const MARGIN: Source = {table: "margin_flow", column: "net", schemes: ["sw", "citic"]};

/** Sums of the week by industry, largest first; null where the table has no row in it. */
export async function flowsOf(at: AsOf, {table, column, schemes}: Source): Promise<Flows | null> {
  if (!at.has(table, "industry")) return null;
  const order = schemes.map((s) => `'${s}'`).join(", ");
  const frame = await at.query(`
    WITH week AS (SELECT * FROM ${table} WHERE date > DATE '${at.since}' AND date <= DATE '${at.day}'),
    one AS (SELECT scheme FROM week GROUP BY scheme ORDER BY coalesce(list_position([${order}], scheme), 99), scheme LIMIT 1)
    SELECT w.industry, name_zh, name_en, sum(w."${column}") AS flow, (SELECT max(date) FROM week) AS last
    FROM week w JOIN industry i USING (scheme, industry)
    WHERE scheme = (SELECT scheme FROM one) GROUP BY ALL HAVING flow IS NOT NULL ORDER BY flow DESC, w.industry`);
  if (frame.rows === 0) return null;
  return {
    industry: words(frame, "industry"),
    zh: words(frame, "name_zh"),
    en: words(frame, "name_en"),
    flow: Array.from(frame.numbers("flow"), Math.round),
    to: isoDays(frame, "last")[0] ?? at.day
  };
}
