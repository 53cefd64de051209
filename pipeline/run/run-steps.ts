import type {StepRecord} from "../warehouse/manifest.js";
import type {Warehouse} from "../warehouse/warehouse.js";
import {describeStep, type RunResult, say} from "./progress.js";
import {fingerprinter, type Step} from "./steps.js";

export interface RunStepsOptions {
  /** Run every step, whether stale or not. */
  readonly force?: boolean;
  /** How many steps that may run apart do so at once; the others run alone. */
  readonly atOnce?: number;
}

/**
 * Runs the stale ones of these steps, which come in an order in which every table is made before it is read.
 * A step starts when those that make its inputs have ended; of several that could, the one that most others wait for.
 */
export async function runSteps(
  steps: readonly Step[],
  warehouse: Warehouse,
  {force = false, atOnce = 1}: RunStepsOptions = {}
): Promise<RunResult> {
  const result = {ran: 0, kept: 0, failed: [] as string[], disabled: [] as string[]};
  const fingerprints = await fingerprinter(steps, warehouse);
  const needs = stepsNeeded(steps);
  const waitedFor = steps.map((_, i) => needs.filter((n) => n.has(i)).length);
  const waiting = new Set(steps.keys());
  const running = new Map<number, Promise<void>>();
  let ended = 0;

  const start = async (i: number, step: Step): Promise<void> => {
    const place = (): string => `[${ended + 1}/${steps.length}]`;
    const record = await runStep(step, fingerprints, warehouse, {force, place});
    ended++;
    if (record === "kept") result.kept++;
    else if (record.status === "ok") result.ran++;
    else result[record.status].push(step.name);
    running.delete(i);
  };
  const next = (): number | undefined => {
    const ready = [...waiting].filter((i) =>
      [...(needs[i] ?? [])].every((n) => !waiting.has(n) && !running.has(n))
    );
    const alone = ready.find((i) => !steps[i]?.apart);
    if (alone !== undefined) return running.size === 0 ? alone : undefined;
    if (running.size >= atOnce) return undefined;
    return ready.sort((a, b) => (waitedFor[b] as number) - (waitedFor[a] as number) || a - b)[0];
  };

  while (waiting.size > 0) {
    const i = next();
    const step = i === undefined ? undefined : steps[i];
    if (i === undefined || step === undefined) {
      await Promise.race(running.values());
      continue;
    }
    waiting.delete(i);
    running.set(i, start(i, step));
    if (!step.apart) await running.get(i);
  }
  await Promise.all(running.values());
  return result;
}

/** For each step the earlier ones that it needs, directly or through others. */
function stepsNeeded(steps: readonly Step[]): Set<number>[] {
  const makers = new Map<string, number>();
  const needs: Set<number>[] = [];
  for (const [i, {inputs, optional, outputs}] of steps.entries()) {
    const own = new Set<number>();
    for (const table of [...inputs, ...optional]) {
      const maker = makers.get(table);
      if (maker === undefined) continue;
      own.add(maker);
      for (const further of needs[maker] ?? []) own.add(further);
    }
    for (const table of outputs) makers.set(table, i);
    needs.push(own);
  }
  return needs;
}

async function runStep(
  step: Step,
  fingerprints: Awaited<ReturnType<typeof fingerprinter>>,
  warehouse: Warehouse,
  {force, place}: {force: boolean; place: () => string}
): Promise<StepRecord | "kept"> {
  const missing = step.inputs.filter((t) => !warehouse.has(t));
  if (missing.length > 0) {
    const message = `needs ${missing.join(", ")}`;
    for (const table of step.outputs) warehouse.drop(table);
    const record: StepRecord = {fingerprint: "", status: "disabled", seconds: 0, message};
    warehouse.manifest.steps[step.name] = record;
    warehouse.save();
    say(`${place()} ${describeStep(step.name, step.outputs, record, warehouse)}`);
    return record;
  }
  const fingerprint = fingerprints.of(step);
  const last = warehouse.exists ? warehouse.manifest.steps[step.name] : undefined;
  const intact = step.outputs.every((t) => warehouse.has(t)) && (step.present?.() ?? true);
  if (!force && intact && last?.status === "ok" && last.fingerprint === fingerprint) return "kept";
  say(`      ${step.name} …`);
  const started = performance.now();
  const record: StepRecord = {fingerprint, status: "ok", seconds: 0};
  try {
    const log = (message: string): void => say(`      ${step.name}: ${message}`);
    await step.run(log, {code: fingerprints.code(step), fresh: force});
  } catch (error) {
    record.status = "failed";
    record.message = error instanceof Error ? error.message : String(error);
  }
  record.seconds = (performance.now() - started) / 1000;
  if (warehouse.exists) {
    warehouse.manifest.steps[step.name] = record;
    warehouse.save();
  }
  say(`${place()} ${describeStep(step.name, step.outputs, record, warehouse)}`);
  return record;
}
