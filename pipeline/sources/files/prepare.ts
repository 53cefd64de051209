import {statSync} from "node:fs";
import {join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {asUtf8} from "./encoding.js";
import {FatalError, messageOf, plain} from "./fatal.js";
import {literal, rowsOf} from "./sql.js";
import type {SourceFile} from "./stored.js";
import {headerOf, recordsToCsv} from "./text-file.js";

export interface PrepareOptions {
  readonly folder: string;
  /** For copies: other encodings, JSON. */
  readonly temp: string;
  readonly delimiter?: string;
  readonly records?: string | undefined;
}

/** Makes a file readable and learns its columns. What cannot be read at all is fatal. */
export async function prepare(
  connection: DuckDBConnection,
  label: string,
  id: number,
  {folder, temp, delimiter = ",", records}: PrepareOptions
): Promise<SourceFile> {
  const path = join(folder, label);
  const bytes = statSync(path).size;
  const shown = plain(label);
  const common = {id, label, delimiter, bytes, exact: false, irregular: []};
  if (bytes === 0) throw new FatalError(`${shown} is empty (0 bytes)`);
  if (/\.parquet$/i.test(label)) {
    return {
      ...common,
      path,
      kind: "parquet",
      text: undefined,
      columns: await schemaOf(connection, path, shown)
    };
  }
  const json = /\.json$/i.test(label);
  const source = json ? join(temp, `json-${id}.csv`) : path;
  if (json) recordsToCsv(path, shown, source, records);
  const text = await asUtf8(source, shown, join(temp, `utf8-${id}.csv`));
  const names = await headerOf(text.path, shown, {delimiter, gzip: text.gzip});
  const columns = names.map((name) => ({name, type: "VARCHAR"}));
  return {...common, path: text.path, kind: "csv", text, columns};
}

async function schemaOf(
  connection: DuckDBConnection,
  path: string,
  label: string
): Promise<{name: string; type: string}[]> {
  try {
    const described = await rowsOf(connection, `DESCRIBE SELECT * FROM read_parquet(${literal(path)})`);
    return described.map((r) => ({name: String(r[0]), type: String(r[1])}));
  } catch (error) {
    const cause = messageOf(error).split("\n")[0] ?? "";
    throw new FatalError(`${label} is not a whole Parquet file; is it cut off? (${plain(cause, 160)})`);
  }
}
