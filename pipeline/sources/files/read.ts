import {basename, join} from "node:path";
import type {DuckDBConnection} from "@duckdb/node-api";
import {nearest, type Table} from "../../schema.js";
import {compile, type Gathered, type Scope, type Source} from "./expression.js";
import {FatalError, messageOf, plain} from "./fatal.js";
import type {ColumnRule, TableRule} from "./mapping.js";
import {literal, name} from "./sql.js";
import {createGathered, gatheredName, type SourceFile} from "./stored.js";
import {tidy} from "./text-file.js";

export interface ReadOptions {
  readonly temp: string;
  readonly lookup: Scope["lookup"];
  readonly notice: (text: string) => void;
}

/** What the files gave beyond the rows. */
export interface ReadResult {
  /** Schema columns that some file supplied. */
  readonly provided: Set<string>;
  readonly rolled: Set<string>;
}

/** Reads files of one table (all by one rule, or all canonical) into its gathering table. */
export async function readTable(
  connection: DuckDBConnection,
  table: Table,
  rule: TableRule | undefined,
  files: readonly SourceFile[],
  options: ReadOptions
): Promise<ReadResult> {
  await createGathered(connection, table);
  const result: ReadResult = {provided: new Set(), rolled: new Set()};
  const stages: {stage: string; plan: Plan}[] = [];
  for (const batch of batchesOf(files)) {
    const plan = planOf(table, rule, batch, options);
    for (const c of plan.provided) result.provided.add(c);
    for (const c of plan.rolled) result.rolled.add(c);
    const stage = plan.inner.length > 0 ? `stage_${table.name}_${stages.length}` : undefined;
    const same = stages.find((s) => s.plan.signature === plan.signature);
    const into = stage === undefined ? gatheredName(table) : (same?.stage ?? stage);
    if (stage !== undefined && !same) {
      stages.push({stage, plan});
      await connection.run(
        `CREATE TABLE ${stage} AS SELECT *, ${plan.inner.map((i) => `NULL::DOUBLE AS ${i}`).join(", ")} FROM ${gatheredName(table)} LIMIT 0`
      );
    }
    await insertBatch(connection, batch, plan, into, options);
  }
  for (const {stage, plan} of stages) {
    await connection.run(`INSERT INTO ${gatheredName(table)} BY NAME ${plan.afterwards(stage)}`);
    await connection.run(`DROP TABLE ${stage}`);
  }
  return result;
}

/** Files that can be read in one statement: same columns; small text files together, large ones alone. */
export function batchesOf(files: readonly SourceFile[]): SourceFile[][] {
  const batches: {key: string; bytes: number; files: SourceFile[]}[] = [];
  for (const file of files) {
    const key = `${file.kind} ${file.delimiter} ${JSON.stringify(file.columns)}`;
    const weight = file.text?.gzip ? file.bytes * 6 : file.bytes;
    const open = batches.findLast((b) => b.key === key);
    if (open && open.files.length < 400 && open.bytes + weight <= 32e6) {
      open.files.push(file);
      open.bytes += weight;
    } else batches.push({key, bytes: weight, files: [file]});
  }
  return batches.map((b) => b.files);
}

interface Plan {
  readonly provided: readonly string[];
  readonly rolled: ReadonlySet<string>;
  readonly inner: readonly string[];
  /** Equal for plans whose staged rows may be finished together. */
  readonly signature: string;
  /** SQL of the finished rows from a source with `_ord`, `_file`, `$file` and the columns. */
  readonly rows: (source: string) => string;
  readonly afterwards: (stage: string) => string;
}

const columnSql = (file: SourceFile, index: number): string =>
  file.kind === "csv" ? `c${index}` : name(file.columns[index]?.name ?? "");

