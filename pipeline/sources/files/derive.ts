import type {DuckDBConnection} from "@duckdb/node-api";
import {tableNamed} from "../../schema.js";
import {industriesOf} from "../demo/industries.js";
import {badName, goodRows} from "./checks.js";
import {literal, numbersOf, rowsOf} from "./sql.js";
import {createGathered, gatheredName} from "./stored.js";

const boardSql = `CASE WHEN code LIKE '%.HK' THEN 'hk' WHEN code LIKE '%.BJ' THEN 'bse' WHEN left(code, 3) IN ('688', '689') THEN 'star' WHEN left(code, 3) IN ('300', '301', '302') THEN 'gem' ELSE 'main' END`;

/** What is filled in beyond the files, by column, as SQL over the table's rows at writing. */
export interface Fills {
  readonly columns: Map<string, Map<string, string>>;
  /** A join that a table's fills need. */
  readonly joins: Map<string, string>;
}

interface Given {
  readonly connection: DuckDBConnection;
  readonly present: Set<string>;
  readonly provided: ReadonlyMap<string, ReadonlySet<string>>;
  readonly notice: (text: string) => void;
}

/** Fills in what follows from the tables given, and says so each time. */
export async function derive(given: Given): Promise<Fills> {
  const fills: Fills = {columns: new Map(), joins: new Map()};
  if (given.present.has("stock_daily")) {
    await deriveStocks(given);
    await fillBars(given, fills);
  }
  if (given.present.has("stock_industry")) fillMembership(given, fills);
  await deriveIndustries(given);
  await deriveIndices(given);
  return fills;
}

async function ensure({connection, present}: Given, name: string): Promise<void> {
  if (present.has(name)) return;
  const table = tableNamed(name);
  await createGathered(connection, table);
  await connection.run(
    `CREATE TABLE IF NOT EXISTS ${badName(table)} ("row" BIGINT, "column" VARCHAR, "value" VARCHAR, reason VARCHAR)`
  );
  present.add(name);
}

async function deriveStocks(given: Given): Promise<void> {
  const {connection, notice} = given;
  await ensure(given, "stock");
  const [before = 0] = await numbersOf(connection, `SELECT count(*) FROM ${goodRows(tableNamed("stock"))}`);
  await connection.run(
    `INSERT INTO t_stock (code, name, board, list_date) SELECT code, code, ${boardSql}, min("date") FROM ${goodRows(tableNamed("stock_daily"))} WHERE code NOT IN (SELECT code FROM ${goodRows(tableNamed("stock"))}) GROUP BY code`
  );
  const [after = 0] = await numbersOf(connection, `SELECT count(*) FROM ${goodRows(tableNamed("stock"))}`);
  if (after > before) {
    notice(
      `stock: ${after - before} codes derived from stock_daily (name = code, board by prefix, list_date = first bar, which may be later than the listing)`
    );
  }
}

async function fillBars(given: Given, fills: Fills): Promise<void> {
  const {connection, present, provided, notice} = given;
  const has = provided.get("stock_daily") ?? new Set();
  const own = new Map<string, string>();
  fills.columns.set("stock_daily", own);
  if (!has.has("amount")) {
    own.set("amount", 'round(t.volume * (t.high + t.low + t."close") / 3, 2)');
    own.set("amount_estimated", "true");
    notice("stock_daily.amount is estimated: volume × (high + low + close) ÷ 3, amount_estimated is true");
  }
  if (!has.has("is_suspended")) {
    own.set("is_suspended", "t.volume = 0");
    notice("stock_daily.is_suspended is true where no share traded");
  }
  if (!has.has("total_shares") && present.has("market_value")) {
    await deriveShares(connection);
    own.set("total_shares", "sh.total_shares");
    fills.joins.set("stock_daily", 'LEFT JOIN shares sh ON sh.code = t.code AND sh."date" = t."date"');
    notice(
      "stock_daily.total_shares is the last market value ÷ the close of its day (of the next bar where the day was closed), carried on; a factor step of 20 % or more counts as new shares"
    );
  }
}

