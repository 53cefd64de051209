import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync} from "node:fs";
import {dirname, join, relative, resolve} from "node:path";
import {build} from "esbuild";

export interface LoaderOptions {
  readonly project: string;
  /** The site's source root. */
  readonly root: string;
  /** Folder of the dataset's warehouse, which holds `manifest.json`. */
  readonly warehouse: string;
}

/**
 * Deletes what loaders wrote when anything they depend on has changed, by content: the loader and all that it
 * imports, the installed packages, which dataset, and the digests of the tables that it reads (all tables, or
 * those named by a comment `reads: a, b` in the loader), and the folders named by a comment `watches: a, b`.
 * Returns the loaders concerned, relative to the root.
 */
export async function forgetStale(options: LoaderOptions): Promise<string[]> {
  const {project, root} = options;
  const loaders = loaderFiles(root);
  if (loaders.length === 0) return [];
  const graph = await graphOf(
    loaders.map((f) => resolve(root, f)),
    project
  );
  const base = digest([readFileSync(join(project, "package-lock.json")), options.warehouse]);
  const record = join(root, ".observablehq", "loaders.json");
  const before = readJson(record);
  const now: Record<string, string> = {};
  const stale: string[] = [];
  for (const loader of loaders) {
    const files = graph.get(resolve(root, loader)) ?? [];
    const source = readFileSync(join(root, loader), "utf8");
    now[loader] = digest([
      base,
      tablesOf(source, options),
      watchedBy(source, options),
      ...files.map((f) => readFileSync(f))
    ]);
    if (before[loader] === now[loader]) continue;
    forget(root, loader);
    stale.push(loader);
  }
  mkdirSync(dirname(record), {recursive: true});
  writeFileSync(record, JSON.stringify(now));
  return stale;
}

/** The data loaders of a source root, relative to it. */
export const loaderFiles = (root: string): string[] =>
  filesOf(root).filter((f) => /\.\w+\.(ts|js)$/.test(f) && !/\.d\.ts$/.test(f));

/** Marks loaders as changed, so that a running preview runs them again. */
export function touch(root: string, loaders: readonly string[]): void {
  const now = new Date();
  for (const loader of loaders) utimesSync(join(root, loader), now, now);
}

/** The graph of all loaders; one that does not compile stands for itself, so that it fails when it is run. */
async function graphOf(loaders: string[], project: string): Promise<Map<string, string[]>> {
  const all = await inputsOf(loaders, project).catch(() => undefined);
  if (all) return all;
  const each = loaders.map((f) => inputsOf([f], project).catch(() => new Map([[f, [f]]])));
  return new Map((await Promise.all(each)).flatMap((graph) => [...graph]));
}

/** Every file that each loader imports, itself first, packages left out. */
async function inputsOf(entryPoints: string[], project: string): Promise<Map<string, string[]>> {
  const {metafile} = await build({
    entryPoints,
    absWorkingDir: project,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    write: false,
    metafile: true,
    outdir: "unwritten",
    logLevel: "silent"
  });
  const outputs = Object.values(metafile.outputs).filter((o) => o.entryPoint !== undefined);
  return new Map(
    outputs.map((o) => [
      resolve(project, o.entryPoint ?? ""),
      Object.keys(o.inputs)
        .sort()
        .map((f) => resolve(project, f))
    ])
  );
}

/** The digests of the tables that a loader reads. */
function tablesOf(source: string, {warehouse}: LoaderOptions): string {
  const {tables = {}, ...about} = readJson(join(warehouse, "manifest.json")) as {
    tables?: Record<string, {digest?: string}>;
    simulated?: boolean;
    title?: unknown;
  };
  const named = /\breads: *([\w, ]+)/
    .exec(source)?.[1]
    ?.split(",")
    .map((t) => t.trim());
  const names = named ?? Object.keys(tables).sort();
  return JSON.stringify([about.simulated, about.title, names.map((n) => [n, tables[n]?.digest])]);
}

/** The contents of the folders that a loader says it watches, relative to the project. */
function watchedBy(source: string, {project}: LoaderOptions): string {
  const named =
    /\bwatches: *([\w/, -]+)/
      .exec(source)?.[1]
      ?.split(",")
      .map((f) => f.trim()) ?? [];
  const files = named.flatMap((folder) =>
    filesOf(join(project, folder)).map((f) => join(project, folder, f))
  );
  return digest(files.sort().flatMap((f) => [f, readFileSync(f)]));
}

/** Removes a loader's cached output; a parameterised loader's outputs are all that match its path. */
function forget(root: string, loader: string): void {
  const cache = join(root, ".observablehq", "cache");
  const target = loader.replace(/\.(ts|js)$/, "");
  if (!target.includes("[")) {
    rmSync(join(cache, target), {force: true});
    return;
  }
  const pattern = target.split(/\[\w+\]/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const matches = new RegExp(`^${pattern.join("[^/]+")}$`);
  if (!existsSync(cache)) return;
  for (const file of filesOf(cache)) if (matches.test(file)) rmSync(join(cache, file), {force: true});
}

function filesOf(folder: string, inside = folder): string[] {
  return readdirSync(inside, {withFileTypes: true}).flatMap((entry) => {
    if (entry.name.startsWith(".") || entry.name === "components" || entry.isSymbolicLink()) return [];
    const path = join(inside, entry.name);
    return entry.isDirectory() ? filesOf(folder, path) : [relative(folder, path)];
  });
}

function readJson(file: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {};
  }
}

function digest(parts: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}
