import {readdirSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {tableNamed} from "../schema.js";
import type {Warehouse} from "../warehouse/warehouse.js";
import {codeDigests, digestJson} from "./fingerprint.js";
import {inOrder, type Model} from "./model.js";
import {runModel} from "./run-model.js";
import type {Workers} from "./workers.js";

/** One thing the pipeline does, and what decides whether it must be done again. */
export interface Step {
  readonly name: string;
  /** File whose imports are the step's code. */
  readonly entry: string;
  readonly params: unknown;
  /** Tables read; their content is part of the fingerprint. */
  readonly inputs: readonly string[];
  readonly optional: readonly string[];
  readonly outputs: readonly string[];
  /** Whether what the step makes beside tables is there. */
  present?(): boolean;
  /** May run beside other such steps: it touches nothing of this process but the manifest, at its end. */
  readonly apart?: boolean;
  /** `code` is the digest of its code; `fresh` asks for everything anew. */
  run(log: (message: string) => void, how: {readonly code: string; readonly fresh: boolean}): Promise<void>;
}

/** The models of `pipeline/models`, one default export a file, in the order they must run. */
export async function loadModels(): Promise<{model: Model; entry: string}[]> {
  const folder = new URL("../models/", import.meta.url);
  const files = readdirSync(fileURLToPath(folder))
    .filter((f) => f.endsWith(".ts"))
    .sort();
  const found = await Promise.all(
    files.map(async (file) => {
      const module: {default?: Model} = await import(new URL(file, folder).href);
      if (!module.default) throw new Error(`pipeline/models/${file} has no default export; use defineModel`);
      return {model: module.default, entry: `pipeline/models/${file}`};
    })
  );
  const entries = new Map(found.map(({model, entry}) => [model.name, entry]));
  return inOrder(found.map((f) => f.model)).map((model) => ({model, entry: entries.get(model.name) ?? ""}));
}

/** A model as a step on this warehouse; with workers it runs in one of them. */
export function modelStep(model: Model, entry: string, warehouse: Warehouse, workers?: Workers): Step {
  return {
    name: model.name,
    entry,
    params: model.params ?? null,
    inputs: model.inputs,
    optional: model.optional ?? [],
    outputs: model.outputs,
    apart: workers !== undefined,
    async run(log, how) {
      if (workers) await workers.run({entry, outputs: model.outputs, ...how}, warehouse, log);
      else await runModel(model, warehouse, {log, ...how});
    }
  };
}

/** Fingerprints steps one at a time, because a step's inputs are other steps' outputs. */
export async function fingerprinter(
  steps: readonly Step[],
  warehouse: Warehouse
): Promise<{code(step: Step): string; of(step: Step): string}> {
  const digests = await codeDigests(steps.map((s) => s.entry));
  const code = (step: Step): string => digests.get(step.entry) ?? "";
  const of = (step: Step): string =>
    digestJson([
      code(step),
      step.params,
      step.outputs.map((t) => tableNamed(t)),
      [...step.inputs, ...step.optional].map((t) => (warehouse.has(t) ? [t, warehouse.digest(t)] : [t]))
    ]);
  return {code, of};
}
