import {existsSync, readdirSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";

const oldOf = (root: string, dataset: string): string => join(root, `.${dataset}.old`);

/**
 * Puts a finished dataset folder in place of the old one. The old one is moved aside, the new one moved in, the old
 * one removed; a process that dies between the two moves leaves the old one whole beside, and `recover` restores it.
 */
export function swapDataset(root: string, dataset: string, next: string): void {
  const place = join(root, dataset);
  const old = oldOf(root, dataset);
  recover(root, dataset);
  rmSync(old, {recursive: true, force: true});
  if (existsSync(place)) renameSync(place, old);
  try {
    renameSync(next, place);
  } catch (error) {
    recover(root, dataset);
    throw error;
  }
  rmSync(old, {recursive: true, force: true});
}

/** Restores a dataset that a killed import left moved aside; harmless where there is nothing to do. */
export function recover(root: string, dataset: string): void {
  const place = join(root, dataset);
  const old = oldOf(root, dataset);
  if (!existsSync(old)) return;
  if (existsSync(join(place, "manifest.json"))) rmSync(old, {recursive: true, force: true});
  else {
    rmSync(place, {recursive: true, force: true});
    renameSync(old, place);
  }
}

/** Every dataset that was left moved aside, restored. */
export function recoverAll(root: string): void {
  if (!existsSync(root)) return;
  for (const entry of readdirSync(root)) {
    const found = /^\.(.+)\.old$/.exec(entry);
    if (found?.[1]) recover(root, found[1]);
  }
}