/** Share counts by day: market value ÷ close of that day or the first bar after it, carried through share issues. */
async function deriveShares(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE bars AS
    SELECT code, "date", "close", exp(sum(CASE WHEN step >= 1.2 THEN ln(step) ELSE 0 END) OVER w) AS issue FROM (
      SELECT code, "date", "close", adj_factor / lag(adj_factor) OVER w AS step FROM ${goodRows(tableNamed("stock_daily"))}
      WINDOW w AS (PARTITION BY code ORDER BY "date")) WINDOW w AS (PARTITION BY code ORDER BY "date")`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE counts AS
    SELECT v.code, v."date", v.value / (b."close" * b.issue) AS base
    FROM (SELECT code, "date", value FROM t_market_value WHERE value > 0 AND _defect IS NULL) v
    ASOF JOIN bars b ON v.code = b.code AND v."date" <= b."date"
    WHERE b."date" = v."date" OR (b."date" - v."date" <= 15
      AND v."date" NOT IN (SELECT "date" FROM ${goodRows(tableNamed("calendar"))} WHERE is_open))`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE shares AS
    SELECT b.code, b."date", round(c.base * b.issue)::BIGINT AS total_shares
    FROM bars b ASOF JOIN counts c ON b.code = c.code AND b."date" >= c."date"`);
}

function fillMembership({provided, notice}: Given, fills: Fills): void {
  if (provided.get("stock_industry")?.has("to_date")) return;
  fills.columns.set(
    "stock_industry",
    new Map([["to_date", "lead(t.from_date) OVER (PARTITION BY t.code, t.scheme ORDER BY t.from_date)"]])
  );
  notice("stock_industry.to_date is the next from_date of the same stock and scheme");
}

/** Industries named in memberships or indices but not listed: those of the known schemes with name and sector. */
async function deriveIndustries(given: Given): Promise<void> {
  const {connection, present, notice} = given;
  const users = ["stock_industry", "industry_daily"].filter((t) => present.has(t));
  if (users.length === 0) return;
  await ensure(given, "industry");
  const used = users.map((t) => `SELECT scheme, industry FROM ${goodRows(tableNamed(t))}`).join(" UNION ");
  const missing = await rowsOf(
    connection,
    `SELECT DISTINCT scheme, industry FROM (${used}) ANTI JOIN ${goodRows(tableNamed("industry"))} USING (scheme, industry) ORDER BY ALL`
  );
  if (missing.length === 0) return;
  const known = Object.values(industriesOf).flat();
  const rows = missing.map(([scheme, industry]) => {
    const found = known.find((k) => k.scheme === scheme && k.industry === industry);
    const [en, sector, stream, order] = found
      ? [found.en, found.sector, found.stream, found.order]
      : [String(industry), "其他", "mid", 99];
    const texts = [scheme, industry, industry, en, sector, stream].map((v) => literal(String(v)));
    return `(${texts.join(", ")}, ${order})`;
  });
  await connection.run(
    `INSERT INTO t_industry (scheme, industry, name_zh, name_en, sector, stream, "order") VALUES ${rows.join(", ")}`
  );
  notice(`industry: ${missing.length} industries derived, sector and stream as the project groups them`);
}

async function deriveIndices(given: Given): Promise<void> {
  const {connection, present, notice} = given;
  const users = ["index_daily", "index_member"].filter((t) => present.has(t));
  if (users.length === 0) return;
  await ensure(given, "index_info");
  const used = users.map((t) => `SELECT "index" FROM ${goodRows(tableNamed(t))}`).join(" UNION ");
  const [before = 0] = await numbersOf(
    connection,
    `SELECT count(*) FROM ${gatheredName(tableNamed("index_info"))}`
  );
  await connection.run(
    `INSERT INTO t_index_info ("index", name_zh, name_en, provider) SELECT DISTINCT "index", "index", "index", '' FROM (${used}) ANTI JOIN ${goodRows(tableNamed("index_info"))} USING ("index") ORDER BY 1`
  );
  const [after = 0] = await numbersOf(
    connection,
    `SELECT count(*) FROM ${gatheredName(tableNamed("index_info"))}`
  );
  if (after > before) notice(`index_info: ${after - before} indices without a name are named by their code`);
}
