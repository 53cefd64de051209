import {spawn} from "node:child_process";
import {closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync} from "node:fs";
import {availableParallelism} from "node:os";
import {dirname, join} from "node:path";
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
 * Runs the loaders whose output Framework's cache lacks, two at a time, where Framework would run them one by one.
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
    for (const output of queue) await make(root, cache, output);
  };
  await Promise.all(Array.from({length: Math.min(2, availableParallelism())}, work));
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

async function make(root: string, cache: string, {file, loader, parameters}: Output): Promise<void> {
  const next = join(cache, `${file}.${process.pid}`);
  mkdirSync(dirname(next), {recursive: true});
  const output = openSync(next, "w");
  try {
    const command = loader.endsWith(".ts") ? "tsx" : "node";
    const child = spawn(command, [join(root, loader), ...parameters], {
      stdio: ["ignore", output, 2],
      shell: process.platform === "win32"
    });
    const code = await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    if (code !== 0)
      throw new Error(`loader src/${loader} failed (code ${String(code)}); its message is above`);
    renameSync(next, join(cache, file));
  } finally {
    closeSync(output);
    rmSync(next, {force: true});
  }
}
