import type {Positions} from "../../lib/weekly/positions.js";
import {type AsOf, isoDays, rounded, words} from "./as-of.js";

/** The last weekly positions of active funds; null where there are none by the day. */
export async function positionsOf(at: AsOf): Promise<Positions | null> {
  if (!at.has("fund_position", "industry")) return null;
  const frame = await at.query(`
    WITH last AS (SELECT * FROM fund_position WHERE date = (SELECT max(date) FROM fund_position WHERE date <= DATE '${at.day}')),
    one AS (SELECT scheme FROM industry JOIN last USING (industry) GROUP BY scheme ORDER BY count(*) DESC, scheme LIMIT 1)
    SELECT p.*, coalesce(name_zh, p.industry) AS zh, coalesce(name_en, p.industry) AS en, coalesce(sector, '') AS sector
    FROM last p LEFT JOIN (FROM industry WHERE scheme = (SELECT scheme FROM one)) i USING (industry)
    ORDER BY i."order", p.industry`);
  const [to] = isoDays(frame, "date");
  if (to === undefined) return null;
  return {
    to,
    industry: words(frame, "industry"),
    zh: words(frame, "zh"),
    en: words(frame, "en"),
    sector: words(frame, "sector"),
    weight: rounded(frame, "weight"),
    csi800: rounded(frame, "csi800"),
    overUnder: rounded(frame, "over_under"),
    change: rounded(frame, "change"),
    active: rounded(frame, "active_change"),
    lo: rounded(frame, "lo"),
    hi: rounded(frame, "hi"),
    significant: Array.from(frame.flags("significant"), (f) => f === 1)
  };
}
