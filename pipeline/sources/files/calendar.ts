import type {DuckDBConnection} from "@duckdb/node-api";
import {type Table, tableNamed} from "../../schema.js";
import {badName, goodRows} from "./checks.js";
import {numbersOf, rowsOf} from "./sql.js";
import {createGathered, gatheredName} from "./stored.js";

const daily = ["stock_daily", "index_daily", "industry_daily"];

/**
 * Fills `calendar` where none was given: every day from the first to the last, open where stocks, indices or
 * industries have rows (days with a tenth of the usual number, Saturdays and Sundays never). Fund values serve where
 * nothing else does.
 */
export async function deriveCalendar(
  connection: DuckDBConnection,
  present: ReadonlySet<string>,
  notice: (text: string) => void
): Promise<boolean> {
  const from = daily.filter((t) => present.has(t));
  if (from.length === 0 && present.has("fund_nav")) from.push("fund_nav");
  if (from.length === 0) return false;
  const parts = from.map(
    (t) =>
      `SELECT "date" FROM (SELECT "date", count(*) AS n FROM ${goodRows(tableNamed(t))} GROUP BY "date") WHERE n >= 0.1 * (SELECT median(n) FROM (SELECT count(*) AS n FROM ${goodRows(tableNamed(t))} GROUP BY "date"))`
  );
  const calendar = tableNamed("calendar");
  await createGathered(connection, calendar);
  await connection.run(
    `CREATE TABLE ${badName(calendar)} ("row" BIGINT, "column" VARCHAR, "value" VARCHAR, reason VARCHAR)`
  );
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE open_days AS SELECT DISTINCT "date" FROM (${parts.join(" UNION ALL ")}) WHERE isodow("date") < 6`
  );
  await connection.run(
    `INSERT INTO ${gatheredName(calendar)} ("date", is_open) SELECT d::DATE, d::DATE IN (SELECT "date" FROM open_days) FROM (SELECT unnest(generate_series((SELECT min("date") FROM open_days)::TIMESTAMP, (SELECT max("date") FROM open_days)::TIMESTAMP, INTERVAL 1 DAY)) AS d)`
  );
  const [row = []] = await rowsOf(
    connection,
    `SELECT min("date")::VARCHAR, max("date")::VARCHAR, count(*) FROM open_days`
  );
  notice(
    `calendar derived from the days of ${from.join(", ")}: ${row[0]} to ${row[1]}, ${row[2]} trading days`
  );
  return true;
}

/** Rows of `name` on days on which the calendar says that exchanges are closed. */
export async function checkOpen(connection: DuckDBConnection, name: string): Promise<void> {
  const table = tableNamed(name);
  await connection.run(
    `INSERT INTO ${badName(table)} SELECT _row, 'date', "date"::VARCHAR, 'not a trading day of the calendar' FROM ${goodRows(table)} WHERE "date" IN (SELECT "date" FROM ${goodRows(tableNamed("calendar"))} WHERE NOT is_open)`
  );
}

/** Moves dates that a rule computed to the first trading day on or after them; past the calendar, to a weekday. */
export async function rollDates(
  connection: DuckDBConnection,
  table: Table,
  column: string,
  hasCalendar: boolean
): Promise<void> {
  const weekday = `d + CASE isodow(d) WHEN 6 THEN 2 WHEN 7 THEN 1 ELSE 0 END`;
  const opens = hasCalendar
    ? `(SELECT "date" AS o FROM ${goodRows(tableNamed("calendar"))} WHERE is_open)`
    : "(SELECT NULL::DATE AS o WHERE false)";
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE moves AS SELECT d, CASE WHEN o IS NULL OR d < (SELECT min(o) FROM ${opens}) THEN ${weekday} ELSE o END AS o FROM (SELECT DISTINCT "${column}" AS d FROM ${gatheredName(table)} WHERE "${column}" IS NOT NULL) ASOF LEFT JOIN ${opens} x ON d <= x.o`
  );
  await connection.run(
    `UPDATE ${gatheredName(table)} SET "${column}" = moves.o FROM moves WHERE "${column}" = moves.d AND moves.d <> moves.o`
  );
}

/** Days of the calendar on which a series has no row between its first and its last. */
export async function gapsOf(
  connection: DuckDBConnection,
  name: string,
  by: string
): Promise<{days: number; series: number; worst: string} | undefined> {
  const rows = goodRows(tableNamed(name));
  const open = `(SELECT "date", row_number() OVER (ORDER BY "date") AS k FROM ${goodRows(tableNamed("calendar"))} WHERE is_open)`;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE gaps AS SELECT "${by}" AS who, max(k) - min(k) + 1 - count(*) AS days FROM ${rows} JOIN ${open} USING ("date") GROUP BY ALL HAVING days > 0`
  );
  const [days = 0, series = 0] = await numbersOf(connection, "SELECT sum(days)::BIGINT, count(*) FROM gaps");
  if (days === 0) return undefined;
  const worst = await rowsOf(connection, "SELECT who, days FROM gaps ORDER BY days DESC, who LIMIT 3");
  return {days, series, worst: worst.map(([who, n]) => `${String(who)} ${String(n)}`).join(", ")};
}
