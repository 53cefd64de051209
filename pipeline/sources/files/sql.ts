import type {DuckDBConnection, DuckDBValue} from "@duckdb/node-api";

/** An SQL identifier, quoted. */
export const name = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** An SQL string literal, quoted. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Rows of a query. */
export async function rowsOf(connection: DuckDBConnection, sql: string): Promise<DuckDBValue[][]> {
  return (await connection.runAndReadAll(sql)).getRows();
}

/** First row of a query as numbers; null is 0. */
export async function numbersOf(connection: DuckDBConnection, sql: string): Promise<number[]> {
  const [first = []] = await rowsOf(connection, sql);
  return first.map((v) => Number(v ?? 0));
}
