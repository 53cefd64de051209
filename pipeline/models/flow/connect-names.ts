import {membership, type Spells} from "../../../lib/flow/membership.js";
import type {Context} from "../../run/model.js";
import type {Axis} from "../dashboard/stock-days.js";

/** A stock counts as a Connect name for this many days after a report of its northbound holding: a quarter's worth. */
const STANDS = 100;

/** First and last report of each month: no gap that counts lies within one, and they are few where reports are daily. */
const MONTHS = `SELECT code, min(date) AS first, max(date) AS last FROM connect_holding
  WHERE direction = 'north' AND seat = '*' AND shares IS NOT NULL GROUP BY code, date_trunc('month', date)`;

/**
 * Which stocks are northbound Stock Connect names (陆股通标的) on each day, days × codes: 0 where they are, −1 where
 * not. A report counts from the day after it. Undefined where the dataset has no northbound holdings.
 */
export async function connectNames(context: Context, {codes, days}: Axis): Promise<Int16Array | undefined> {
  if (!context.has("connect_holding")) return undefined;
  const frame = await context.query(
    `SELECT code, min(first) AS first, max(last) AS last
    FROM (
      SELECT *, sum(gap::INTEGER) OVER (PARTITION BY code ORDER BY first) AS spell
      FROM (
        SELECT *, coalesce(first - lag(last) OVER (PARTITION BY code ORDER BY first) > ${STANDS}, false) AS gap
        FROM (${MONTHS})
      )
    )
    GROUP BY code, spell`
  );
  const place = new Map(codes.map((c, i) => [c, i]));
  const code = frame.strings("code");
  const [first, last] = [frame.days("first"), frame.days("last")];
  const rows = code.flatMap((c, i) => (place.has(c ?? "") ? [i] : []));
  if (rows.length === 0) return undefined;
  const spells: Spells = {
    asset: rows.map((i) => place.get(code[i] ?? "") ?? 0),
    from: rows.map((i) => (first[i] as number) + 1),
    to: rows.map((i) => (last[i] as number) + STANDS + 1),
    group: rows.map(() => 0)
  };
  return membership(spells, days, codes.length);
}
