import {once} from "node:events";
import {createWriteStream} from "node:fs";
import type {DuckDBConnection} from "@duckdb/node-api";
import type {Table} from "../../schema.js";
import {badName} from "./checks.js";
import {plain} from "./fatal.js";
import {recordsOf} from "./records.js";
import {rowsOf} from "./sql.js";
import {gatheredName, type SourceFile} from "./stored.js";

export interface Reason {
  readonly table: string;
  readonly column: string;
  readonly reason: string;
  count: number;
  /** The first row so rejected: `file:line value`. */
  readonly example: string;
}

interface Reject {
  readonly place: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/**
 * Writes every rejected row to a CSV of file, line, column, value, reason, table, in the order of files and lines, and
 * counts by reason. The line is that of the file (for Parquet: the row), from 1.
 */
export async function writeRejects(
  connection: DuckDBConnection,
  tables: readonly {readonly table: Table; readonly files: readonly SourceFile[]}[],
  path: string
): Promise<Reason[]> {
  const out = createWriteStream(path);
  const failed = once(out, "error").then(([error]) => Promise.reject(error));
  failed.catch(() => undefined);
  const reasons = new Map<string, Reason>();
  out.write("file,line,column,value,reason,table\n");
  for (const {table, files} of tables) {
    for (const file of files) {
      for (const {place, column, value, reason} of await rejectsOf(connection, table, file)) {
        const row = [file.label, String(place), column, value, reason, table.name].map(cell).join(",");
        if (!out.write(`${row}\n`)) await Promise.race([once(out, "drain"), failed]);
        const key = `${table.name}\u0000${column}\u0000${kind(reason)}`;
        const known = reasons.get(key);
        if (known) known.count++;
        else {
          const example = `${plain(file.label, 60)}:${place} "${plain(value, 60)}"`;
          reasons.set(key, {table: table.name, column, reason: kind(reason), count: 1, example});
        }
      }
    }
  }
  out.end();
  await Promise.race([once(out, "close"), failed]);
  return [...reasons.values()].sort((a, b) => b.count - a.count);
}

/** Reasons that differ only in their numbers are one. */
const kind = (reason: string): string =>
  reason.replace(/10\^-?[\d.]+/, "10^n").replace(/has \d+ fields/, "has n fields");

async function rejectsOf(connection: DuckDBConnection, table: Table, file: SourceFile): Promise<Reject[]> {
  const found = await rowsOf(
    connection,
    `SELECT t._ord, b."column", coalesce(b."value", ''), b.reason FROM (SELECT "row", min_by("column", rank) AS "column", min_by("value", rank) AS "value", min_by(reason, rank) AS reason FROM (SELECT *, rowid AS rank FROM ${badName(table)}) GROUP BY "row") b JOIN ${gatheredName(table)} t ON t.rowid = b."row" WHERE t._file = ${file.id} ORDER BY t._ord, b."column"`
  );
  const ords = found.map((r) => Number(r[0]));
  const places = await placesOf(file, ords);
  const rows: Reject[] = found.map(([, column, value, reason], i) => ({
    place: places[i] ?? 0,
    column: String(column),
    value: String(value),
    reason: String(reason)
  }));
  const irregular = file.irregular.map(({line, value, reason}) => ({place: line, column: "", value, reason}));
  return [...irregular, ...rows].sort((a, b) => a.place - b.place);
}

/** Line (or Parquet row) of each record number, which arrive in rising order. */
async function placesOf(file: SourceFile, ords: readonly number[]): Promise<number[]> {
  if (file.exact || !file.text) return ords.map((o) => (file.exact ? o : o + 1));
  const places: number[] = [];
  if (ords.length === 0) return places;
  let record = -1;
  let next = 0;
  for await (const {line} of recordsOf(file.text.path, {delimiter: file.delimiter, gzip: file.text.gzip})) {
    while (next < ords.length && ords[next] === record) {
      places.push(line);
      next++;
    }
    record++;
    if (next === ords.length) break;
  }
  return places;
}

/** A CSV cell; text that a spreadsheet would run as a formula gets a leading apostrophe. */
function cell(text: string): string {
  const formula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(text);
  const safe = formula ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
