import {mkdirSync, readdirSync, rmdirSync, rmSync, statSync} from "node:fs";
import {basename, join, resolve} from "node:path";
import {lock} from "../../run/lock.js";
import {folderOf} from "../../warehouse/folder.js";
import {openWarehouse, type Warehouse} from "../../warehouse/warehouse.js";
import {FatalError} from "./fatal.js";
import {inherit} from "./inherit.js";
import type {Mapping} from "./mapping.js";
import {type Found, Run} from "./run.js";
import {recover, swapDataset} from "./swap.js";

export interface ImportOptions {
  /** Name of the dataset; default the folder's name. */
  readonly dataset?: string;
  /** Folder of all datasets; default as everywhere (`YANBAO_WAREHOUSE`, else `warehouse`). */
  readonly root?: string;
  readonly mappings?: readonly Mapping[];
  /** Check only: nothing is put in place. */
  readonly dryRun?: boolean;
  /** Share of a table's rows above which rejects are fatal, default 0.2. */
  readonly maxRejects?: number;
  readonly log?: (message: string) => void;
}

export interface ImportResult extends Found {
  readonly dataset: string;
  readonly folder: string;
  readonly seconds: number;
}

/** Dataset name from a folder's name: letters, digits, `-`, `_` and `.`. */
export const datasetNameOf = (folder: string): string =>
  basename(resolve(folder))
    .replace(/[^\p{L}\p{N}_.-]+/gu, "-")
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .slice(0, 64);

/**
 * Imports a folder of files as a dataset. Everything is read, checked and written beside, then swapped in whole; on a
 * fatal defect (`FatalError`) or an interrupt the dataset stays as it was.
 */
export async function importFolder(dir: string, options: ImportOptions = {}): Promise<ImportResult> {
  const started = performance.now();
  const {mappings = [], dryRun = false, maxRejects = 0.2, log = () => {}} = options;
  const folder = resolve(dir);
  if (!isFolder(folder)) throw new FatalError(`no folder ${dir}`);
  const dataset = options.dataset ?? datasetNameOf(folder);
  if (dataset === "demo")
    throw new FatalError('"demo" is the simulated market; import under another name: --as NAME');
  const place = folderOf({...options, dataset});
  const root = resolve(place, "..");
  const staging = join(root, `.${dataset}.import`);
  const release = await lockStaging(staging, log);
  const stop = (): never => {
    rmSync(staging, {recursive: true, force: true});
    log(`interrupted: nothing was imported; dataset "${dataset}" is as it was`);
    process.exit(130);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  let warehouse: Warehouse | undefined;
  try {
    recover(root, dataset);
    clear(staging);
    const temp = join(staging, "temp");
    mkdirSync(temp);
    warehouse = await openWarehouse({root: staging, dataset});
    await warehouse.connection.run(`SET temp_directory = '${temp.replaceAll("'", "''")}'`);
    const run = new Run(warehouse, folder, temp, mappings, log);
    const found = await run.all(maxRejects);
    if (!dryRun) {
      const unlock = isFolder(place) ? await lock(place, log) : () => {};
      try {
        inherit(warehouse, place);
        swapDataset(root, dataset, warehouse.folder);
      } finally {
        unlock();
      }
    }
    const seconds = (performance.now() - started) / 1000;
    return {...found, dataset, folder: place, seconds};
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
    warehouse?.close();
    clear(staging);
    release();
    removeEmpty(staging);
  }
}

const isFolder = (path: string): boolean => statSync(path, {throwIfNoEntry: false})?.isDirectory() ?? false;

/** The lock of a staging folder; an import that ends meanwhile removes the folder, so it is tried again. */
async function lockStaging(staging: string, log: (message: string) => void): Promise<() => void> {
  for (;;) {
    try {
      return await lock(staging, log);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    }
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Another import has taken it already.
  }
}

/** Removes what an earlier import left in its staging folder, but not this one's lock. */
function clear(staging: string): void {
  for (const entry of readdirSync(staging)) {
    if (entry !== ".lock") rmSync(join(staging, entry), {recursive: true, force: true});
  }
}
