import {type DuckDBConnection, DuckDBTypeId, type DuckDBVector} from "@duckdb/node-api";
import {type Dictionary, NULL_DAY, NULL_FLAG} from "./columns.js";

type FrameColumn =
  | {readonly kind: "number"; readonly values: Float64Array}
  | {readonly kind: "day"; readonly values: Int32Array}
  | {readonly kind: "flag"; readonly values: Uint8Array}
  | {readonly kind: "text"; readonly values: Dictionary};

type Accessor = FrameColumn["kind"];

/**
 * A query's answer as columns. `numbers` holds NaN for null, `days` NULL_DAY, `flags` 255,
 * `text` code −1; text values are in sorted order, so codes compare as the strings do.
 */
export class Frame {
  constructor(
    readonly rows: number,
    private readonly columns: ReadonlyMap<string, FrameColumn>
  ) {}

  get names(): string[] {
    return [...this.columns.keys()];
  }

  /** What a column holds: number, day, flag or text; undefined where there is none of that name. */
  kindOf(name: string): "number" | "day" | "flag" | "text" | undefined {
    return this.columns.get(name)?.kind;
  }

  numbers(name: string): Float64Array {
    return this.column(name, "number").values;
  }

  days(name: string): Int32Array {
    return this.column(name, "day").values;
  }

  flags(name: string): Uint8Array {
    return this.column(name, "flag").values;
  }

  text(name: string): Dictionary {
    return this.column(name, "text").values;
  }

  /** A text column as plain strings. */
  strings(name: string): (string | null)[] {
    const {codes, values} = this.text(name);
    return Array.from(codes, (c) => (c < 0 ? null : (values[c] ?? null)));
  }

  private column<K extends Accessor>(name: string, kind: K): Extract<FrameColumn, {kind: K}> {
    const column = this.columns.get(name);
    if (!column) throw new Error(`no column "${name}"; the answer has ${this.names.join(", ")}`);
    if (column.kind !== kind) throw new Error(`column "${name}" holds ${column.kind}, not ${kind}`);
    return column as Extract<FrameColumn, {kind: K}>;
  }
}

/** Runs one query and collects its answer by columns. Numbers are read as doubles. */
export async function readFrame(connection: DuckDBConnection, sql: string): Promise<Frame> {
  const described = await connection.runAndReadAll(`DESCRIBE ${sql}`);
  const fields = described.getRows().map((r) => ({name: String(r[0]), type: String(r[1])}));
  const casts = fields.map(({name, type}) => castOf(name, type));
  await connection.run(`CREATE OR REPLACE TEMP TABLE frame_answer AS ${sql}`);
  try {
    const columns = new Map<string, FrameColumn>();
    const rows = await countOf(connection);
    for (const {name, kind, expression} of casts) {
      columns.set(name, await readColumn(connection, name, kind, expression, rows));
    }
    return new Frame(rows, columns);
  } finally {
    await connection.run("DROP TABLE IF EXISTS frame_answer");
  }
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function castOf(name: string, type: string): {name: string; kind: Accessor; expression: string} {
  const q = quote(name);
  if (type === "DATE") {
    return {name, kind: "day", expression: `coalesce(${q} - DATE '1970-01-01', ${NULL_DAY})::INTEGER`};
  }
  if (type === "TIME") return {name, kind: "day", expression: `coalesce(epoch(${q}), ${NULL_DAY})::INTEGER`};
  if (type === "BOOLEAN") return {name, kind: "flag", expression: `coalesce(${q}::UTINYINT, ${NULL_FLAG})`};
  if (/^(VARCHAR|ENUM)/.test(type)) return {name, kind: "text", expression: q};
  if (/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL)/.test(type)) {
    return {name, kind: "number", expression: `coalesce(${q}::DOUBLE, 'nan'::DOUBLE)`};
  }
  throw new Error(`column "${name}" has type ${type}, which frames do not read; cast it in the query`);
}

async function countOf(connection: DuckDBConnection): Promise<number> {
  const counted = await connection.runAndReadAll("SELECT count(*)::INTEGER FROM frame_answer");
  return Number(counted.getRows()[0]?.[0] ?? 0);
}

async function readColumn(
  connection: DuckDBConnection,
  name: string,
  kind: Accessor,
  expression: string,
  rows: number
): Promise<FrameColumn> {
  if (kind === "text") return {kind, values: await readText(connection, expression, rows)};
  const sql = `SELECT ${expression} FROM frame_answer`;
  if (kind === "number") {
    return {kind, values: await fill(connection, sql, new Float64Array(rows), name)};
  }
  if (kind === "day") return {kind, values: await fill(connection, sql, new Int32Array(rows), name)};
  return {kind: "flag", values: await fill(connection, sql, new Uint8Array(rows), name)};
}

async function readText(connection: DuckDBConnection, column: string, rows: number): Promise<Dictionary> {
  const distinct = await connection.runAndReadAll(
    `SELECT DISTINCT ${column}::VARCHAR AS v FROM frame_answer WHERE ${column} IS NOT NULL ORDER BY v`
  );
  const values = distinct.getRows().map((r) => String(r[0]));
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE frame_words AS SELECT v, (row_number() OVER (ORDER BY v) - 1)::INTEGER AS c FROM (SELECT DISTINCT ${column}::VARCHAR AS v FROM frame_answer WHERE ${column} IS NOT NULL)`
  );
  const sql = `SELECT coalesce(c, -1) FROM (SELECT ${column}::VARCHAR AS v, rowid AS r FROM frame_answer) LEFT JOIN frame_words USING (v) ORDER BY r`;
  const codes = await fill(connection, sql, new Int32Array(rows), column);
  await connection.run("DROP TABLE frame_words");
  return {codes, values};
}

async function fill<T extends Float64Array | Int32Array | Uint8Array>(
  connection: DuckDBConnection,
  sql: string,
  target: T,
  name: string
): Promise<T> {
  const result = await connection.stream(sql);
  let at = 0;
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    target.set(itemsOf(chunk.getColumnVector(0), name), at);
    at += chunk.rowCount;
  }
  return target;
}

/** The vector's own storage: reading it whole is some twenty times faster than item by item. */
function itemsOf(vector: DuckDBVector, name: string): Float64Array | Int32Array | Uint8Array {
  const items: unknown = Reflect.get(vector, "items");
  const {typeId} = vector.type;
  if (typeId === DuckDBTypeId.DOUBLE && items instanceof Float64Array) return items;
  if (typeId === DuckDBTypeId.INTEGER && items instanceof Int32Array) return items;
  if (typeId === DuckDBTypeId.UTINYINT && items instanceof Uint8Array) return items;
  throw new Error(`column "${name}": the database driver's storage of ${vector.type} has changed`);
}
