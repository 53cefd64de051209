import type {DuckDBConnection} from "@duckdb/node-api";
import type {Table} from "../../schema.js";
import {insertBatch} from "./batch.js";
import type {TableRule} from "./mapping.js";
import {type Plan, planOf} from "./plan.js";
import type {Scope} from "./scope.js";
import {createGathered, gatheredName, type SourceFile} from "./stored.js";

export interface ReadOptions {
  readonly temp: string;
  readonly lookup: Scope["lookup"];
  readonly notice: (text: string) => void;
}

/** What the files gave beyond the rows. */
export interface ReadResult {
  /** Schema columns that some file supplied. */
  readonly provided: Set<string>;
  readonly rolled: Set<string>;
}

/** Reads files of one table (all by one rule, or all canonical) into its gathering table. */
export async function readTable(
  connection: DuckDBConnection,
  table: Table,
  rule: TableRule | undefined,
  files: readonly SourceFile[],
  options: ReadOptions
): Promise<ReadResult> {
  await createGathered(connection, table);
  const result: ReadResult = {provided: new Set(), rolled: new Set()};
  const stages: {stage: string; plan: Plan}[] = [];
  for (const batch of batchesOf(files)) {
    const plan = planOf(table, rule, batch, options);
    for (const c of plan.provided) result.provided.add(c);
    for (const c of plan.rolled) result.rolled.add(c);
    const stage = plan.inner.length > 0 ? `stage_${table.name}_${stages.length}` : undefined;
    const same = stages.find((s) => s.plan.signature === plan.signature);
    const into = stage === undefined ? gatheredName(table) : (same?.stage ?? stage);
    if (stage !== undefined && !same) {
      stages.push({stage, plan});
      await connection.run(
        `CREATE TABLE ${stage} AS SELECT *, ${plan.inner.map((i) => `NULL::DOUBLE AS ${i}`).join(", ")} FROM ${gatheredName(table)} LIMIT 0`
      );
    }
    await insertBatch(connection, batch, plan, into, options);
  }
  for (const {stage, plan} of stages) {
    await connection.run(`INSERT INTO ${gatheredName(table)} BY NAME ${plan.afterwards(stage)}`);
    await connection.run(`DROP TABLE ${stage}`);
  }
  return result;
}

/** Files that can be read in one statement: same columns; small text files together, large ones alone. */
export function batchesOf(files: readonly SourceFile[]): SourceFile[][] {
  const batches: {key: string; bytes: number; files: SourceFile[]}[] = [];
  for (const file of files) {
    const key = `${file.kind} ${file.delimiter} ${JSON.stringify(file.columns)}`;
    const weight = file.text?.gzip ? file.bytes * 6 : file.bytes;
    const open = batches.findLast((b) => b.key === key);
    if (open && open.files.length < 400 && open.bytes + weight <= 32e6) {
      open.files.push(file);
      open.bytes += weight;
    } else batches.push({key, bytes: weight, files: [file]});
  }
  return batches.map((b) => b.files);
}
