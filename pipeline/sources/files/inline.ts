import {writeFileSync} from "node:fs";
import type {Table} from "../../schema.js";
import type {SourceFile} from "./stored.js";

/** Rows written out in a mapping, as a file like any other. */
export function inlineFile(
  rows: readonly Readonly<Record<string, string | number | boolean>>[],
  id: number,
  copy: string,
  table: Table
): SourceFile {
  const names = table.columns.map((c) => c.name).filter((n) => rows.some((r) => n in r));
  const cell = (value: unknown): string => `"${String(value ?? "").replaceAll('"', '""')}"`;
  const text = [names.map(cell), ...rows.map((r) => names.map((n) => cell(r[n])))]
    .map((l) => `${l.join(",")}\n`)
    .join("");
  writeFileSync(copy, text);
  return {
    id,
    label: `mapping: ${table.name}`,
    path: copy,
    kind: "csv",
    text: {path: copy, encoding: "UTF-8", gzip: false},
    delimiter: ",",
    columns: names.map((name) => ({name, type: "VARCHAR"})),
    bytes: 0,
    exact: false,
    irregular: []
  };
}
