import type {DuckDBConnection} from "@duckdb/node-api";
import {quoteIdentifier} from "../lib/sql/quote.js";

/** How long a table is and by which column of days it can be cut. */
export interface Extent {
  readonly table: string;
  readonly rows: number;
  readonly columns: number;
  readonly days?: string;
}

/** Which days of a long table are held: all from `dailyFrom`, month ends from `monthlyFrom`. */
export interface Window {
  readonly days: string;
  readonly dailyFrom: string;
  readonly monthlyFrom: string;
  readonly monthEnds: readonly string[];
}

/** Shares of the room that long tables get; one where not named. Stock bars are what readers ask for most. */
const SHARE: Readonly<Record<string, number>> = {stock_daily: 3};

/**
 * The rows that each table may have so that all together hold at most `room` values (rows × columns).
 * Tables of up to `short` values, or without days, are whole; the long ones share what is left (at least half
 * of the room) by weight, and what a table does not need goes to the others. Whole tables are not in the answer.
 */
export function rowLimits(
  extents: readonly Extent[],
  {room, short}: {room: number; short: number}
): Map<string, number> {
  const size = (e: Extent): number => e.rows * e.columns;
  const share = (e: Extent): number => SHARE[e.table] ?? 1;
  const isWhole = (e: Extent): boolean => e.days === undefined || size(e) <= short;
  const whole = extents.filter(isWhole).reduce((sum, e) => sum + size(e), 0);
  const long = extents.filter((e) => !isWhole(e)).sort((a, b) => size(a) / share(a) - size(b) / share(b));
  let left = Math.max(room - whole, room / 2);
  let shares = long.reduce((sum, e) => sum + share(e), 0);
  const limits = new Map<string, number>();
  for (const extent of long) {
    const allowed = Math.min(size(extent), (left * share(extent)) / shares);
    left -= allowed;
    shares -= share(extent);
    if (allowed < size(extent)) limits.set(extent.table, Math.floor(allowed / extent.columns));
  }
  return limits;
}

/** Half of the rows for the latest days (one at least), the rest for month ends before them, latest first. */
export async function windowOf(
  connection: DuckDBConnection,
  files: string,
  {days, limit}: {days: string; limit: number}
): Promise<Window> {
  const name = quoteIdentifier(days);
  const counted = await connection.runAndReadAll(
    `SELECT ${name}::VARCHAR, count(*)::INTEGER FROM ${files} WHERE ${name} IS NOT NULL GROUP BY 1 ORDER BY 1 DESC`
  );
  return chooseDays(
    counted.getRows().map((r) => ({day: String(r[0]), rows: Number(r[1])})),
    {days, limit}
  );
}

/** The window of a table with these rows a day, latest day first. */
export function chooseDays(
  counts: readonly {readonly day: string; readonly rows: number}[],
  {days, limit}: {days: string; limit: number}
): Window {
  const first = counts[0];
  if (first === undefined) throw new Error(`days: column "${days}" holds no day`);
  let left = limit - first.rows;
  let at = 1;
  for (let next = counts[at]; next !== undefined && left - next.rows >= limit / 2; next = counts[++at])
    left -= next.rows;
  const dailyFrom = counts[at - 1]?.day ?? first.day;
  const monthEnds: string[] = [];
  for (; at < counts.length; at++) {
    const [later, here] = [counts[at - 1], counts[at]];
    if (later === undefined || here === undefined || here.day.slice(0, 7) === later.day.slice(0, 7)) continue;
    if (here.rows > left) break;
    left -= here.rows;
    monthEnds.push(here.day);
  }
  return {days, dailyFrom, monthlyFrom: monthEnds.at(-1) ?? dailyFrom, monthEnds};
}
