import type {Frame} from "./frame.js";

/** Whatever answers SQL over the declared tables: a model's context or a warehouse. */
export interface Source {
  query(sql: string): Promise<Frame>;
}

/** A source that also says which tables it has. */
export interface ListedSource extends Source {
  has(table: string): boolean;
}

/** Names of a table's columns: optional ones may be absent. */
export async function columnsOf(source: Source, table: string): Promise<Set<string>> {
  const named = await source.query(`SELECT column_name AS name FROM (DESCRIBE ${table})`);
  return new Set(named.strings("name").map(String));
}
