/** Columns by name, equally long. */
export type CsvColumns = Readonly<Record<string, ArrayLike<unknown>>>;

/**
 * Columns as CSV (RFC 4180, CRLF). Text that a spreadsheet would run as a formula
 * (`= + - @`, tab or carriage return first) is written after an apostrophe; numbers are untouched;
 * null, undefined and NaN are empty; dates are ISO. Throws when the columns differ in length.
 */
export function csv(columns: CsvColumns): string {
  const names = Object.keys(columns);
  const rows = rowsOf(columns);
  const lines = [names.map((n) => quote(guard(n))).join(",")];
  for (let i = 0; i < rows; i++) lines.push(names.map((n) => field(columns[n]?.[i])).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

/** Number of rows of the columns; throws when they differ. */
export function rowsOf(columns: CsvColumns): number {
  let rows = -1;
  for (const [name, values] of Object.entries(columns)) {
    if (rows < 0) rows = values.length;
    else if (values.length !== rows)
      throw new Error(`column ${name} has ${values.length} rows, expected ${rows}`);
  }
  return Math.max(rows, 0);
}

/** Text that no spreadsheet takes for a formula. */
export const guard = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** A value as the text of a cell: dates as ISO, missing as empty, objects as JSON. */
export function plain(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isNaN(value) ? "" : String(value);
  if (value instanceof Date) return Number.isNaN(+value) ? "" : isoOf(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function field(value: unknown): string {
  const text = plain(value);
  return quote(typeof value === "string" || typeof value === "object" ? guard(text) : text);
}

const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const isoOf = (date: Date): string => date.toISOString().replace(/T00:00:00\.000Z$/, "");
