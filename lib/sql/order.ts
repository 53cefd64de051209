import type {Result, ResultColumn} from "./result.js";

/**
 * The rows of a result ordered by one column, nulls last, equal rows as they were. Quantities, dates and times
 * compare by value (exact integers and decimals also beyond double), text by code point.
 */
export function orderBy(
  {columns, rows}: Pick<Result, "columns" | "rows">,
  column: number,
  direction: "ascending" | "descending"
): Uint32Array {
  const by = columns[column];
  if (by === undefined) throw new RangeError(`column: ${column} is not one of ${columns.length}`);
  const order = Uint32Array.from({length: rows}, (_, i) => i);
  const compare =
    by.kind === "text" || by.kind === "nested" || by.kind === "time" || by.kind === "binary"
      ? compareText(by, rows)
      : compareValues(by, rows);
  const sign = direction === "ascending" ? 1 : -1;
  return order.sort((a, b) => compare(a, b, sign) || a - b);
}

type Compare = (a: number, b: number, sign: number) => number;

function compareText(column: ResultColumn, rows: number): Compare {
  const texts = Array.from({length: rows}, (_, i) => column.text(i));
  return (a, b, sign) => {
    const [x = null, y = null] = [texts[a], texts[b]];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return x < y ? -sign : x > y ? sign : 0;
  };
}

function compareValues(column: ResultColumn, rows: number): Compare {
  const values = Float64Array.from({length: rows}, (_, i) => {
    const value = column.value(i);
    return value === null ? Number.NaN : Number(value);
  });
  const exact = column.kind === "exact";
  return (a, b, sign) => {
    const [x = Number.NaN, y = Number.NaN] = [values[a], values[b]];
    if (x < y) return -sign;
    if (x > y) return sign;
    if (x === y) return exact && !Number.isSafeInteger(x) ? sign * compareExact(column, a, b) : 0;
    return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
  };
}

/** Numbers that are equal as doubles: by all their digits, scaled alike since they are of one column. */
function compareExact(column: ResultColumn, a: number, b: number): number {
  const digits = (row: number): bigint => BigInt((column.text(row) ?? "0").replace(".", ""));
  const difference = digits(a) - digits(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
