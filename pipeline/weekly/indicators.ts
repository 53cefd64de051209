import type {Indicators} from "../../lib/weekly/indicators.js";
import {type AsOf, isoDays, rounded, words} from "./as-of.js";

/** Each indicator's latest signal of the last month; null where there are none by the day. */
export async function indicatorsOf(at: AsOf): Promise<Indicators | null> {
  if (!at.has("industry_indicator_signal", "series_info")) return null;
  const frame = await at.query(`
    SELECT s.*, name_zh, name_en, unit FROM industry_indicator_signal s JOIN series_info USING (series)
    WHERE s.date <= DATE '${at.day}' AND s.date > DATE '${at.day}' - 31
    QUALIFY row_number() OVER (PARTITION BY series ORDER BY s.date DESC) = 1
    ORDER BY arrow IN ('↑', '↓') DESC, abs(z) DESC, series`);
  if (frame.rows === 0) return null;
  return {
    to: isoDays(frame, "date").sort().at(-1) ?? at.day,
    series: words(frame, "series"),
    zh: words(frame, "name_zh"),
    en: words(frame, "name_en"),
    unit: words(frame, "unit"),
    industry: words(frame, "industry"),
    previous: rounded(frame, "previous", 4),
    value: rounded(frame, "value", 4),
    z: rounded(frame, "z", 3),
    arrow: words(frame, "arrow")
  };
}
