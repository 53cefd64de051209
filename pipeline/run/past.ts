import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {deserialize, serialize} from "node:v8";
import {z} from "zod";
import {tableNamed} from "../schema.js";
import {isoOf} from "../warehouse/columns.js";
import type {Warehouse} from "../warehouse/warehouse.js";
import {digestJson} from "./fingerprint.js";
import type {Kept, Model} from "./model.js";

const record = z.object({
  /** Digest of code, parameters and the schema of the outputs. */
  basis: z.string(),
  until: z.number(),
  inputs: z.record(z.string(), z.string()),
  outputs: z.record(z.string(), z.string()),
  state: z.unknown()
});

/** What may not have changed for the past to stand: the model's code, parameters and tables' shape. */
export const basisOf = ({params, outputs}: Model, code: string): string =>
  digestJson([code, params ?? null, outputs.map((t) => tableNamed(t))]);

/**
 * What a model kept at the end of its last run, if everything it had read is as it was: its basis, its inputs as of
 * that day, its outputs. By promise 4 (rows known later change nothing) its rows up to that day then stand.
 */
export async function readPast(
  model: Model,
  warehouse: Warehouse,
  {basis, log}: {readonly basis: string; readonly log: (message: string) => void}
): Promise<Kept | undefined> {
  const path = pathOf(model, warehouse);
  if (!existsSync(path)) return undefined;
  const kept = parse(readFileSync(path));
  const changed =
    kept === undefined ? "the kept state is damaged" : await change(kept, model, warehouse, basis);
  if (kept === undefined || changed !== undefined) {
    log(`computes all days: ${changed}`);
    return undefined;
  }
  log(`goes on after ${isoOf(kept.until)}`);
  return kept;
}

/** Keeps a model's state beside the tables, with digests of all that it rests on. */
export async function writePast(
  model: Model,
  warehouse: Warehouse,
  {basis, kept: {until, state}}: {readonly basis: string; readonly kept: Kept}
): Promise<void> {
  const outputs = Object.fromEntries(model.outputs.map((t) => [t, warehouse.digest(t)]));
  const inputs = await asOf(model, warehouse, until);
  const content = serialize({basis, until, inputs, outputs, state});
  const path = pathOf(model, warehouse);
  mkdirSync(join(warehouse.folder, ".state"), {recursive: true});
  writeFileSync(`${path}.tmp`, Buffer.concat([sha(content), content]));
  renameSync(`${path}.tmp`, path);
}

const pathOf = ({name}: Model, {folder}: Warehouse): string => join(folder, ".state", name);
const sha = (content: Uint8Array): Buffer => createHash("sha256").update(content).digest();

function parse(bytes: Buffer): z.infer<typeof record> | undefined {
  const content = bytes.subarray(32);
  if (!sha(content).equals(bytes.subarray(0, 32))) return undefined;
  const {success, data} = record.safeParse(deserialize(content));
  return success ? data : undefined;
}

/** What is not as it was; undefined where nothing is. */
async function change(
  {basis, until, inputs, outputs}: z.infer<typeof record>,
  model: Model,
  warehouse: Warehouse,
  now: string
): Promise<string | undefined> {
  if (basis !== now) return "its code or parameters changed";
  const other = model.outputs.find((t) => !warehouse.has(t) || warehouse.digest(t) !== outputs[t]);
  if (other) return `${other} is not as it was written`;
  const today = await asOf(model, warehouse, until);
  const moved = Object.keys(today).find((t) => today[t] !== inputs[t]);
  return moved && `${moved} changed in what was known on ${isoOf(until)}`;
}

async function asOf(model: Model, warehouse: Warehouse, until: number): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const table of [...model.inputs, ...(model.optional ?? [])])
    digests[table] = warehouse.has(table)
      ? await digestAsOf(table, warehouse, {until, dated: model.dated})
      : "";
  return digests;
}

/**
 * Digest of the rows of a table that were known on a day. Files of whole earlier years count by their digests, other
 * rows by the sum of their hashes; a table that does not say when its rows are known counts whole.
 */
async function digestAsOf(
  table: string,
  warehouse: Warehouse,
  {until, dated}: {readonly until: number; readonly dated?: Readonly<Record<string, string>> | undefined}
): Promise<string> {
  const {partition, known = dated?.[table]} = tableNamed(table);
  if (known === undefined) return warehouse.digest(table);
  const year = Number(isoOf(until).slice(0, 4));
  const {files} = warehouse.record(table);
  const before = partition === known ? files.filter((f) => yearOf(f.path) < year) : [];
  const rest = files.filter((f) => !before.includes(f));
  const hashes =
    rest.length === 0
      ? []
      : (
          await warehouse.connection.runAndReadAll(
            `SELECT count(*), sum(hash(t)) FROM ${warehouse.filesOf(rest)} t WHERE coalesce("${known}" <= DATE '${isoOf(until)}', true)`
          )
        ).getRows();
  const some = hashes.filter(([rows]) => Number(rows) > 0);
  return digestJson([before.map((f) => warehouse.digestOf(f)), some.map((row) => row.map(String))]);
}

const yearOf = (path: string): number => Number(/(\d+)\.parquet$/.exec(path)?.[1]);
