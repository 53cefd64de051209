import {createHash} from "node:crypto";
import {existsSync, mkdirSync, renameSync, rmSync} from "node:fs";
import {dirname, resolve} from "node:path";
import {parseArgs} from "node:util";
import {lock} from "../pipeline/run/lock.js";
import {runPipeline} from "../pipeline/run/pipeline.js";
import {say} from "../pipeline/run/progress.js";
import {folderOf} from "../pipeline/warehouse/folder.js";
import {carry, changedPages, readBuilt, sources, writeBuilt} from "../site/built.js";
import {fillCache} from "../site/fill.js";
import {finish, rename} from "../site/finish.js";
import {forgetStale} from "../site/loaders.js";
import {render} from "../site/render.js";
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
  const record = resolve(
    ".cache",
    `site-of-${createHash("sha256").update(dist).digest("hex").slice(0, 12)}.json`
  );
  const from = await sources(project, root);
  const some = changedPages(from, readBuilt(record), dist);
  const same = some?.size === 0;
  if (!same) await write(some);
  const faults = await gate(same ? dist : next, {record: resolve(".cache", "gate.json")});
  for (const fault of faults) say(`gate: ${fault}`);
  if (faults.length > 0)
    throw new Error(`the gate found ${faults.length} faults; the last good site is still in place`);
  if (!same) replace(next, dist);
  if (!same) writeBuilt(record, from, dist);
  say(`${dist} · ${seconds()} s`);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  rmSync(next, {recursive: true, force: true});
  release();
}

/** Renders into `next`: of the pages those that changed, the others taken from the last site; or all. */
async function write(some: ReadonlySet<string> | undefined): Promise<void> {
  process.env.YANBAO_DIST = next;
  process.env.OBSERVABLE_TELEMETRY_DISABLE = "true";
  if (some) {
    say(`pages: ${[...some].join(", ")}`);
    await render(next, some);
    finish(next);
    if (carry(dist, next, rename)) return;
    say("pages: all, because one no longer uses a file that it used");
  }
  await render(next);
  finish(next);
}

function replace(from: string, to: string): void {
  const old = `${to}.old.${process.pid}`;
  mkdirSync(dirname(to), {recursive: true});
  if (existsSync(to)) renameSync(to, old);
  renameSync(from, to);
  rmSync(old, {recursive: true, force: true});
}
