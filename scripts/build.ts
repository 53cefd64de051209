import {spawnSync} from "node:child_process";
import {existsSync, mkdirSync, renameSync, rmSync} from "node:fs";
import {dirname, resolve} from "node:path";
import {parseArgs} from "node:util";
import {lock} from "../pipeline/run/lock.js";
import {runPipeline} from "../pipeline/run/pipeline.js";
import {say} from "../pipeline/run/progress.js";
import {folderOf} from "../pipeline/warehouse/folder.js";
import {fillCache} from "../site/fill.js";
import {finish} from "../site/finish.js";
import {forgetStale} from "../site/loaders.js";
import {gate} from "./gate.js";

// npm run build: pipeline, pages, finishing touches, gate; the old site stands until the new one has passed.
const {values} = parseArgs({options: {dataset: {type: "string"}, size: {type: "string"}}});
const {dataset, size} = values;
if (size !== undefined && size !== "small" && size !== "full")
  throw new Error(`--size is small or full, not "${size}"`);
if (dataset !== undefined) process.env.YANBAO_DATASET = dataset;

const started = performance.now();
const seconds = (): string => ((performance.now() - started) / 1000).toFixed(1);
const {failed} = await runPipeline(size === undefined ? {} : {size});
if (failed.length > 0) {
  say(
    `not built: ${failed.join(", ")} failed; ${failed.length === 1 ? "its" : "their"} last good tables are in place`
  );
  process.exit(1);
}

const dist = resolve(process.env.YANBAO_DIST ?? "dist");
const next = resolve(".cache", `site-${process.pid}`);
const release = await lock(resolve(".cache"), say);
try {
  const project = resolve(import.meta.dirname, "..");
  const root = resolve(project, "src");
  await forgetStale({project, root, warehouse: folderOf()});
  const filled = await fillCache(root);
  if (filled.length > 0) say(`page data: ${filled.length} files · ${seconds()} s since the start`);
  const built = spawnSync("observable", ["build"], {
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
    env: {...process.env, YANBAO_DIST: next, OBSERVABLE_TELEMETRY_DISABLE: "true"}
  });
  if (built.status !== 0)
    throw new Error("the site did not build; see above. The last good site is still in place");
  await finish(next);
  const faults = await gate(next);
  for (const fault of faults) say(`gate: ${fault}`);
  if (faults.length > 0)
    throw new Error(`the gate found ${faults.length} faults; the last good site is still in place`);
  replace(next, dist);
  say(`${dist} · ${seconds()} s`);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  rmSync(next, {recursive: true, force: true});
  release();
}

function replace(from: string, to: string): void {
  const old = `${to}.old.${process.pid}`;
  mkdirSync(dirname(to), {recursive: true});
  if (existsSync(to)) renameSync(to, old);
  renameSync(from, to);
  rmSync(old, {recursive: true, force: true});
}
