/** Text by dictionary: row i reads `values[codes[i]]`; code −1 is null. */
export interface Dictionary {
  readonly codes: Int32Array;
  readonly values: readonly string[];
}

/**
 * One column of a table, by the schema's type:
 * DATE is Int32Array of days since 1970-01-01 (`NULL_DAY` is null);
 * TIME is Int32Array of seconds since midnight;
 * DOUBLE, BIGINT and INTEGER are any number array (NaN is null; exact to 2^53);
 * BOOLEAN is Uint8Array of 0 and 1 (255 is null);
 * VARCHAR is strings (null allowed) or a dictionary.
 */
export type Column =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint8Array
  | readonly (string | null)[]
  | Dictionary;

export type Columns = Readonly<Record<string, Column>>;

export const NULL_DAY = -2147483648;
export const NULL_FLAG = 255;

export const isDictionary = (column: Column): column is Dictionary => "codes" in column;

/** Number of rows of a column. */
export const rowsOf = (column: Column): number =>
  isDictionary(column) ? column.codes.length : column.length;

/** Days since 1970-01-01 of an ISO date (`2024-02-23`). */
export function dayOf(iso: string): number {
  const ms = Date.parse(`${iso}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso) || Number.isNaN(ms)) {
    throw new Error(`not an ISO date (YYYY-MM-DD): "${iso}"`);
  }
  return ms / 86_400_000;
}

/** ISO date of a day number. */
export const isoOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** Dictionary of a string column, values in sorted order. */
export function dictionaryOf(strings: readonly (string | null)[]): Dictionary {
  const values = [...new Set(strings.filter((s): s is string => s !== null))].sort();
  const code = new Map(values.map((v, i) => [v, i]));
  const codes = new Int32Array(strings.length);
  for (let i = 0; i < codes.length; i++) {
    const s = strings[i] as string | null;
    // Neighbours are often alike.
    if (i > 0 && s === strings[i - 1]) codes[i] = codes[i - 1] as number;
    else codes[i] = s === null ? -1 : (code.get(s) ?? -1);
  }
  return {codes, values};
}
