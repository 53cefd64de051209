import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {type DuckDBConnection, DuckDBInstance} from "@duckdb/node-api";
import {afterAll} from "vitest";
import {type ImportOptions, type ImportResult, importFolder} from "../../../pipeline/sources/files/import.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

export const fixtures = fileURLToPath(new URL("./fixtures/", import.meta.url));
export const projectRoot = fileURLToPath(new URL("../../../", import.meta.url));

const made: string[] = [];

/** A folder that is removed after the test file. */
export function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "yanbao-import-"));
  made.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of made) rmSync(folder, {recursive: true, force: true});
});

/** A folder with these files. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporary();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), {recursive: true});
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

export const fixture = (path: string): string => readFileSync(join(fixtures, path), "utf8");

/** Ten days of two fictional stocks, one of which splits two for one on 9 January 2024. */
export const bars = (): string => fixture("plain/stock_daily.csv");

/** The bars with one line's text replaced. */
export function barsWith(line: number, change: (fields: string[]) => string[]): string {
  const lines = bars().trimEnd().split("\n");
  lines[line - 1] = change((lines[line - 1] ?? "").split(",")).join(",");
  return `${lines.join("\n")}\n`;
}

export const column = {
  date: 0,
  code: 1,
  open: 2,
  high: 3,
  low: 4,
  close: 5,
  prev: 6,
  volume: 7,
  amount: 8,
  factor: 9
};

/** Replaces one field of one line of the bars. */
export const barsField = (line: number, name: keyof typeof column, value: string): string =>
  barsWith(line, (fields) => fields.map((f, i) => (i === column[name] ? value : f)));

export const importTo = (folder: string, options: ImportOptions = {}): Promise<ImportResult> =>
  importFolder(folder, {root: temporary(), dataset: "t", ...options});

/** Rows of a query over an imported dataset's tables. */
export async function query(result: ImportResult, sql: string): Promise<string[][]> {
  const warehouse = await openWarehouse({root: dirname(result.folder), dataset: result.dataset});
  try {
    await warehouse.attach(warehouse.names());
    const read = await warehouse.connection.runAndReadAll(sql);
    return read.getRows().map((r) => r.map(String));
  } finally {
    warehouse.close();
  }
}

export const rejectsOf = (result: ImportResult): string[] =>
  readFileSync(join(result.folder, "rejects.csv"), "utf8").trimEnd().split("\n").slice(1);

/** A database for writing Parquet fixtures. */
export async function withDatabase<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
