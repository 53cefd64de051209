import {createHash} from "node:crypto";
import {mkdirSync, statSync} from "node:fs";
import {join} from "node:path";
import type {Table} from "../schema.js";
import type {FileRecord, TableRecord} from "./manifest.js";
import {PARQUET} from "./parquet.js";
import {digestOf} from "./stage.js";
import type {Warehouse} from "./warehouse.js";

/**
 * Writes the answer of a query as a table of the warehouse, sorted by its key, one file or one a year, and records it
 * in the manifest. For a dataset that nobody reads yet: the files are written in place. Keys must be unique already.
 */
export async function writeQuery(
  warehouse: Warehouse,
  table: Table,
  sql: string,
  producer: string
): Promise<TableRecord> {
  const {connection, folder} = warehouse;
  const {name, key, partition} = table;
  const order = key.map((k) => `"${k}"`).join(", ");
  const files: FileRecord[] = [];
  const copy = async (where: string, file: string): Promise<void> => {
    const path = join(folder, file);
    await connection.run(
      `COPY (SELECT * FROM (${sql}) ${where} ORDER BY ${order}) TO '${path.replaceAll("'", "''")}' (${PARQUET})`
    );
    const {size, mtimeMs} = statSync(path);
    files.push({path: file, bytes: size, mtime: Math.round(mtimeMs), digest: digestOf(path)});
  };
  if (partition) {
    mkdirSync(join(folder, name), {recursive: true});
    const years = await connection.runAndReadAll(
      `SELECT DISTINCT year("${partition}")::INTEGER AS y FROM (${sql}) ORDER BY y`
    );
    for (const [year] of years.getRows()) {
      await copy(`WHERE year("${partition}") = ${Number(year)}`, `${name}/${Number(year)}.parquet`);
    }
  } else await copy("", `${name}.parquet`);
  const record = await describe(warehouse, table, files, producer);
  warehouse.manifest.tables[name] = record;
  warehouse.save();
  return record;
}

async function describe(
  {connection, folder}: Warehouse,
  {known, partition, key, columns}: Table,
  files: readonly FileRecord[],
  producer: string
): Promise<TableRecord> {
  const paths = files.map((f) => `'${join(folder, f.path).replaceAll("'", "''")}'`);
  const source = `read_parquet([${paths.join(", ")}])`;
  const dated = known ?? partition ?? key.find((k) => columns.some((c) => c.name === k && c.type === "DATE"));
  const span = dated ? `min("${dated}")::VARCHAR, max("${dated}")::VARCHAR` : "NULL, NULL";
  const counted = await connection.runAndReadAll(`SELECT count(*), ${span} FROM ${source}`);
  const [rows, from, to] = counted.getRows()[0] ?? [];
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${source}`);
  return {
    rows: Number(rows),
    bytes: files.reduce((sum, f) => sum + f.bytes, 0),
    digest: createHash("sha256")
      .update(files.map((f) => f.digest).join())
      .digest("hex"),
    columns: described.getRows().map((r) => String(r[0])),
    from: typeof from === "string" ? from : null,
    to: typeof to === "string" ? to : null,
    producer,
    files: [...files]
  };
}
