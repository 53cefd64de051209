import type {DuckDBConnection} from "@duckdb/node-api";
import {quoteIdentifier, quoteText} from "../lib/sql/quote.js";
import type {Column, Table} from "./schema/types.js";
import type {Window} from "./site-window.js";

export interface SiteTable {
  readonly table: string;
  readonly rows: number;
  readonly rowsInWarehouse: number;
  /** Which days are held; undefined where the table is whole. */
  readonly window?: Window;
}

const meaning = ({zh, en, unit}: {zh: string; en: string; unit?: string}): string =>
  `${zh} · ${en}${unit === undefined ? "" : ` [${unit}]`}`;

type Described = Pick<Table, "name" | "zh" | "en">;

/** Writes a table's and its columns' meanings into the database. */
export async function comment(
  connection: DuckDBConnection,
  table: Described,
  columns: readonly Column[]
): Promise<void> {
  const name = quoteIdentifier(table.name);
  await connection.run(`COMMENT ON TABLE ${name} IS ${quoteText(meaning(table))}`);
  for (const column of columns) {
    const text = quoteText(meaning(column));
    await connection.run(`COMMENT ON COLUMN ${name}.${quoteIdentifier(column.name)} IS ${text}`);
  }
}

const contents: Described = {
  name: "site_table",
  zh: "本库各表：层次、行数、所存范围",
  en: "Tables of this database: layer, rows, what part is held"
};
const contentsColumns: readonly Column[] = [
  {name: "table", type: "VARCHAR", zh: "表名", en: "Table"},
  {
    name: "layer",
    type: "VARCHAR",
    zh: "层次（raw、published、truth、derived）",
    en: "Layer (raw, published, truth, derived)"
  },
  {name: "rows", type: "BIGINT", zh: "本库行数", en: "Rows held"},
  {name: "rows_in_warehouse", type: "BIGINT", zh: "数据仓库行数", en: "Rows in the warehouse"},
  {
    name: "monthly_from",
    type: "DATE",
    zh: "自此日起存月末（空：整表）",
    en: "Month ends are held from here (null: whole table)"
  },
  {
    name: "daily_from",
    type: "DATE",
    zh: "自此日起逐日保存（空：整表）",
    en: "Every day is held from here (null: whole table)"
  },
  {name: "key", type: "VARCHAR", zh: "主键（亦为行序）", en: "Key, and order of the rows"},
  {name: "method", type: "VARCHAR", zh: "方法编号", en: "Method"}
];

/** Writes `site_table`: which tables the database holds, and what part of each. */
export async function writeContents(
  connection: DuckDBConnection,
  tables: readonly Table[],
  held: readonly SiteTable[]
): Promise<void> {
  const optional = (text: string | undefined): string => (text === undefined ? "NULL" : quoteText(text));
  const columns = contentsColumns.map((c) => `${quoteIdentifier(c.name)} ${c.type}`).join(", ");
  await connection.run(`CREATE TABLE site_table (${columns})`);
  for (const [i, {table, rows, rowsInWarehouse, window}] of held.entries()) {
    const {layer, key, method} = tables[i] ?? {};
    const days = `${optional(window?.monthlyFrom)}, ${optional(window?.dailyFrom)}`;
    const row = `${quoteText(table)}, ${optional(layer)}, ${rows}, ${rowsInWarehouse}, ${days}`;
    await connection.run(
      `INSERT INTO site_table VALUES (${row}, ${optional(key?.join(", "))}, ${optional(method)})`
    );
  }
  await comment(connection, contents, contentsColumns);
}
