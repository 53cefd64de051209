import type {StepRecord} from "../warehouse/manifest.js";
import {openWarehouse, type Warehouse} from "../warehouse/warehouse.js";
import {lock} from "./lock.js";
import {describeStep, say, summary} from "./progress.js";
import {sourceSteps} from "./sources.js";
import {fingerprinter, loadModels, modelStep, type Step} from "./steps.js";

export interface RunOptions {
  readonly dataset?: string;
  readonly size?: "small" | "full";
  readonly seed?: number;
  /** Run every step, whether stale or not. */
  readonly force?: boolean;
}

export interface RunResult {
  readonly ran: number;
  readonly kept: number;
  readonly failed: readonly string[];
  readonly disabled: readonly string[];
}

/**
 * Builds what is stale of a dataset, in order: its source, the published tables, the models, the SQL database.
 * A failed step names itself and its cause and leaves its last good tables; the others still run.
 */
export async function runPipeline({dataset, size, seed, force = false}: RunOptions = {}): Promise<RunResult> {
  const started = performance.now();
  const warehouse = await openWarehouse(dataset === undefined ? {} : {dataset});
  const release = await lock(warehouse.folder, say);
  try {
    warehouse.sweep();
    const sources = sourceSteps(warehouse, {size, seed});
    const models = await loadModels();
    const steps = [
      ...sources.first,
      ...models.map(({model, entry}) => modelStep(model, entry, warehouse)),
      ...sources.last
    ];
    const counts = {ran: 0, kept: 0, failed: [] as string[], disabled: [] as string[]};
    const fingerprintOf = await fingerprinter(steps, warehouse);
    for (const [i, step] of steps.entries()) {
      const record = await runStep(step, fingerprintOf, warehouse, {
        force,
        place: `[${i + 1}/${steps.length}]`
      });
      if (record === "kept") counts.kept++;
      else if (record.status === "ok") counts.ran++;
      else counts[record.status].push(step.name);
    }
    const seconds = (performance.now() - started) / 1000;
    say(
      summary(warehouse, {...counts, failed: counts.failed.length, disabled: counts.disabled.length, seconds})
    );
    return counts;
  } finally {
    release();
    warehouse.close();
  }
}

async function runStep(
  step: Step,
  fingerprintOf: (step: Step) => string,
  warehouse: Warehouse,
  {force, place}: {force: boolean; place: string}
): Promise<StepRecord | "kept"> {
  const missing = step.inputs.filter((t) => !warehouse.has(t));
  if (missing.length > 0) {
    const message = `needs ${missing.join(", ")}`;
    for (const table of step.outputs) warehouse.drop(table);
    const record: StepRecord = {fingerprint: "", status: "disabled", seconds: 0, message};
    warehouse.manifest.steps[step.name] = record;
    warehouse.save();
    say(`${place} ${describeStep(step.name, step.outputs, record, warehouse)}`);
    return record;
  }
  const fingerprint = fingerprintOf(step);
  const last = warehouse.exists ? warehouse.manifest.steps[step.name] : undefined;
  const intact = step.outputs.every((t) => warehouse.has(t));
  if (!force && intact && last?.status === "ok" && last.fingerprint === fingerprint) return "kept";
  say(`${place} ${step.name} …`);
  const started = performance.now();
  const record: StepRecord = {fingerprint, status: "ok", seconds: 0};
  try {
    await step.run((message) => say(`    ${message}`));
  } catch (error) {
    record.status = "failed";
    record.message = error instanceof Error ? error.message : String(error);
  }
  record.seconds = (performance.now() - started) / 1000;
  if (warehouse.exists) {
    warehouse.manifest.steps[step.name] = record;
    warehouse.save();
  }
  say(`${place} ${describeStep(step.name, step.outputs, record, warehouse)}`);
  return record;
}
