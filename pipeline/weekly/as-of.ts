import {isoOf} from "../warehouse/columns.js";
import {type Frame, readFrame} from "../warehouse/frame.js";
import type {Warehouse} from "../warehouse/warehouse.js";

/** Sessions that make an issue's week. */
const WEEK = 5;

/** A warehouse at the close of a day: what became known later is not there. */
export interface AsOf {
  /** The day, ISO. */
  readonly day: string;
  /** The session from whose close the week is measured: the fifth before the day. */
  readonly since: string;
  has(...tables: readonly string[]): boolean;
  query(sql: string): Promise<Frame>;
}

/**
 * Opens a warehouse as of a day; the latest session on or before it is the day.
 * Undefined where the dataset has no session by then. The warehouse is not to be queried otherwise meanwhile.
 */
export async function openAsOf(warehouse: Warehouse, day: string): Promise<AsOf | undefined> {
  const has = (...tables: readonly string[]): boolean => tables.every((t) => warehouse.holds(t));
  if (!has("stock_daily")) return undefined;
  await warehouse.attach(warehouse.names(), {asOf: day});
  const query = (sql: string): Promise<Frame> => readFrame(warehouse.connection, sql);
  const sessions = await query(
    `SELECT DISTINCT date FROM stock_daily WHERE date > DATE '${day}' - 40 ORDER BY date DESC LIMIT ${WEEK + 1}`
  );
  const days = Array.from(sessions.days("date"), isoOf);
  const [last, since = days.at(-1)] = [days[0], days[WEEK]];
  if (last === undefined || since === undefined) return undefined;
  return {day: last, since, has, query};
}

/** Numbers of a column rounded for the page. */
export const rounded = (frame: Frame, column: string, digits = 6): number[] =>
  Array.from(frame.numbers(column), (x) => Number(x.toFixed(digits)));

/** Days of a column as ISO dates. */
export const isoDays = (frame: Frame, column: string): string[] => Array.from(frame.days(column), isoOf);

/** Texts of a column; missing ones are empty. */
export const words = (frame: Frame, column: string): string[] => frame.strings(column).map((s) => s ?? "");
