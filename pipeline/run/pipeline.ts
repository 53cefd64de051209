import {dirname} from "node:path";
import {recoverAll} from "../sources/files/swap.js";
import {folderOf} from "../warehouse/folder.js";
import {openWarehouse} from "../warehouse/warehouse.js";
import {lock} from "./lock.js";
import {type RunResult, say, summary} from "./progress.js";
import {runSteps} from "./run-steps.js";
import {sourceSteps} from "./sources.js";
import {loadModels, modelStep} from "./steps.js";
import {startWorkers} from "./workers.js";

export interface RunOptions {
  readonly dataset?: string;
  readonly size?: "small" | "full";
  readonly seed?: number;
  /** Run every step, whether stale or not. */
  readonly force?: boolean;
}

/**
 * Builds what is stale of a dataset, in order: its source, the published tables, the models, the SQL database.
 * A failed step names itself and its cause and leaves its last good tables; the others still run.
 */
export async function runPipeline({dataset, size, seed, force = false}: RunOptions = {}): Promise<RunResult> {
  const started = performance.now();
  const chosen = dataset === undefined ? {} : {dataset};
  recoverAll(dirname(folderOf(chosen)));
  const warehouse = await openWarehouse(chosen);
  try {
    if (warehouse.dataset !== "demo" && !warehouse.exists) {
      throw new Error(
        `dataset "${warehouse.dataset}" does not exist; run: npm run import -- DIR --as ${warehouse.dataset}`
      );
    }
    const release = await lock(warehouse.folder, say);
    const workers = startWorkers(warehouse);
    try {
      warehouse.sweep();
      const {first, last} = sourceSteps(warehouse, {size, seed});
      const models = await loadModels();
      const middle = models.map(({model, entry}) => modelStep(model, entry, warehouse, workers));
      const result = await runSteps([...first, ...middle, ...last], warehouse, {
        force,
        atOnce: workers.count
      });
      say(summary(warehouse, result, (performance.now() - started) / 1000));
      return result;
    } finally {
      workers.close();
      release();
    }
  } finally {
    warehouse.close();
  }
}