function planOf(
  table: Table,
  rule: TableRule | undefined,
  [file]: readonly SourceFile[],
  {lookup, notice}: ReadOptions
): Plan {
  if (!file) throw new Error("planOf: an empty batch");
  const label = plain(file.label);
  const source: Map<string, {sql: string; type: string}> = new Map(
    file.columns.map(({name: n, type}, i) => [n, {sql: `s.${columnSql(file, i)}`, type}])
  );
  source.set("$file", {sql: 's."$file"', type: "VARCHAR"});
  const long = rule?.unpivot ? unpivot(rule.unpivot, file, source, label) : "";
  const gathered: Gathered = {defects: [], inner: new Map(), joins: [], rolled: new Set()};
  const others = table.key.filter((k) => k !== "date").map((k) => `"${k}"`);
  const partition = others.length > 0 ? `PARTITION BY ${others.join(", ")}` : "";
  const dated = table.key.includes("date") ? 'ORDER BY "date"' : "";
  const window = `${partition} ${dated}`;
  const scope: Scope = {source, label, gathered, lookup, window};
  const rules: Record<string, ColumnRule> = rule?.columns ?? identity(table, file, notice);
  const row: string[] = [];
  const outer: string[] = [];
  const provided: string[] = [];
  const sources = new Map<string, string[]>();
  for (const column of table.columns) {
    const own = rules[column.name];
    const before = gathered.defects.length;
    const compiled = own === undefined ? undefined : compile(own, column, scope);
    sources.set(
      column.name,
      gathered.defects.slice(before).map((d) => d.column)
    );
    if (!compiled) continue;
    const stated = typeof own === "object" && "missing" in own && !("from" in own);
    if (stated) notice(`${table.name}.${column.name} is left missing: ${String(own.missing)}`);
    provided.push(column.name);
    (compiled.outer ? outer : row).push(`${compiled.sql} AS "${column.name}"`);
  }
  const inner = [...gathered.inner];
  const columns = [
    ...row,
    ...inner.map(([n, sql]) => `${sql} AS ${n}`),
    "s._file AS _file",
    "s._ord AS _ord",
    `${defectSql(gathered)} AS _defect`
  ];
  const tests = [
    ...testsOf(rule?.keep ?? {}, source, label, ""),
    ...testsOf(rule?.drop ?? {}, source, label, "NOT ")
  ];
  const where = tests.length > 0 ? `WHERE ${tests.join(" AND ")}` : "";
  const droppable = (rule?.dropMissing ?? []).map((c) => {
    const own = sources.get(c) ?? [];
    const unfit = own.length > 0 ? `_defect."column" IN (${own.map(literal).join(", ")})` : "false";
    return `("${c}" IS NULL AND NOT coalesce(${unfit}, false))`;
  });
  const kept = droppable.length > 0 ? `WHERE NOT (${droppable.join(" OR ")})` : "";
  const rowNames = row.map((r) => r.slice(r.lastIndexOf(" AS ") + 4));
  const grouped = [...rowNames, ...inner.map(([n]) => n), "_file", "_defect"].join(", ");
  const select = rule?.distinct ? `${grouped}, min(_ord) AS _ord` : "*";
  const group = rule?.distinct ? `GROUP BY ${grouped}` : "";
  const lagged = inner.map(([n]) => `lag(${n}) OVER w AS lag_${n}`).join(", ");
  return {
    provided,
    rolled: gathered.rolled,
    inner: inner.map(([n]) => n),
    signature: [...outer, ...inner.map(([n]) => n)].join("|"),
    rows: (from) =>
      `SELECT ${select} FROM (SELECT ${columns.join(", ")} FROM ${long ? `(${long.replace("$SOURCE", from)})` : from} s ${gathered.joins.join(" ")} ${where}) ${kept} ${group}`,
    afterwards: (stage) =>
      `SELECT * EXCLUDE (${inner.map(([n]) => `${n}, lag_${n}`).join(", ")}) REPLACE (${outer.map((o) => o).join(", ")}) FROM (SELECT *, ${lagged} FROM ${stage} WINDOW w AS (${window})) WINDOW w AS (${window})`
  };
}

function defectSql({defects}: Gathered): string {
  const type = 'STRUCT("column" VARCHAR, "value" VARCHAR, reason VARCHAR)';
  const cases = defects.map(
    ({when, column, value, reason}) =>
      `WHEN ${when} THEN {'column': ${literal(column)}, 'value': left(${value}::VARCHAR, 200), 'reason': ${literal(reason)}}`
  );
  return cases.length === 0 ? `NULL::${type}` : `CASE ${cases.join(" ")} END`;
}

/** Canonical files: each column as it is named; strangers are told, absent required ones are fatal in `compile`. */
function identity(
  table: Table,
  file: SourceFile,
  notice: (text: string) => void
): Record<string, ColumnRule> {
  const known = table.columns.map((c) => c.name);
  for (const {name: n} of file.columns.filter((c) => c.name !== "" && !known.includes(c.name))) {
    notice(`${table.name} has no column "${plain(n, 60)}": left out (the nearest is "${nearest(n, known)}")`);
  }
  return Object.fromEntries(table.columns.map((c) => [c.name, c.name]));
}

function unpivot(
  {keep, ignore}: {keep: readonly string[]; ignore: readonly string[]},
  file: SourceFile,
  source: Map<string, {sql: string; type: string}>,
  label: string
): string {
  const absent = keep.find((k) => !source.has(k));
  if (absent) throw new FatalError(`${label} has no column "${plain(absent)}" (kept by unpivot)`);
  const ignored = (n: string): boolean =>
    ignore.some((p) => (p.startsWith("*") ? n.endsWith(p.slice(1)) : n === p));
  const list = file.columns.map((c, i) => ({...c, sql: columnSql(file, i)}));
  const wide = list.filter((c) => !keep.includes(c.name) && !ignored(c.name) && c.name !== "");
  const kept = list.filter((c) => keep.includes(c.name)).map((c) => c.sql);
  for (const c of wide) source.delete(c.name);
  source.set("$name", {sql: 's."$name"', type: "VARCHAR"});
  source.set("$value", {sql: 's."$value"', type: "VARCHAR"});
  const names = wide.map((c) => literal(c.name)).join(", ");
  const values = wide.map((c) => `${c.sql}::VARCHAR`).join(", ");
  return `SELECT _ord, _file, "$file", ${kept.join(", ")}, unnest([${names}]) AS "$name", unnest([${values}]) AS "$value" FROM $SOURCE`;
}

function testsOf(
  rules: Readonly<Record<string, readonly string[]>>,
  source: Source,
  label: string,
  not: string
): string[] {
  return Object.entries(rules).map(([column, list]) => {
    const found = source.get(column);
    if (!found) throw new FatalError(`${label} has no column "${plain(column)}" (to choose rows by)`);
    return `${not}coalesce(trim(${found.sql}::VARCHAR), '') IN (${list.map(literal).join(", ")})`;
  });
}

async function insertBatch(
  connection: DuckDBConnection,
  batch: readonly SourceFile[],
  plan: Plan,
  into: string,
  {temp}: ReadOptions
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
