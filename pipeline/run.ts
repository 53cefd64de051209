import {parseArgs} from "node:util";
import {runPipeline} from "./run/pipeline.js";
import {say} from "./run/progress.js";

const {values} = parseArgs({
  options: {
    dataset: {type: "string"},
    size: {type: "string"},
    seed: {type: "string"},
    force: {type: "boolean", default: false}
  }
});
const {size, seed} = values;
if (size !== undefined && size !== "small" && size !== "full") {
  throw new Error(`--size is small or full, not "${size}"`);
}
try {
  const {failed} = await runPipeline({
    ...(values.dataset === undefined ? {} : {dataset: values.dataset}),
    ...(size === undefined ? {} : {size}),
    ...(seed === undefined ? {} : {seed: Number(seed)}),
    force: values.force
  });
  if (failed.length > 0) {
    say(`failed: ${failed.join(", ")}; their last good tables are still in place`);
    process.exitCode = 1;
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
