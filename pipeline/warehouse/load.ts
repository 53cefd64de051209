import {
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  ENUM,
  INTEGER,
  UTINYINT,
  VARCHAR
} from "@duckdb/node-api";
import type {ColumnType, Table, Column as TableColumn} from "../schema.js";
import {type Column, type Columns, isDictionary, NULL_DAY, NULL_FLAG, rowsOf} from "./columns.js";

const CHUNK = 2048;

/** The word that stands for null in a staged dictionary. */
const NO_WORD = "\u0001";

type Source =
  | {readonly kind: "strings"; readonly values: readonly (string | null)[]}
  | {
      readonly kind: "items";
      readonly values: Float64Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;
    };

interface Staged {
  readonly name: string;
  readonly stageType: DuckDBType;
  readonly source: Source;
  /** SQL that turns the staged value into the schema's type. */
  readonly expression: string;
}

/**
 * Appends columns to table `target` of an open database, creating it on first use with the schema's types.
 * Numbers are copied by column, a chunk at a time; only undictionaried strings are set one by one.
 */
export async function loadColumns(
  connection: DuckDBConnection,
  table: Table,
  columns: Columns,
  target: string
): Promise<number> {
  const staged = stagedColumns(table, columns);
  const rows = rowsOf(columns[staged[0]?.name ?? ""] ?? []);
  const stage = `${target}_stage`;
  const types = staged.map((s, i) => `c${i} ${s.stageType.toString()}`).join(", ");
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${stage} (${types})`);
  await appendStaged(connection, stage, staged, rows);
  const select = staged.map((s, i) => `${s.expression.replaceAll("$", `c${i}`)} AS "${s.name}"`).join(", ");
  await connection.run(`CREATE TEMP TABLE IF NOT EXISTS ${target} AS SELECT ${select} FROM ${stage} LIMIT 0`);
  await connection.run(`INSERT INTO ${target} BY NAME SELECT ${select} FROM ${stage}`);
  await connection.run(`DROP TABLE ${stage}`);
  return rows;
}

function stagedColumns(table: Table, columns: Columns): Staged[] {
  const known = new Set(table.columns.map((c) => c.name));
  const stranger = Object.keys(columns).find((name) => !known.has(name));
  if (stranger) {
    throw new Error(`table ${table.name} has no column "${stranger}"; it has ${[...known].join(", ")}`);
  }
  const staged: Staged[] = [];
  let rows: number | undefined;
  for (const column of table.columns) {
    const data = columns[column.name];
    if (data === undefined) {
      if (column.optional) continue;
      throw new Error(`table ${table.name}: column "${column.name}" is missing`);
    }
    rows ??= rowsOf(data);
    if (rowsOf(data) !== rows) {
      throw new Error(
        `table ${table.name}: column "${column.name}" has ${rowsOf(data)} rows, others ${rows}`
      );
    }
    staged.push(stage(table, column, data));
  }
  return staged;
}

function stage(table: Table, column: TableColumn, data: Column): Staged {
  const {name, type} = column;
  const wrong = (): Error =>
    new Error(`table ${table.name}: column "${name}" is ${type}; got ${data.constructor.name}`);
  if (type === "VARCHAR") {
    if (isDictionary(data)) return stageDictionary(name, data.codes, data.values);
    if (!Array.isArray(data)) throw wrong();
    return {name, stageType: VARCHAR, source: {kind: "strings", values: data}, expression: "$"};
  }
  if (isDictionary(data) || Array.isArray(data)) throw wrong();
  if (type === "DATE" || type === "TIME") {
    if (!(data instanceof Int32Array)) throw wrong();
    const value = type === "DATE" ? "DATE '1970-01-01' + $" : "TIME '00:00:00' + to_seconds($)";
    const expression = `CASE WHEN $ = ${NULL_DAY} THEN NULL ELSE ${value} END`;
    return {name, stageType: INTEGER, source: {kind: "items", values: data}, expression};
  }
  if (type === "BOOLEAN") {
    if (!(data instanceof Uint8Array)) throw wrong();
    const expression = `CASE WHEN $ = ${NULL_FLAG} THEN NULL ELSE $ = 1 END`;
    return {name, stageType: UTINYINT, source: {kind: "items", values: data}, expression};
  }
  if (data instanceof Int32Array) {
    return {name, stageType: INTEGER, source: {kind: "items", values: data}, expression: `$::${type}`};
  }
  if (data instanceof Uint8Array) throw wrong();
  const numbers = data instanceof Float64Array ? data : Float64Array.from(data as Float32Array);
  return {name, stageType: DOUBLE, source: {kind: "items", values: numbers}, expression: castNumber(type)};
}

function castNumber(type: ColumnType): string {
  return `CASE WHEN isnan($) THEN NULL ELSE $${type === "DOUBLE" ? "" : `::${type}`} END`;
}

/** A dictionary is staged as an enum: codes are copied whole, the words once. Code −1 becomes an extra word. */
function stageDictionary(name: string, codes: Int32Array, values: readonly string[]): Staged {
  const size = values.length;
  if (new Set(values).size !== size) throw new Error(`column "${name}": its dictionary repeats a word`);
  const stageType = ENUM([...values, NO_WORD]);
  const Store = size < 256 ? Uint8Array : size < 65536 ? Uint16Array : Uint32Array;
  const items = new Store(codes.length);
  for (let i = 0; i < codes.length; i++) {
    const c = codes[i] ?? -1;
    if (c >= size) throw new Error(`column "${name}": code ${c} is outside its dictionary of ${size}`);
    items[i] = c < 0 ? size : c;
  }
  return {
    name,
    stageType,
    source: {kind: "items", values: items},
    expression: `nullif($::VARCHAR, '${NO_WORD}')`
  };
}

async function appendStaged(
  connection: DuckDBConnection,
  stageName: string,
  staged: readonly Staged[],
  rows: number
): Promise<void> {
  const appender = await connection.createAppender(stageName);
  const chunk = DuckDBDataChunk.create(staged.map((s) => s.stageType));
  for (let start = 0; start < rows; start += CHUNK) {
    const count = Math.min(CHUNK, rows - start);
    if (chunk.rowCount !== count) chunk.rowCount = count;
    staged.forEach(({source, name}, i) => {
      if (source.kind === "strings") {
        chunk.setColumnValues(i, source.values.slice(start, start + count));
        return;
      }
      const vector = chunk.getColumnVector(i);
      const items: unknown = Reflect.get(vector, "items");
      if (!ArrayBuffer.isView(items) || !("set" in items)) {
        throw new Error(`column "${name}": the database driver's storage of ${vector.type} has changed`);
      }
      (items as Float64Array).set(source.values.subarray(start, start + count));
      vector.flush();
    });
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
