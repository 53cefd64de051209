/** A value that can be written into a statement. */
export type Literal = string | number | bigint | boolean | Date | null | undefined | readonly Literal[];

/** A name as a quoted SQL identifier. Throws on a NUL character, which the parser would cut at. */
export const quoteIdentifier = (name: string): string =>
  `"${whole(name, "identifier").replaceAll('"', '""')}"`;

/** Text as a SQL string literal. Throws on a NUL character, which the parser would cut at. */
export const quoteText = (text: string): string => `'${whole(text, "text").replaceAll("'", "''")}'`;

/** A name as it can be typed: bare where it is a plain lower-case word that is not reserved, else quoted. */
export const identifier = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) && !RESERVED.has(name) ? name : quoteIdentifier(name);

/**
 * A JavaScript value as a SQL literal: a Date at midnight UTC is a DATE, any other a TIMESTAMP; missing is NULL;
 * an array is a list. Throws on an invalid Date and on what has no literal.
 */
export function literal(value: Literal): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "string") return quoteText(value);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "bigint") return `${value}`;
  if (typeof value === "number") return numberLiteral(value);
  if (value instanceof Date) return dateLiteral(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  throw new TypeError(`value: ${Object.prototype.toString.call(value)} cannot be written into a statement`);
}

function numberLiteral(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? "-0.0::DOUBLE" : numberText(value);
  return `'${Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf"}'::DOUBLE`;
}

/** Whole numbers stay integers; fractions are doubles, not decimals, so that they keep their value. */
const numberText = (value: number): string =>
  Number.isSafeInteger(value) ? `${value}` : `'${value}'::DOUBLE`;

function dateLiteral(value: Date): string {
  if (Number.isNaN(value.getTime()))
    throw new TypeError("value: an invalid Date cannot be written into a statement");
  const iso = value.toISOString();
  const [day = "", rest = ""] = iso.split("T");
  return rest === "00:00:00.000Z" ? `DATE '${day}'` : `TIMESTAMP '${day} ${rest.slice(0, -1)}'`;
}

function whole(text: string, what: string): string {
  if (text.includes("\0")) throw new TypeError(`${what}: a NUL character cannot be written into a statement`);
  return text;
}

/** DuckDB's reserved keywords (`duckdb_keywords()`, category reserved, 1.4). */
const RESERVED = new Set(
  (
    "all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create " +
    "default deferrable desc describe distinct do else end except false fetch for foreign from group having in " +
    "initially intersect into lambda lateral leading limit not null offset on only or order pivot pivot_longer " +
    "pivot_wider placing primary qualify references returning select show some summarize symmetric table then to " +
    "trailing true union unique unpivot using variadic when where window with"
  ).split(" ")
);
