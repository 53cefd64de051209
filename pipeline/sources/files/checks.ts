import type {DuckDBConnection} from "@duckdb/node-api";
import type {Column, Table} from "../../schema.js";
import {literal} from "./sql.js";
import {gatheredName} from "./stored.js";

/** Rejected rows of a table: the row, the column, its value and why. The first reason found for a row stands. */
export const badName = (table: Table): string => `bad_${table.name}`;

/** Rows of the gathering table that no check has rejected yet. */
export const goodRows = (table: Table): string =>
  `(SELECT t.*, t.rowid AS _row FROM ${gatheredName(table)} t WHERE t.rowid NOT IN (SELECT row FROM ${badName(table)}))`;

interface RowCheck {
  readonly when: string;
  readonly column: string;
  readonly reason: string;
}

const enums: Readonly<Record<string, readonly string[]>> = {
  "stock.board": ["main", "gem", "star", "bse", "hk"],
  "stock_industry.scheme": ["citic", "sw", "csc37"],
  "industry.scheme": ["citic", "sw", "csc37"],
  "industry_daily.scheme": ["citic", "sw", "csc37"],
  "industry.stream": ["up", "mid", "down"],
  "connect_holding.direction": ["north", "south"],
  "connect_turnover.direction": ["north", "south"],
  "fund.type": ["stock", "mixed_equity", "flexible", "index", "enhanced"],
  "fund_holding.scope": ["top10", "full"],
  "series_info.frequency": ["D", "W", "M", "Q"]
};

/** Tables whose measures may be missing row by row; elsewhere a missing number rejects the row. */
const sparse = new Set(["financial", "consensus"]);
const coded = ["code", "index", "fund"];

/** Collects conversion defects and everything that one row alone can show to be wrong. */
export async function checkRows(
  connection: DuckDBConnection,
  table: Table,
  provided: ReadonlySet<string>
): Promise<void> {
  const bad = badName(table);
  await connection.run(
    `CREATE OR REPLACE TABLE ${bad} ("row" BIGINT, "column" VARCHAR, "value" VARCHAR, reason VARCHAR)`
  );
  await connection.run(
    `INSERT INTO ${bad} SELECT rowid, _defect."column", _defect."value", _defect.reason FROM ${gatheredName(table)} WHERE _defect IS NOT NULL`
  );
  if (provided.has("volume") && provided.has("open")) await fillSuspended(connection, table);
  const checks = [...required(table, provided), ...domains(table, provided)];
  const cases = checks.map(
    ({when, column, reason}) =>
      `WHEN ${when} THEN {'column': ${literal(column)}, 'value': "${column}"::VARCHAR, 'reason': ${literal(reason)}}`
  );
  await connection.run(
    `INSERT INTO ${bad} SELECT _row, d."column", d."value", d.reason FROM (SELECT rowid AS _row, CASE ${cases.join(" ")} END AS d FROM ${gatheredName(table)} WHERE _defect IS NULL) WHERE d IS NOT NULL`
  );
}

/** Days without trade on which only the close is given: open, high and low become the close. */
async function fillSuspended(connection: DuckDBConnection, table: Table): Promise<void> {
  const none = (c: string): string => `coalesce("${c}", 0) = 0`;
  await connection.run(
    `UPDATE ${gatheredName(table)} SET "open" = "close", high = "close", low = "close" WHERE coalesce(volume, 0) = 0 AND "close" > 0 AND ${none("open")} AND ${none("high")} AND ${none("low")}`
  );
}

function required(table: Table, provided: ReadonlySet<string>): RowCheck[] {
  const must = (c: Column): boolean => {
    if (table.key.includes(c.name)) return true;
    if (c.optional || !provided.has(c.name)) return false;
    if (c.type === "VARCHAR") return `${table.name}.${c.name}` in enums || c.name === "industry";
    return !sparse.has(table.name);
  };
  return table.columns
    .filter(must)
    .map((c) => ({when: `"${c.name}" IS NULL`, column: c.name, reason: "missing value"}));
}

