import {
  ESTIMATION,
  packExposure,
  packTear,
  SIZES,
  SUSPENDED,
  type TearRows,
  unpackExposure,
  unpackTear
} from "../../../lib/factor/tear-data.js";
import type {TearSheet} from "../../../lib/factor/tear-sheet.js";
import {openingSheet, type TearSummary} from "../../../lib/factor/tear-summary.js";
import type {Frame} from "../../warehouse/frame.js";
import {columnsOf} from "../../warehouse/source.js";
import type {Warehouse} from "../../warehouse/warehouse.js";

/** Tables without which there is no tear sheet. */
export const missingForTear = (warehouse: Warehouse): string[] =>
  ["stock_daily", "exposure"].filter((t) => !warehouse.has(t) || warehouse.record(t).rows === 0);

/** Every stock's last day of each month it traded in, numbered without gaps, with the exposures of that month end. */
async function entriesSql(warehouse: Warehouse): Promise<string> {
  const present = await columnsOf(warehouse, "stock_daily");
  const suspended = present.has("is_suspended")
    ? "coalesce(d.is_suspended, false) OR d.volume = 0"
    : "d.volume = 0";
  const cap = present.has("total_shares") ? "d.close * d.total_shares" : "NULL::DOUBLE";
  return `ends AS (SELECT max(date) AS date, row_number() OVER (ORDER BY max(date)) - 1 AS t
    FROM stock_daily GROUP BY date_trunc('month', date)),
  last AS (SELECT d.code, e.t, e.date AS month_end, d.date, d.close * d.adj_factor AS price, ${cap} AS cap, ${suspended} AS suspended
    FROM stock_daily d JOIN ends e ON date_trunc('month', d.date) = date_trunc('month', e.date)
    QUALIFY row_number() OVER (PARTITION BY d.code, e.t ORDER BY d.date DESC) = 1),
  span AS (SELECT code, min(t) AS first, max(t) AS latest FROM last GROUP BY code),
  grid AS (SELECT s.code, e.t, e.date AS month_end FROM span s JOIN ends e ON e.t BETWEEN s.first AND s.latest),
  entries AS (SELECT g.code, g.t, g.month_end, l.date, l.price, l.cap, coalesce(l.suspended, true) AS suspended
    FROM grid g LEFT JOIN last l ON l.code = g.code AND l.t = g.t)`;
}

/** The market of the tear sheet: month-end entries of every stock, dead ones included. */
export async function tearRows(warehouse: Warehouse): Promise<TearRows> {
  const ctes = await entriesSql(warehouse);
  const months = (await warehouse.query(`WITH ${ctes} SELECT date FROM ends ORDER BY t`)).days("date");
  const frame = await warehouse.query(
    `WITH ${ctes},
     sized AS (SELECT *, CASE WHEN cap IS NOT NULL THEN ntile(${SIZES}) OVER (PARTITION BY t, cap IS NOT NULL ORDER BY cap, code) - 1 END AS size FROM entries)
     SELECT s.code, s.t, s.price, s.size, s.suspended, (s.date < s.month_end) AS gone, x.industry, x.in_estimation
     FROM sized s LEFT JOIN exposure x ON x.code = s.code AND x.date = s.month_end
     ORDER BY s.code, s.t`
  );
  return shape(frame, months);
}

function shape(frame: Frame, months: Int32Array): TearRows {
  const code = frame.text("code");
  const industry = frame.text("industry");
  const [t, price, size] = [frame.numbers("t"), frame.numbers("price"), frame.numbers("size")];
  const [suspended, gone, estimation] = [
    frame.flags("suspended"),
    frame.flags("gone"),
    frame.flags("in_estimation")
  ];
  const first = new Int32Array(code.values.length);
  const count = new Int32Array(code.values.length);
  const returns = new Float64Array(frame.rows).fill(Number.NaN);
  const bits = new Float64Array(frame.rows);
  for (let r = 0; r < frame.rows; r++) {
    const i = code.codes[r] as number;
    const same = r > 0 && code.codes[r - 1] === i;
    if (same) returns[r] = (price[r] as number) / (price[r - 1] as number) - 1;
    else first[i] = t[r] as number;
    count[i] = (count[i] as number) + 1;
    bits[r] = (suspended[r] === 1 || gone[r] === 1 ? SUSPENDED : 0) + (estimation[r] === 1 ? ESTIMATION : 0);
  }
  return {
    months,
    codes: code.values,
    industries: industry.values,
    first,
    count,
    returns,
    industry: Float64Array.from(industry.codes),
    size: size.map((s) => (Number.isNaN(s) ? -1 : s)),
    bits
  };
}

/** Exposures to styles at the entries of `tearRows`, NaN where there is none; empty for a style that is not there. */
export async function tearExposures(
  warehouse: Warehouse,
  styles: readonly string[]
): Promise<Map<string, Float64Array>> {
  const present = await columnsOf(warehouse, "exposure");
  const known = styles.filter((style) => /^[a-z_]+$/.test(style) && present.has(style));
  const found = new Map<string, Float64Array>(styles.map((style) => [style, new Float64Array()]));
  if (known.length === 0) return found;
  const frame = await warehouse.query(
    `WITH ${await entriesSql(warehouse)}
     SELECT ${known.map((style) => `x."${style}"`).join(", ")}
     FROM entries s LEFT JOIN exposure x ON x.code = s.code AND x.date = s.month_end ORDER BY s.code, s.t`
  );
  for (const style of known) found.set(style, frame.numbers(style));
  return found;
}

/** Studies of some styles at the settings that the page opens with, of the same compact data that it loads for others. */
export async function tearSummary(warehouse: Warehouse, styles: readonly string[]): Promise<TearSummary> {
  const missing = missingForTear(warehouse);
  if (missing.length > 0) return {missing, months: new Int32Array(), industries: [], sheets: {}};
  const book = unpackTear(packTear(await tearRows(warehouse), missing));
  const exposures = await tearExposures(warehouse, styles);
  const sheets: Record<string, TearSheet> = {};
  for (const [style, exposure] of exposures) {
    if (exposure.length === 0) continue;
    const sheet = openingSheet(book, book.spread(unpackExposure(packExposure(exposure))));
    if (sheet) sheets[style] = sheet;
  }
  return {missing, months: book.months, industries: book.industries, sheets};
}
