import {type Meaning, readMeaning} from "../../lib/sql/meaning.js";
import type {Database} from "../database.js";

export interface SchemaColumn extends Meaning {
  readonly name: string;
  readonly type: string;
}

export interface SchemaTable extends Meaning {
  readonly name: string;
  readonly layer: string;
  readonly rows: number;
  /** From here on only month ends are held, from `dailyFrom` every day; null where the table is whole. */
  readonly monthlyFrom: string | null;
  readonly dailyFrom: string | null;
  readonly columns: readonly SchemaColumn[];
}

export interface Schema {
  readonly tables: readonly SchemaTable[];
  readonly functions: readonly string[];
}

const COLUMNS = `SELECT c.table_name, t.comment, coalesce(s.layer, 'about'), coalesce(s.rows, t.estimated_size),
  s.monthly_from, s.daily_from, c.column_name, c.data_type, c.comment
FROM duckdb_columns() c
JOIN duckdb_tables() t ON t.database_name = c.database_name AND t.table_name = c.table_name
LEFT JOIN yanbao.site_table s ON s."table" = c.table_name
WHERE c.database_name = 'yanbao'
ORDER BY c.table_name, c.column_index`;

const FUNCTIONS = `SELECT DISTINCT function_name FROM duckdb_functions()
WHERE regexp_full_match(function_name, '[a-z][a-z0-9_]*') AND NOT starts_with(function_name, 'pragma')
  AND NOT starts_with(function_name, 'duckdb_') ORDER BY 1`;

/** The database's tables with their meanings, and the engine's functions, as the database itself tells them. */
export async function readSchema(database: Database): Promise<Schema> {
  const {columns, rows} = (await database.query(COLUMNS)).result;
  const text = (column: number, row: number): string | null => columns[column]?.text(row) ?? null;
  const tables = new Map<string, SchemaTable & {columns: SchemaColumn[]}>();
  for (let row = 0; row < rows; row++) {
    const name = text(0, row) ?? "";
    const table = tables.get(name) ?? {
      name,
      ...readMeaning(text(1, row)),
      layer: text(2, row) ?? "about",
      rows: Number(text(3, row)),
      monthlyFrom: text(4, row),
      dailyFrom: text(5, row),
      columns: []
    };
    table.columns.push({name: text(6, row) ?? "", type: text(7, row) ?? "", ...readMeaning(text(8, row))});
    tables.set(name, table);
  }
  const functions = (await database.query(FUNCTIONS)).result;
  return {
    tables: [...tables.values()],
    functions: Array.from({length: functions.rows}, (_, i) => functions.columns[0]?.text(i) ?? "")
  };
}
