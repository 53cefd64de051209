import type {StepRecord} from "../warehouse/manifest.js";
import type {Warehouse} from "../warehouse/warehouse.js";

/** How many steps ran or were up to date, and which failed or lack an input. */
export interface RunResult {
  readonly ran: number;
  readonly kept: number;
  readonly failed: readonly string[];
  readonly disabled: readonly string[];
}

/** Writes progress for a person to stderr, so that stdout stays free for results. */
export const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const count = new Intl.NumberFormat("en-US");
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** One line for a finished step: what it wrote and how long it took. */
export function describeStep(
  name: string,
  outputs: readonly string[],
  record: StepRecord,
  warehouse: Warehouse
): string {
  if (record.status !== "ok") return `${name}: ${record.status} — ${record.message ?? ""}`;
  const tables = outputs.filter((t) => warehouse.has(t)).map((t) => warehouse.record(t));
  const rows = tables.reduce((sum, t) => sum + t.rows, 0);
  const bytes = tables.reduce((sum, t) => sum + t.bytes, 0);
  return `${name}: ${count.format(rows)} rows · ${record.seconds.toFixed(1)} s · ${megabytes(bytes)}`;
}

/** The closing summary: how many steps ran, what the warehouse holds. */
export function summary(
  warehouse: Warehouse,
  {ran, kept, failed, disabled}: RunResult,
  seconds: number
): string {
  const tables = warehouse.names().map((t) => warehouse.record(t));
  const rows = tables.reduce((sum, t) => sum + t.rows, 0);
  const bytes = tables.reduce((sum, t) => sum + t.bytes, 0);
  const counts = `${ran} ran, ${kept} up to date, ${failed.length} failed, ${disabled.length} disabled`;
  return [
    `dataset ${warehouse.dataset}: ${tables.length} tables, ${count.format(rows)} rows, ${megabytes(bytes)}`,
    `steps: ${counts} · ${seconds.toFixed(1)} s`
  ].join("\n");
}
