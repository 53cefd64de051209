import type {DuckDBConnection} from "@duckdb/node-api";
import type {Table} from "../../schema.js";
import {badName} from "./checks.js";
import {FatalError} from "./fatal.js";
import type {Reason} from "./rejects.js";
import {numbersOf} from "./sql.js";
import {gatheredName, type SourceFile} from "./stored.js";

/** A table being imported: its files and which columns they gave. */
export interface Part {
  readonly table: Table;
  readonly files: SourceFile[];
  readonly provided: Set<string>;
  readonly rolled: Set<string>;
}

export type Counts = ReadonlyMap<string, {readonly rows: number; readonly rejected: number}>;

/** Rows read and rows rejected of each table. */
export async function countsOf(connection: DuckDBConnection, parts: readonly Part[]): Promise<Counts> {
  const counts = new Map<string, {rows: number; rejected: number}>();
  for (const {table, files} of parts) {
    const [rows = 0, bad = 0] = await numbersOf(
      connection,
      `SELECT (SELECT count(*) FROM ${gatheredName(table)}), (SELECT count(DISTINCT "row") FROM ${badName(table)})`
    );
    const irregular = files.reduce((sum, f) => sum + f.irregular.length, 0);
    counts.set(table.name, {rows: rows + irregular, rejected: bad + irregular});
  }
  return counts;
}

/** Fatal where a table has no rows, or more than this share of them is rejected. */
export function refuseTooMany(counts: Counts, reasons: readonly Reason[], maxRejects: number): void {
  const problems: string[] = [];
  for (const [name, {rows, rejected}] of counts) {
    if (rows === 0) problems.push(`${name}: its files have no rows`);
    else if (rejected === rows || rejected / rows > maxRejects) {
      const share = `${rejected} of ${rows} rows (${((100 * rejected) / rows).toFixed(1)} %)`;
      const why = reasons.filter((r) => r.table === name).slice(0, 3);
      const shown = why.map((r) => `\n    ${r.count} × ${r.column}: ${r.reason}, first ${r.example}`);
      problems.push(`${name}: ${share} are rejected, more than ${100 * maxRejects} %${shown.join("")}`);
    }
  }
  if (problems.length > 0) throw new FatalError(problems.join("\n"));
}
