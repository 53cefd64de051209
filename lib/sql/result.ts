/** What a column holds, as far as reading, aligning and charting go. */
export type ColumnKind =
  | "number"
  | "exact"
  | "boolean"
  | "date"
  | "time"
  | "timestamp"
  | "text"
  | "binary"
  | "nested";

/** One column of an answer, read by row. Null is SQL's NULL and nothing else. */
export interface ResultColumn {
  readonly name: string;
  /** SQL type as the engine names it: `DECIMAL(18,4)`, `HUGEINT`, `DATE` … */
  readonly type: string;
  readonly kind: ColumnKind;
  /** The exact value as text: decimals with their scale, integers in full, ISO dates, nested values as JSON. */
  readonly text: (row: number) => string | null;
  /** The value for charts and tables: numbers as numbers (rounded to double), dates as UTC Dates. */
  readonly value: (row: number) => number | boolean | string | Date | null;
}

/** An answer by columns. `more` when the query has rows beyond those held. */
export interface Result {
  readonly columns: readonly ResultColumn[];
  readonly rows: number;
  readonly more: boolean;
}

/** Kinds that are aligned and compared as quantities. */
export const isNumeric = (kind: ColumnKind): boolean => kind === "number" || kind === "exact";

/** A row as a plain object; a later column of the same name wins. */
export const rowObject = (
  {columns}: Result,
  row: number
): Record<string, ReturnType<ResultColumn["value"]>> =>
  Object.fromEntries(columns.map((c) => [c.name, c.value(row)]));
