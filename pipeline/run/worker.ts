import type {TableRecord} from "../warehouse/manifest.js";
import {openWarehouse} from "../warehouse/warehouse.js";
import type {Model} from "./model.js";
import {runModel} from "./run-model.js";
import type {Answer, Job} from "./workers.js";

// A process that runs the models it is sent, one after another, on the warehouse named by its arguments.
const [root = "", dataset = ""] = process.argv.slice(2);
const warehouse = await openWarehouse({root, dataset, threads: 1, memory: "2GB"});
const say = (answer: Answer): void => {
  process.send?.(answer);
};

process.on("message", async ({entry, outputs, manifest, code, fresh}: Job) => {
  warehouse.borrow(manifest);
  const before = {...manifest.tables};
  let error: string | undefined;
  try {
    const module: {default: Model} = await import(new URL(`../../${entry}`, import.meta.url).href);
    const log = (message: string): void => say({log: message});
    await runModel(module.default, warehouse, {log, code, fresh});
  } catch (cause) {
    error = cause instanceof Error ? cause.message : String(cause);
  }
  const written = outputs.filter((t) => manifest.tables[t] !== before[t]);
  const records = Object.fromEntries(written.map((t) => [t, manifest.tables[t] as TableRecord]));
  say(error === undefined ? {records} : {records, error});
});
process.on("disconnect", () => process.exit(0));
