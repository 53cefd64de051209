import {basename, join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {FatalError, messageOf, plain} from "./fatal.js";
import type {Plan} from "./plan.js";
import {literal} from "./sql.js";
import type {SourceFile} from "./stored.js";
import {tidy} from "./text-file.js";

/**
 * Inserts a batch's rows by its plan. The database reads sound files; where it finds a line it cannot read, each text
 * file of the batch is tidied first, so that its other lines are read with true line numbers.
 */
export async function insertBatch(
  connection: DuckDBConnection,
  batch: readonly SourceFile[],
  plan: Plan,
  into: string,
  {temp}: {temp: string}
): Promise<void> {
  const insert = (source: string): Promise<unknown> =>
    connection.run(`INSERT INTO ${into} BY NAME ${plan.rows(source)}`);
  const [first] = batch;
  if (first?.kind === "parquet") {
    try {
      await insert(`(${parquetSource(batch)})`);
    } catch (error) {
      throw unreadable(error, batch);
    }
    return;
  }
  try {
    if (batch.length === 1 && first) await insert(`(${csvSource(first)})`);
    else await insertTogether(connection, batch, insert);
  } catch (error) {
    if (!/CSV|unicode|sniffing/i.test(messageOf(error))) throw error;
    for (const file of batch) await insertTidied(file, insert, temp);
  }
}

const stemOf = (file: SourceFile): string =>
  basename(file.label).replace(/\.(csv|parquet|txt|tsv|json)(\.gz)?$/i, "");

function csvCall(files: readonly SourceFile[], lined: boolean): string {
  const [first] = files;
  const columns = (first?.columns ?? []).map((_, i) => `'c${i}': 'VARCHAR'`);
  const all = lined ? ["'line': 'BIGINT'", ...columns] : columns;
  const compression = first?.text?.gzip && !lined ? "gzip" : "none";
  return `read_csv([${files.map((f) => literal(f.path)).join(", ")}], auto_detect = false, header = ${!lined}, delim = ${literal(first?.delimiter ?? ",")}, quote = '"', escape = '"', strict_mode = true, compression = '${compression}', columns = {${all.join(", ")}}${files.length > 1 ? ", filename = true" : ""})`;
}

const csvSource = (file: SourceFile): string =>
  `SELECT *, row_number() OVER () - 1 AS _ord, ${file.id} AS _file, ${literal(stemOf(file))} AS "$file" FROM ${csvCall([file], false)}`;

const fileTable = (files: readonly SourceFile[]): string =>
  `(VALUES ${files.map((f) => `(${literal(f.path)}, ${f.id}, ${literal(stemOf(f))})`).join(", ")}) f(path, id, stem)`;

function parquetSource(files: readonly SourceFile[]): string {
  const paths = files.map((f) => literal(f.path)).join(", ");
  return `SELECT r.* EXCLUDE (filename, file_row_number), r.file_row_number AS _ord, f.id AS _file, f.stem AS "$file" FROM read_parquet([${paths}], filename = true, file_row_number = true) r JOIN ${fileTable(files)} ON r.filename = f.path`;
}

/** Many small files at once: their rows are numbered together, then within each file. */
async function insertTogether(
  connection: DuckDBConnection,
  files: readonly SourceFile[],
  insert: (source: string) => Promise<unknown>
): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE together AS SELECT *, row_number() OVER () AS n FROM ${csvCall(files, false)}`
  );
  await insert(
    `(SELECT r.* EXCLUDE (filename, n), r.n - b.start AS _ord, f.id AS _file, f.stem AS "$file" FROM together r JOIN ${fileTable(files)} ON r.filename = f.path JOIN (SELECT filename, min(n) AS start FROM together GROUP BY filename) b ON r.filename = b.filename)`
  );
  await connection.run("DROP TABLE together");
}

async function insertTidied(
  file: SourceFile,
  insert: (source: string) => Promise<unknown>,
  temp: string
): Promise<void> {
  const {text, delimiter, columns} = file;
  if (!text) return;
  const copy = join(temp, `tidy-${file.id}.csv`);
  const options = {delimiter, gzip: text.gzip, width: columns.length};
  file.irregular = await tidy(text.path, plain(file.label), copy, options);
  file.exact = true;
  const call = csvCall([{...file, path: copy}], true);
  try {
    await insert(
      `(SELECT * EXCLUDE (line), line AS _ord, ${file.id} AS _file, ${literal(stemOf(file))} AS "$file" FROM ${call})`
    );
  } catch (error) {
    throw unreadable(error, [file]);
  }
}

function unreadable(error: unknown, files: readonly SourceFile[]): FatalError {
  const message = messageOf(error);
  const culprit = files.find((f) => message.includes(f.path)) ?? files[0];
  return new FatalError(`${plain(culprit?.label ?? "")} cannot be read (${plain(message, 300)})`);
}
