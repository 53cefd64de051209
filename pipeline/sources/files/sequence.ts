import type {DuckDBConnection} from "@duckdb/node-api";
import type {Table} from "../../schema.js";
import {badName, goodRows} from "./checks.js";
import {FatalError, plain} from "./fatal.js";
import {literal, rowsOf} from "./sql.js";
import type {SourceFile} from "./stored.js";

interface Series {
  /** Column that holds the price or level, and the one that tells series apart. */
  readonly value: string;
  readonly by: string;
}

const series: Readonly<Record<string, Series>> = {
  stock_daily: {value: "close", by: "code"},
  hk_daily: {value: "close", by: "code"},
  index_daily: {value: "close", by: '"index"'},
  industry_daily: {value: "close", by: "scheme, industry"},
  fund_nav: {value: "nav", by: "fund"}
};

/** Rows whose value, compared with their neighbours', cannot be: units, factors, amounts. */
export async function checkSequences(
  connection: DuckDBConnection,
  table: Table,
  files: readonly SourceFile[],
  provided: ReadonlySet<string>
): Promise<void> {
  const own = series[table.name];
  if (own) await checkLevels(connection, table, own, files);
  if (table.name === "stock_daily" || table.name === "hk_daily") {
    if (provided.has("amount")) await checkAmounts(connection, table, files);
    await checkFactors(connection, table);
  }
  if (table.name === "index_member") await checkWeights(connection, table);
}

/**
 * A jump of 50 times or more puts a series on another level; rows off the level on which most of the series lies
 * are rejected. A file most of whose rows are off is fatal: its unit is wrong.
 */
async function checkLevels(
  connection: DuckDBConnection,
  table: Table,
  {value, by}: Series,
  files: readonly SourceFile[]
): Promise<void> {
  const order = `PARTITION BY ${by} ORDER BY "date"`;
  await connection.run(`CREATE OR REPLACE TEMP TABLE levels AS
    SELECT _row, _file, _key, v, level FROM (
      SELECT *, sum(jump) OVER (PARTITION BY _key ORDER BY "date") AS level FROM (
        SELECT _row, _file, "date", ${value} AS v, concat_ws(' ', ${by}) AS _key,
          CASE WHEN abs(log10(${value} / lag(${value}) OVER (${order}))) >= 1.7
            THEN round(log10(${value} / lag(${value}) OVER (${order}))) ELSE 0 END AS jump
        FROM ${goodRows(table)} WHERE ${value} > 0))`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE off AS
    SELECT l._row, l._file, l.v, l.level - m.most AS steps FROM levels l JOIN (
      SELECT _key, mode(level) AS most FROM levels GROUP BY _key HAVING count(DISTINCT level) > 1) m USING (_key)
    WHERE l.level <> m.most`);
  const [worst] = await rowsOf(
    connection,
    `SELECT o._file, count(*) AS n, mode(o.steps) AS steps, any_value(a.n) AS total FROM off o
     JOIN (SELECT _file, count(*) AS n FROM levels GROUP BY _file) a USING (_file)
     GROUP BY o._file HAVING count(*) > 0.5 * any_value(a.n) AND count(*) >= 3 ORDER BY n DESC LIMIT 1`
  );
  if (worst) {
    const [file, n, steps, total] = worst.map(Number);
    const times = 10 ** Math.abs(steps ?? 0);
    throw new FatalError(
      `${labelOf(files, file)}: ${n} of ${total} values of ${table.name}.${value} are about ` +
        `${(steps ?? 0) > 0 ? "" : "1/"}${times} of the other files'; its unit is probably wrong ` +
        `(a factor of ${(steps ?? 0) > 0 ? 1 / times : times} in the mapping?)`
    );
  }
  await connection.run(
    `INSERT INTO ${badName(table)} SELECT _row, ${literal(value)}, v::VARCHAR, 'about ×' || CASE WHEN steps < 0 THEN '1/' ELSE '' END || (10 ** abs(steps))::BIGINT || ' of the days before and after: unit?' FROM off`
  );
}

/** What an amount that is off by a power of ten usually means. */
const amountHints: Readonly<Record<number, string>> = {
  2: "volume in 手 read as shares (factor 100)",
  [-2]: "amount in 万元 and volume in 手, both read as they are (factors 10000 and 100)",
  [-1]: "amount in 千元 and volume in 手, both read as they are (factors 1000 and 100)",
  [-3]: "amount in 千元 read as 元 (factor 1000)",
  [-4]: "amount in 万元 read as 元 (factor 10000)",
  [-8]: "amount in 亿元 read as 元 (factor 100000000)",
  3: "amount multiplied by 1000 although it was 元",
  4: "amount multiplied by 10000 although it was 元"
};

