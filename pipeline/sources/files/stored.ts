import type {DuckDBConnection} from "@duckdb/node-api";
import type {Table} from "../../schema.js";
import type {TextFile} from "./encoding.js";
import type {Irregular} from "./text-file.js";

/** A file of the folder as it is read. */
export interface SourceFile {
  readonly id: number;
  /** Path relative to the folder, as people know it. */
  readonly label: string;
  /** What the database reads. */
  readonly path: string;
  readonly kind: "csv" | "parquet";
  readonly text: TextFile | undefined;
  readonly delimiter: string;
  /** Column names and types; text files are all VARCHAR. */
  readonly columns: readonly {readonly name: string; readonly type: string}[];
  readonly bytes: number;
  /** Rows carry their own line numbers (a tidied copy). */
  exact: boolean;
  irregular: Irregular[];
}

/** Name of the database table in which a canonical table is gathered. */
export const gatheredName = (table: Table): string => `t_${table.name}`;

/** Columns beside the schema's: the file, the row's place in it, what is wrong with it. */
export const bookkeeping =
  '_file INTEGER, _ord BIGINT, _defect STRUCT("column" VARCHAR, "value" VARCHAR, reason VARCHAR)';

/** Creates the table in which rows of `table` are gathered. */
export async function createGathered(connection: DuckDBConnection, table: Table): Promise<void> {
  const columns = table.columns.map((c) => `"${c.name}" ${c.type}`).join(", ");
  await connection.run(`CREATE TABLE IF NOT EXISTS ${gatheredName(table)} (${columns}, ${bookkeeping})`);
}
