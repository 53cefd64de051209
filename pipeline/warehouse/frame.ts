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
  const fields = described.getRows().map((r, k) => fieldOf(k, String(r[0]), String(r[1])));
  await connection.run(`CREATE OR REPLACE TEMP TABLE frame_answer AS ${sql}`);
  const texts = fields.filter((f) => f.kind === "text");
  try {
    const rows = await countOf(connection);
    for (const field of texts) {
      await connection.run(
        `CREATE TEMP TYPE ${field.words} AS ENUM (SELECT DISTINCT ${quote(field.name)}::VARCHAR AS v FROM frame_answer WHERE v IS NOT NULL ORDER BY v)`
      );
    }
    const targets = fields.map(({kind}) => arrayOf(kind, rows));
    const list = fields.map((f) => f.expression).join(", ");
    await fill(connection, `SELECT ${list} FROM frame_answer`, {targets, names: fields.map((f) => f.name)});
    const columns = new Map<string, FrameColumn>();
    for (const [k, {name, kind, words}] of fields.entries()) {
      const values = targets[k];
      if (kind === "text" && values instanceof Int32Array)
        columns.set(name, {kind, values: {codes: values, values: await wordsOf(connection, words)}});
      else columns.set(name, {kind, values} as FrameColumn);
    }
    return new Frame(rows, columns);
  } finally {
    await connection.run("DROP TABLE IF EXISTS frame_answer");
    for (const {words} of texts) await connection.run(`DROP TYPE IF EXISTS ${words}`);
  }
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

interface Field {
  readonly name: string;
  readonly kind: Accessor;
  /** What is read: never null, of the storage of the kind. */
  readonly expression: string;
  /** Enumeration of a text's distinct values, in sorted order. */
  readonly words: string;
}

function fieldOf(place: number, name: string, type: string): Field {
  const q = quote(name);
  const words = `frame_words_${place}`;
  const field = (kind: Accessor, expression: string): Field => ({name, kind, expression, words});
  if (type === "DATE") return field("day", `coalesce(${q} - DATE '1970-01-01', ${NULL_DAY})::INTEGER`);
  if (type === "TIME") return field("day", `coalesce(epoch(${q}), ${NULL_DAY})::INTEGER`);
  if (type === "BOOLEAN") return field("flag", `coalesce(${q}::UTINYINT, ${NULL_FLAG})`);
  if (/^(VARCHAR|ENUM)/.test(type))
    return field("text", `coalesce(enum_code(${q}::VARCHAR::${words})::INTEGER, -1)`);
  if (/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL)/.test(type))
    return field("number", `coalesce(${q}::DOUBLE, 'nan'::DOUBLE)`);
  throw new Error(`column "${name}" has type ${type}, which frames do not read; cast it in the query`);
}

type Storage = Float64Array | Int32Array | Uint8Array;

const arrayOf = (kind: Accessor, rows: number): Storage =>
  kind === "number" ? new Float64Array(rows) : kind === "flag" ? new Uint8Array(rows) : new Int32Array(rows);

async function wordsOf(connection: DuckDBConnection, words: string): Promise<string[]> {
  const answer = await connection.runAndReadAll(`SELECT unnest(enum_range(NULL::${words}))::VARCHAR`);
  return answer.getRows().map((r) => String(r[0]));
}

async function countOf(connection: DuckDBConnection): Promise<number> {
  const counted = await connection.runAndReadAll("SELECT count(*)::INTEGER FROM frame_answer");
  return Number(counted.getRows()[0]?.[0] ?? 0);
}

async function fill(
  connection: DuckDBConnection,
  sql: string,
  {targets, names}: {readonly targets: readonly Storage[]; readonly names: readonly string[]}
): Promise<void> {
  const result = await connection.stream(sql);
  let at = 0;
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    for (let k = 0; k < targets.length; k++)
      targets[k]?.set(itemsOf(chunk.getColumnVector(k), names[k] ?? ""), at);
    at += chunk.rowCount;
  }
}

/** The vector's own storage: reading it whole is some twenty times faster than item by item. */
function itemsOf(vector: DuckDBVector, name: string): Storage {
  const items: unknown = Reflect.get(vector, "items");
  const {typeId} = vector.type;
  if (typeId === DuckDBTypeId.DOUBLE && items instanceof Float64Array) return items;
  if (typeId === DuckDBTypeId.INTEGER && items instanceof Int32Array) return items;
  if (typeId === DuckDBTypeId.UTINYINT && items instanceof Uint8Array) return items;
  throw new Error(`column "${name}": the database driver's storage of ${vector.type} has changed`);
}