/** Amount against volume × typical price: outside one half to two the row is rejected; a whole file is fatal. */
async function checkAmounts(
  connection: DuckDBConnection,
  table: Table,
  files: readonly SourceFile[]
): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ratios AS SELECT _row, _file, amount, amount / (volume * (high + low + "close") / 3) AS ratio FROM ${goodRows(table)} WHERE volume > 0 AND amount IS NOT NULL`
  );
  const [worst] = await rowsOf(
    connection,
    `SELECT _file, count(*) AS n, sum((ratio NOT BETWEEN 0.5 AND 2)::INTEGER)::BIGINT AS off, median(ratio) AS ratio FROM ratios GROUP BY _file HAVING off > 0.5 * n AND off >= 3 ORDER BY off DESC LIMIT 1`
  );
  if (worst) {
    const [file, n, off, ratio = Number.NaN] = worst.map(Number);
    const power = ratio > 0 ? Math.round(Math.log10(ratio)) : 0;
    const near = Math.abs(Math.log10(ratio) - power) < 0.15 && power !== 0;
    const hint = near
      ? `units? ${amountHints[power] ?? `a factor of ${10 ** -power} is missing`}`
      : "are prices adjusted (复权)? Canonical prices are unadjusted";
    throw new FatalError(
      `${labelOf(files, file)}: amount disagrees with volume × price by about ×${short(ratio)} in ${off} of ${n} rows: ${hint}`
    );
  }
  await connection.run(
    `INSERT INTO ${badName(table)} SELECT _row, 'amount', amount::VARCHAR, CASE WHEN ratio > 0 THEN 'disagrees with volume × price by about ×10^' || round(log10(ratio), 1) ELSE 'zero although shares traded' END FROM ratios WHERE ratio NOT BETWEEN 0.5 AND 2`
  );
}

/**
 * A factor that changes by more than 10 % must undo a move of the price. Where the adjusted return is beyond ±33 %
 * and further from zero than the raw one, rows off the usual level are rejected up to 20 in a row; of a lasting step, its first.
 */
async function checkFactors(connection: DuckDBConnection, table: Table): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE factors AS
    SELECT *, sum(jump) OVER (PARTITION BY code ORDER BY "date") AS level FROM (
      SELECT _row, code, "date", adj_factor, CASE WHEN abs(g) > 0.1 AND abs(g + r) > 0.4 AND abs(g + r) > abs(r)
          THEN g ELSE 0 END AS jump FROM (
        SELECT _row, code, "date", adj_factor, ln(adj_factor / lag(adj_factor) OVER w) AS g, ln("close" / lag("close") OVER w) AS r
        FROM ${goodRows(table)} WINDOW w AS (PARTITION BY code ORDER BY "date")))`);
  await connection.run(`INSERT INTO ${badName(table)}
    SELECT _row, 'adj_factor', adj_factor::VARCHAR, 'jumps without a move of the price' FROM (
      SELECT f.*, count(*) OVER (PARTITION BY code, round(level, 1)) AS n, row_number() OVER (PARTITION BY code, round(level, 1) ORDER BY "date") AS k, round(level, 1) <> most AS off
      FROM factors f JOIN (SELECT code, mode(round(level, 1)) AS most FROM factors GROUP BY code HAVING bool_or(jump <> 0)) USING (code))
    WHERE off AND (n <= 20 OR k = 1)`);
}

/** Weights of an index on a date sum to about one: sums near 100 are percentages, other sums partial days. */
async function checkWeights(connection: DuckDBConnection, table: Table): Promise<void> {
  const [row] = await rowsOf(
    connection,
    `SELECT median(s) FROM (SELECT sum(weight) AS s FROM t_index_member GROUP BY "date", "index" HAVING count(*) >= 20)`
  );
  const sum = Number(row?.[0] ?? Number.NaN);
  if (sum > 20) {
    throw new FatalError(
      `index_member: the weights of an index sum to about ${short(sum)}, not 1: percent? (factor 0.01)`
    );
  }
  await connection.run(
    `INSERT INTO ${badName(table)} SELECT _row, 'weight', weight::VARCHAR, 'the weights of the index on this day do not sum to 1: is it partial?' FROM (SELECT _row, weight, sum(weight) OVER day AS s FROM ${goodRows(table)} WINDOW day AS (PARTITION BY "date", "index")) WHERE s NOT BETWEEN 0.9 AND 1.1`
  );
}

const labelOf = (files: readonly SourceFile[], id: number | undefined): string =>
  plain(files.find((f) => f.id === id)?.label ?? "a file");

const short = (x: number): string => (x >= 0.01 && x < 1e5 ? x.toPrecision(3) : x.toExponential(1));
