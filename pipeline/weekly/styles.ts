import type {Styles} from "../../lib/weekly/styles.js";
import {type AsOf, rounded, words} from "./as-of.js";

/** Compounded style returns of the week and of twenty sessions; null where there are none. */
export async function stylesOf(at: AsOf): Promise<Styles | null> {
  if (!at.has("factor_return")) return null;
  const frame = await at.query(`
    WITH style AS (SELECT * FROM factor_return WHERE kind = 'style' AND scheme = (SELECT min(scheme) FROM factor_return)
      AND date > DATE '${at.day}' - 60 AND date <= DATE '${at.day}'),
    days AS (SELECT DISTINCT date FROM style ORDER BY date DESC LIMIT 20)
    SELECT factor, exp(sum(ln(1 + "return")) FILTER (date > DATE '${at.since}')) - 1 AS week,
      exp(sum(ln(1 + "return")) FILTER (date IN (FROM days))) - 1 AS month
    FROM style GROUP BY factor HAVING week IS NOT NULL ORDER BY week DESC, factor`);
  if (frame.rows === 0) return null;
  return {factor: words(frame, "factor"), week: rounded(frame, "week"), month: rounded(frame, "month")};
}
