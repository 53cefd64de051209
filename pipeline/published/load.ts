import {readFile} from "node:fs/promises";
import {csvParseRows} from "d3";
import {published} from "../schema/published.js";
import type {Column as SchemaColumn, Table} from "../schema/types.js";
import {type Column, type Columns, dayOf, NULL_DAY} from "../warehouse/columns.js";

/** Powers of ten of the units that the printed tables use; a header reads `name:unit`. */
const exponents: Readonly<Record<string, number>> = {"": 0, "%": -2, 亿元: 8};

interface Field {
  readonly column: SchemaColumn;
  readonly exponent: number;
  readonly at: number;
}

/**
 * All published tables, each as columns in schema units, read from the CSV files beside this module.
 * Throws on an unknown or missing column, a bad cell or a repeated key, naming file, line and value.
 */
export async function publishedTables(): Promise<Record<string, Columns>> {
  const entries = published.map(async (table): Promise<[string, Columns]> => {
    const file = `${table.name}.csv`;
    return [table.name, parseTable(table, await readFile(new URL(file, import.meta.url), "utf8"), file)];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * Columns of one table from CSV text. Headers may carry the printed unit (`week:亿元`), which is converted
 * by shifting the decimal point, so 136.7 亿元 becomes exactly 13670000000. Empty cells are null.
 */
export function parseTable(table: Table, csv: string, file: string): Columns {
  const [header, ...rows] = csvParseRows(csv.replace(/^\uFEFF/, ""));
  if (!header) throw new Error(`${file}: empty file; the first line must name the columns`);
  const fields = fieldsOf(table, header, file);
  rows.forEach((row, i) => {
    if (row.length !== header.length) {
      throw new Error(`${file}:${i + 2}: ${row.length} cells where the header has ${header.length}`);
    }
  });
  refuseRepeatedKeys(table, fields, rows, file);
  return Object.fromEntries(
    fields.map((field) => [
      field.column.name,
      columnOf(
        field,
        rows.map((r) => r[field.at] ?? ""),
        file
      )
    ])
  );
}

function fieldsOf(table: Table, header: readonly string[], file: string): Field[] {
  const named = header.map((cell) => cell.split(":", 2));
  const unknown = named.find(([name]) => !table.columns.some((c) => c.name === name));
  if (unknown) throw new Error(`${file}:1: unknown column "${unknown[0]}" in table ${table.name}`);
  return table.columns.map((column) => {
    const at = named.findIndex(([name]) => name === column.name);
    if (at < 0) throw new Error(`${file}:1: missing column "${column.name}" of table ${table.name}`);
    const unit = named[at]?.[1] ?? "";
    const exponent = exponents[unit];
    if (exponent === undefined)
      throw new Error(`${file}:1: column "${column.name}" has unknown unit "${unit}"`);
    return {column, exponent, at};
  });
}

function refuseRepeatedKeys(
  table: Table,
  fields: readonly Field[],
  rows: readonly (readonly string[])[],
  file: string
): void {
  const places = table.key.map((name) => fields.find((f) => f.column.name === name)?.at ?? -1);
  const seen = new Map<string, number>();
  rows.forEach((row, i) => {
    const key = places.map((at) => row[at]).join(" ");
    const before = seen.get(key);
    if (before !== undefined) throw new Error(`${file}:${i + 2}: key ${key} repeats line ${before}`);
    seen.set(key, i + 2);
  });
}

function columnOf({column, exponent}: Field, cells: readonly string[], file: string): Column {
  const read = <T>(parse: (cell: string) => T | undefined, missing: T): T[] =>
    cells.map((cell, i) => {
      if (cell === "" && column.optional) return missing;
      const value = parse(cell);
      if (value !== undefined) return value;
      throw new Error(`${file}:${i + 2}: column "${column.name}" is not ${column.type}: "${cell}"`);
    });
  switch (column.type) {
    case "DATE":
      return Int32Array.from(read(day, NULL_DAY));
    case "DOUBLE":
      return Float64Array.from(read((c) => number(c, exponent), Number.NaN));
    case "INTEGER":
      return Float64Array.from(read(integer, Number.NaN));
    case "VARCHAR":
      return read<string | null>((c) => (c === "" ? undefined : c), null);
    default:
      throw new Error(
        `${file}: column "${column.name}" has type ${column.type}, which no published table uses`
      );
  }
}

function day(cell: string): number | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(cell) ? dayOf(cell) : undefined;
}

function number(cell: string, exponent: number): number | undefined {
  return /^-?\d+(\.\d+)?$/.test(cell) ? Number(`${cell}e${exponent}`) : undefined;
}

function integer(cell: string): number | undefined {
  return /^-?\d+$/.test(cell) ? Number(cell) : undefined;
}
