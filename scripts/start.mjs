// npm start: installs if needed, builds what is stale of the dataset, serves the site with live reload.
import {watch} from "node:fs";
import {join} from "node:path";
import {parseArgs} from "node:util";
import {ensureInstalled, root, run, say} from "./ensure.mjs";

const {values, tokens} = parseArgs({
  options: {dataset: {type: "string"}, size: {type: "string"}},
  allowPositionals: true,
  strict: false,
  tokens: true
});
const env = values.dataset ? {YANBAO_DATASET: values.dataset} : {};
const pipeline = () => run("tsx", ["pipeline/run.ts", ...(values.size ? ["--size", values.size] : [])], env);

ensureInstalled();
const built = await pipeline();
if (built === 130) process.exit(built);
if (built !== 0) say("the pipeline failed (above); serving with the last good tables");
rerunOnEdit();
const rest = tokens
  .filter((t) => t.kind !== "option" || !(t.name === "dataset" || t.name === "size"))
  .map((t) =>
    t.kind === "option" ? (t.value === undefined ? t.rawName : `${t.rawName}=${t.value}`) : t.value
  );
process.exit(await run("observable", ["preview", "--no-open", ...rest], env));

/** Edits in lib and pipeline rerun the models that import them; the preview picks up the new page data. */
function rerunOnEdit() {
  let timer;
  let running = Promise.resolve();
  for (const folder of ["lib", "pipeline"]) {
    watch(join(root, folder), {recursive: true}, (_event, file) => {
      if (!file || !/\.(ts|csv|json)$/.test(file)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        running = running.then(pipeline);
      }, 300);
    });
  }
}
