import {existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync} from "node:fs";
import {dirname, join} from "node:path";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {quoteIdentifier, quoteText} from "../lib/sql/quote.js";
import type {Column, Table} from "./schema/types.js";
import {tables as schema} from "./schema.js";
import {comment, type SiteTable, writeContents} from "./site-contents.js";
import {type Extent, rowLimits, type Window, windowOf} from "./site-window.js";

export interface SiteDatabaseOptions {
  /** The tables to take, with their meanings; all of the schema unless said. Absent ones are left out. */
  readonly tables?: readonly Table[];
  /** Where to write; `site.duckdb` in the dataset's folder unless said. */
  readonly target?: string;
  /** Values (rows × columns) that all tables together may hold. */
  readonly room?: number;
  /** A table of up to this many values is held whole whatever the room. */
  readonly short?: number;
  readonly threads?: number;
}

export interface SiteDatabase {
  readonly path: string;
  readonly bytes: number;
  readonly tables: readonly SiteTable[];
}

interface Source extends Extent {
  readonly definition: Table;
  readonly files: string;
  readonly held: readonly Column[];
}

/**
 * Writes the database that readers query in the browser: one DuckDB file of the tables in a dataset's
 * Parquet folder, sorted by their keys, each table and column commented as `中文 · English [unit]`.
 * Long daily tables keep their latest days and month ends before them, so that all together fit `room`;
 * `site_table` says what each holds. The file replaces the last one only when it is complete.
 * Throws where no table of the schema is in the folder, or a table's file cannot be read.
 */
export async function writeSiteDatabase(
  folder: string,
  options: SiteDatabaseOptions = {}
): Promise<SiteDatabase> {
  const {
    tables = schema,
    target = join(folder, "site.duckdb"),
    room = 16e6,
    short = 1.5e6,
    threads = 2
  } = options;
  mkdirSync(dirname(target), {recursive: true});
  const next = `${target}.${process.pid}.tmp`;
  rmSync(next, {force: true});
  const instance = await DuckDBInstance.create(":memory:", {threads: String(threads)});
  const connection = await instance.connect();
  try {
    const sources: Source[] = [];
    for (const table of tables) sources.push(...(await sourceOf(connection, folder, table)));
    if (sources.length === 0) throw new Error(`no table of the schema in "${folder}"`);
    const limits = rowLimits(sources, {room, short});
    // Newer storage cannot be read by the engine in the browser.
    await connection.run(`ATTACH ${quoteText(next)} AS site (STORAGE_VERSION 'v1.0.0')`);
    await connection.run("USE site");
    const held: SiteTable[] = [];
    for (const source of sources) held.push(await copyTable(connection, source, limits.get(source.table)));
    await writeContents(
      connection,
      sources.map((source) => source.definition),
      held
    );
    await connection.run("USE memory");
    await connection.run("DETACH site");
    renameSync(next, target);
    return {path: target, bytes: statSync(target).size, tables: held};
  } finally {
    connection.closeSync();
    instance.closeSync();
    for (const file of [next, `${next}.wal`]) rmSync(file, {force: true});
  }
}

/** The table's Parquet files and what they hold; nothing where it has none. */
async function sourceOf(connection: DuckDBConnection, folder: string, definition: Table): Promise<Source[]> {
  const files = filesOf(folder, definition.name);
  if (files === undefined) return [];
  const described = await connection.runAndReadAll(`DESCRIBE FROM ${files}`);
  const found = new Set(described.getRows().map((r) => String(r[0])));
  const held = definition.columns.filter((c) => found.has(c.name));
  if (held.length === 0)
    throw new Error(`table "${definition.name}": its file has none of the schema's columns`);
  const rows = await numberOf(connection, `SELECT count(*) FROM ${files}`);
  const days = ["date", "period_end"].find((name) => held.some((c) => c.name === name && c.type === "DATE"));
  const extent = {table: definition.name, rows, columns: held.length, definition, files, held};
  return [days === undefined ? extent : {...extent, days}];
}

function filesOf(folder: string, table: string): string | undefined {
  const single = join(folder, `${table}.parquet`);
  if (existsSync(single)) return `read_parquet(${quoteText(single)})`;
  const parts = join(folder, table);
  if (!existsSync(parts)) return undefined;
  const files = readdirSync(parts).filter((f) => f.endsWith(".parquet"));
  if (files.length === 0) return undefined;
  return `read_parquet([${files
    .sort()
    .map((f) => quoteText(join(parts, f)))
    .join(", ")}])`;
}

const numberOf = async (connection: DuckDBConnection, sql: string): Promise<number> =>
  Number((await connection.runAndReadAll(sql)).getRows()[0]?.[0]);

async function copyTable(
  connection: DuckDBConnection,
  {table, definition, files, held, rows: rowsInWarehouse, days}: Source,
  limit: number | undefined
): Promise<SiteTable> {
  const window =
    days === undefined || limit === undefined ? undefined : await windowOf(connection, files, {days, limit});
  const columns = held.map(
    ({name, type}) => `CAST(${quoteIdentifier(name)} AS ${type}) AS ${quoteIdentifier(name)}`
  );
  const key = definition.key.filter((k) => held.some((c) => c.name === k)).map(quoteIdentifier);
  await connection.run(
    `CREATE TABLE ${quoteIdentifier(table)} AS SELECT ${columns.join(", ")} FROM ${files} ${whereOf(window)} ` +
      `ORDER BY ${key.join(", ") || "ALL"}`
  );
  await comment(connection, definition, held);
  const rows = await numberOf(connection, `SELECT count(*) FROM ${quoteIdentifier(table)}`);
  return window === undefined ? {table, rows, rowsInWarehouse} : {table, rows, rowsInWarehouse, window};
}

function whereOf(window: Window | undefined): string {
  if (window === undefined) return "";
  const days = quoteIdentifier(window.days);
  const ends = window.monthEnds.map((d) => `DATE '${d}'`).join(", ");
  return `WHERE ${days} >= DATE '${window.dailyFrom}'${ends === "" ? "" : ` OR ${days} IN (${ends})`}`;
}
