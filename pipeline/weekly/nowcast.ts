import type {Nowcast} from "../../lib/weekly/nowcast.js";
import {type AsOf, isoDays, rounded, words} from "./as-of.js";

/** Vintages of the first quarter that the last one by the day forecasts; null where there are none. */
export async function nowcastOf(at: AsOf): Promise<Nowcast | null> {
  if (!at.has("nowcast")) return null;
  const frame = await at.query(`
    WITH known AS (SELECT * FROM nowcast WHERE vintage_date <= DATE '${at.day}'),
    last AS (SELECT quarter FROM known ORDER BY vintage_date DESC, quarter LIMIT 1)
    SELECT * FROM known WHERE quarter = (SELECT quarter FROM last) ORDER BY vintage_date`);
  const vintage = isoDays(frame, "vintage_date");
  const quarter = words(frame, "quarter")[0];
  if (quarter === undefined) return null;
  return {
    quarter,
    vintage,
    value: rounded(frame, "value"),
    lo70: rounded(frame, "lo70"),
    hi70: rounded(frame, "hi70"),
    news: await newsOf(at, quarter)
  };
}

async function newsOf(at: AsOf, quarter: string): Promise<Nowcast["news"]> {
  if (!at.has("nowcast_news", "series_info")) return [];
  const frame = await at.query(`
    SELECT name_zh AS zh, name_en AS en, contribution
    FROM nowcast_news JOIN series_info USING (series)
    WHERE quarter = '${quarter}' AND vintage_date = (SELECT max(vintage_date) FROM nowcast_news WHERE quarter = '${quarter}' AND vintage_date <= DATE '${at.day}')
    ORDER BY abs(contribution) DESC LIMIT 5`);
  const [zh, en] = [words(frame, "zh"), words(frame, "en")];
  return rounded(frame, "contribution", 7).map((contribution, i) => ({
    zh: zh[i] ?? "",
    en: en[i] ?? "",
    contribution
  }));
}
