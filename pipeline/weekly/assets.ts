import type {Assets} from "../../lib/weekly/assets.js";
import {type AsOf, isoDays, rounded, words} from "./as-of.js";

/** The latest cross-asset signals; null where there are none by the day. */
export async function assetsOf(at: AsOf): Promise<Assets | null> {
  if (!at.has("cross_asset_signal")) return null;
  const frame = await at.query(`
    SELECT * FROM cross_asset_signal WHERE date = (SELECT max(date) FROM cross_asset_signal WHERE date <= DATE '${at.day}')
    ORDER BY dimension, asset`);
  const [to] = isoDays(frame, "date");
  if (to === undefined) return null;
  return {
    to,
    dimension: words(frame, "dimension"),
    asset: words(frame, "asset"),
    signal: rounded(frame, "signal", 3),
    arrow: words(frame, "arrow")
  };
}
