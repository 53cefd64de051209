import type {Warehouse} from "../warehouse/warehouse.js";
import {contextOf} from "./context.js";
import type {Kept, Model} from "./model.js";
import {basisOf, readPast, writePast} from "./past.js";

export interface RunModelOptions {
  readonly log: (message: string) => void;
  /** Digest of the model's code. */
  readonly code: string;
  /** Compute everything, whatever the last run kept. */
  readonly fresh: boolean;
}

/** Runs a model on a warehouse; one that keeps state goes on from where its last run ended, if nothing before changed. */
export async function runModel(
  model: Model,
  warehouse: Warehouse,
  {log, code, fresh}: RunModelOptions
): Promise<void> {
  const basis = basisOf(model, code);
  const past = fresh ? undefined : await readPast(model, warehouse, {basis, log});
  let kept: Kept | undefined;
  const onKeep = (next: Kept): void => {
    kept = next;
  };
  await model.run(await contextOf(model, warehouse, {log, past, onKeep}));
  if (kept) await writePast(model, warehouse, {basis, kept});
}
