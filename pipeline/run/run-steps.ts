import type {StepRecord} from "../warehouse/manifest.js";
import type {Warehouse} from "../warehouse/warehouse.js";
import {describeStep, say} from "./progress.js";
import {fingerprinter, type Step} from "./steps.js";

export interface RunResult {
  readonly ran: number;
  readonly kept: number;
  readonly failed: readonly string[];
  readonly disabled: readonly string[];
}

/** Runs the stale ones of these steps, in their order. */
export async function runSteps(
  steps: readonly Step[],
  warehouse: Warehouse,
  {force = false}: {force?: boolean} = {}
): Promise<RunResult> {
  const result = {ran: 0, kept: 0, failed: [] as string[], disabled: [] as string[]};
  const fingerprintOf = await fingerprinter(steps, warehouse);
  for (const [i, step] of steps.entries()) {
    const place = `[${i + 1}/${steps.length}]`;
    const record = await runStep(step, fingerprintOf, warehouse, {force, place});
    if (record === "kept") result.kept++;
    else if (record.status === "ok") result.ran++;
    else result[record.status].push(step.name);
  }
  return result;
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
  const intact = step.outputs.every((t) => warehouse.has(t)) && (step.present?.() ?? true);
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
