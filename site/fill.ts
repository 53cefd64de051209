import {type ChildProcess, fork} from "node:child_process";
import {existsSync, mkdirSync, renameSync, rmSync} from "node:fs";
import {availableParallelism} from "node:os";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {namesFilled} from "./front-names.js";
import {loaderFiles} from "./loaders.js";
import {readPages} from "./pages.js";

/** One file that a loader writes: where it is asked for, and the command line that makes it. */
export interface Output {
  /** Relative to the source root: `data/front.json`. */
  readonly file: string;
  readonly loader: string;
  readonly parameters: readonly string[];
}

/**
 * Runs the loaders whose output Framework's cache lacks, two at a time in two processes, where Framework would start
 * one after another in a process of its own.
 * Of a parameterised loader, the files that pages name in full; others are left to Framework.
 * Throws, naming the loader, where one fails; what it wrote is not kept.
 */
export async function fillCache(root: string): Promise<readonly string[]> {
  const cache = join(root, ".observablehq", "cache");
  const missing = outputsOf(loaderFiles(root), pagesText(root)).filter(
    (o) => !existsSync(join(cache, o.file))
  );
  const queue = missing.values();
  const work = async (): Promise<void> => {
    const worker = startWorker();
    try {
      for (const output of queue) await make(root, cache, output, worker);
    } finally {
      worker.kill();
    }
  };
  const workers = Math.min(2, availableParallelism(), missing.length);
  await Promise.all(Array.from({length: workers}, work));
  return missing.map((o) => o.file);
}

/** What these loaders write, given the text of the pages that ask for it. */
export function outputsOf(loaders: readonly string[], pages: string): Output[] {
  return loaders.flatMap((loader): Output[] => {
    const target = loader.replace(/\.(ts|js)$/, "");
    const names = [...target.matchAll(/\[(\w+)\]/g)].map((m) => m[1] as string);
    if (names.length === 0) return [{file: target, loader, parameters: []}];
    const literal = target.split(/\[\w+\]/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const found = [...pages.matchAll(new RegExp(literal.join("([\\w.-]+)"), "g"))];
    const files = new Map(found.map((m) => [m[0], m.slice(1)]));
    return [...files].map(([file, values]) => ({
      file,
      loader,
      parameters: names.map((name, i) => `--${name}=${values[i]}`)
    }));
  });
}

/** The pages' text, the names of attachments filled from their front matter. */
const pagesText = (root: string): string =>
  readPages(root)
    .map((page) => namesFilled(page.body, page))
    .join("\n");

/** A loader to run: its file, its arguments, and the file that gets what it writes to standard output. */
export interface LoaderJob {
  readonly file: string;
  readonly parameters: readonly string[];
  readonly output: string;
}

/** Runs a loader in a worker; what it wrote takes its place in the cache when it has succeeded. */
async function make(
  root: string,
  cache: string,
  {file, loader, parameters}: Output,
  worker: ChildProcess
): Promise<void> {
  const next = join(cache, `${file}.${process.pid}`);
  mkdirSync(dirname(next), {recursive: true});
  try {
    const code = await run(worker, {file: join(root, loader), parameters, output: next});
    if (code !== 0)
      throw new Error(`loader src/${loader} failed (code ${String(code)}); its message is above`);
    renameSync(next, join(cache, file));
  } finally {
    rmSync(next, {force: true});
  }
}

const startWorker = (): ChildProcess =>
  fork(fileURLToPath(new URL("./loader-worker.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", 2, 2, "ipc"]
  });

/** The loader's exit code; its process's, or the signal that ended it, where that ended. */
function run(worker: ChildProcess, job: LoaderJob): Promise<number | string> {
  return new Promise((resolve) => {
    const ended = (code: number | null, signal: string | null): void => done(signal ?? code ?? 1);
    const done = (code: number | string): void => {
      worker.off("exit", ended);
      worker.off("message", done);
      resolve(code);
    };
    worker.once("exit", ended);
    worker.on("message", done);
    worker.send(job);
  });
}
