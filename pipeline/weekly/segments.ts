import type {Leg, Segments} from "../../lib/weekly/segments.js";
import {type AsOf, isoDays, rounded, words} from "./as-of.js";

/** Sessions that the chart shows. */
const SHOWN = 250;

/** The segments of the SSE Composite, or else of the dataset's first index; null where there are none by the day. */
export async function segmentsOf(at: AsOf): Promise<Segments | null> {
  if (!at.has("index_segment_state", "index_segment", "index_daily", "index_info")) return null;
  const chosen = await at.query(
    `SELECT "index", name_zh, name_en FROM index_info JOIN (SELECT DISTINCT "index" FROM index_segment_state) USING ("index") ORDER BY "index" LIMIT 1`
  );
  const [index] = words(chosen, "index");
  if (index === undefined) return null;
  const mine = `"index" = '${index}'`;
  const state = await at.query(`
    SELECT freq, direction, start_date, slope, slope_before, coalesce(provisional_age, 0) AS provisional
    FROM index_segment_state WHERE ${mine} AND date <= DATE '${at.day}'
    QUALIFY row_number() OVER (PARTITION BY freq ORDER BY date DESC) = 1 ORDER BY freq`);
  if (state.rows === 0) return null;
  const closes = await at.query(
    `SELECT date, close FROM (SELECT * FROM index_daily WHERE ${mine} ORDER BY date DESC LIMIT ${SHOWN}) ORDER BY date`
  );
  const date = isoDays(closes, "date");
  const pivots = await at.query(`
    SELECT pivot_date, price, confirmed_date FROM index_segment
    WHERE ${mine} AND freq = 'D' AND pivot_date >= DATE '${date[0] ?? at.day}' ORDER BY pivot_date`);
  const freq = words(state, "freq");
  const start = isoDays(state, "start_date");
  const [direction, slope, before, provisional] = ["direction", "slope", "slope_before", "provisional"].map(
    (c) => rounded(state, c, 8)
  );
  return {
    index,
    zh: words(chosen, "name_zh")[0] ?? index,
    en: words(chosen, "name_en")[0] ?? index,
    date,
    close: rounded(closes, "close", 2),
    legs: freq.map(
      (f, i): Leg => ({
        freq: f === "W" ? "W" : "D",
        direction: direction?.[i] ?? 0,
        start: start[i] ?? at.day,
        slope: slope?.[i] ?? Number.NaN,
        slopeBefore: before?.[i] ?? Number.NaN,
        provisional: provisional?.[i] ?? 0
      })
    ),
    pivot: isoDays(pivots, "pivot_date"),
    price: rounded(pivots, "price", 2),
    confirmed: isoDays(pivots, "confirmed_date")
  };
}
