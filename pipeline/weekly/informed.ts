import type {Informed} from "../../lib/weekly/informed.js";
import {type AsOf, isoDays, rounded, words} from "./as-of.js";

const HALF_YEAR = 126;

/** Informed-trader activity of the broadest index that has it; null where there is none in the week. */
export async function informedOf(at: AsOf): Promise<Informed | null> {
  if (!at.has("informed_activity", "index_info")) return null;
  const frame = await at.query(`
    WITH known AS (SELECT * FROM informed_activity WHERE date <= DATE '${at.day}' AND ia1 IS NOT NULL),
    one AS (SELECT "index" FROM known WHERE date > DATE '${at.since}' GROUP BY "index" ORDER BY "index" LIMIT 1)
    SELECT * FROM (SELECT k.*, name_zh, name_en FROM known k JOIN index_info USING ("index")
      WHERE "index" = (SELECT "index" FROM one) ORDER BY date DESC LIMIT ${HALF_YEAR + 1}) ORDER BY date`);
  const [index] = words(frame, "index");
  if (index === undefined) return null;
  return {
    index,
    zh: words(frame, "name_zh")[0] ?? index,
    en: words(frame, "name_en")[0] ?? index,
    date: isoDays(frame, "date"),
    ia1: rounded(frame, "ia1", 7),
    percentile: frame.numbers("ia1_percentile").at(-1) ?? Number.NaN
  };
}
