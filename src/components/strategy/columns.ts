/** Columns as a page's data hold them: null where missing. */
export type JsonColumns = Readonly<Record<string, readonly (string | number | null)[]>>;

/** A column of numbers, NaN where missing; empty where there is none of that name. */
export const numbers = (columns: JsonColumns, name: string): Float64Array =>
  Float64Array.from(columns[name] ?? [], (v) => (v === null ? Number.NaN : Number(v)));

/** A column of text, empty where missing. */
export const texts = (columns: JsonColumns, name: string): string[] =>
  (columns[name] ?? []).map((v) => (v === null ? "" : String(v)));

/** The rows for which a condition holds, all columns. */
export function rowsWhere(columns: JsonColumns, keep: (row: number) => boolean): JsonColumns {
  const rows = (Object.values(columns)[0] ?? []).flatMap((_, i) => (keep(i) ? [i] : []));
  return Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [name, rows.map((i) => values[i] ?? null)])
  );
}

/** The value of a measure in a table of measures and values; NaN where it is not there. */
export function measure(columns: JsonColumns, name: string): number {
  const row = texts(columns, "measure").indexOf(name);
  return numbers(columns, "value")[row] ?? Number.NaN;
}
