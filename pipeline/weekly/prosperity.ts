import type {Prosperity} from "../../lib/weekly/prosperity.js";
import {type AsOf, isoDays, rounded, words} from "./as-of.js";

/** The last weekly prosperity by industry, Shenwan's where the dataset has it; null where there is none. */
export async function prosperityOf(at: AsOf): Promise<Prosperity | null> {
  if (!at.has("prosperity", "industry")) return null;
  const frame = await at.query(`
    WITH last AS (SELECT * FROM prosperity WHERE date = (SELECT max(date) FROM prosperity WHERE date <= DATE '${at.day}')),
    one AS (SELECT scheme FROM last GROUP BY scheme ORDER BY coalesce(list_position(['sw', 'citic'], scheme), 9) LIMIT 1)
    SELECT p.*, name_zh, name_en FROM last p JOIN industry USING (scheme, industry)
    WHERE scheme = (SELECT scheme FROM one) AND d_roe IS NOT NULL ORDER BY d_roe DESC, p.industry`);
  const [to] = isoDays(frame, "date");
  if (to === undefined) return null;
  return {
    to,
    industry: words(frame, "industry"),
    zh: words(frame, "name_zh"),
    en: words(frame, "name_en"),
    roe: rounded(frame, "roe_fttm"),
    dRoe: rounded(frame, "d_roe", 7),
    growth: rounded(frame, "growth_fttm"),
    dGrowth: rounded(frame, "d_growth", 7)
  };
}