function domains(table: Table, provided: ReadonlySet<string>): RowCheck[] {
  const has = (...names: string[]): boolean => names.every((n) => provided.has(n));
  const checks: RowCheck[] = [];
  const add = (column: string, when: string, reason: string): void => {
    if (has(column)) checks.push({when, column, reason});
  };
  for (const c of table.columns) {
    const words = enums[`${table.name}.${c.name}`];
    if (words && c.type === "VARCHAR") {
      add(c.name, `"${c.name}" NOT IN (${words.map(literal).join(", ")})`, `not one of ${words.join(", ")}`);
    }
    if (coded.includes(c.name)) {
      add(
        c.name,
        `NOT regexp_full_match("${c.name}", '[0-9A-Z]{2,12}[.][A-Z]{2,4}')`,
        "a code without its exchange (600519.SH)"
      );
    }
    if (c.type === "DATE") {
      add(
        c.name,
        `"${c.name}" < DATE '1900-01-01' OR "${c.name}" > DATE '2100-12-31'`,
        "a date outside 1900 to 2100"
      );
    }
    if (c.unit === "CNY/share" || c.unit === "HKD/share" || c.unit === "points" || c.name === "adj_factor") {
      if (!c.name.endsWith("_ttm") && !c.name.endsWith("_fy")) {
        add(
          c.name,
          `"${c.name}" <= 0`,
          `${c.name === "adj_factor" ? "factor" : "price"} is zero or negative`
        );
      }
    }
    if (c.unit === "shares" || c.unit === "contracts") add(c.name, `"${c.name}" < 0`, `negative ${c.name}`);
    if (["amount", "turnover", "buy", "sell", "aum", "financing_balance"].includes(c.name)) {
      add(c.name, `"${c.name}" < 0`, `negative ${c.name}`);
    }
  }
  if (has("open", "high", "low", "close")) {
    const slack = `0.0005 * "close" + 1e-9`;
    add("high", "high < low", "high below low");
    add("close", `"close" > high + ${slack} OR "close" < low - ${slack}`, "close outside low and high");
    add("open", `"open" > high + ${slack} OR "open" < low - ${slack}`, "open outside low and high");
  }
  if (has("weight")) add("weight", "weight < 0 OR weight > 1.5", "a weight outside 0 to 1.5: percent?");
  add("equity_ratio", "equity_ratio < 0 OR equity_ratio > 2", "a ratio outside 0 to 2: percent?");
  if (has("known_date", "period_end"))
    add("known_date", "known_date < period_end", "known before its period ends");
  if (has("known_date", "date")) add("known_date", `known_date < "date"`, "known before its date");
  if (has("from_date", "to_date")) add("to_date", "to_date <= from_date", "ends before it begins");
  if (has("list_date", "delist_date"))
    add("delist_date", "delist_date < list_date", "delisted before listed");
  return checks;
}

/** Keys given more than once: equal rows are taken once, rows that disagree not at all. */
export async function checkDuplicates(connection: DuckDBConnection, table: Table): Promise<void> {
  const key = table.key.map((k) => `"${k}"`).join(", ");
  const all = table.columns.map((c) => `"${c.name}"`).join(", ");
  const shown = table.key.map((k) => `"${k}"::VARCHAR`).join(" || ' ' || ");
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE twice AS SELECT ${key} FROM ${goodRows(table)} GROUP BY ALL HAVING count(*) > 1`
  );
  await connection.run(
    `INSERT INTO ${badName(table)} SELECT _row, ${literal(table.key.join("+"))}, ${shown}, CASE WHEN same = n THEN 'repeats an equal row' ELSE 'another row of the same key disagrees' END
     FROM (SELECT _row, ${key}, count(*) OVER (PARTITION BY ${key}) AS n, count(*) OVER (PARTITION BY ${all}) AS same, row_number() OVER (PARTITION BY ${all} ORDER BY _row) AS k FROM ${goodRows(table)} SEMI JOIN twice USING (${key})) WHERE same < n OR k > 1`
  );
}
