import {resolve} from "node:path";

export interface DatasetChoice {
  /** Folder of all datasets; default `YANBAO_WAREHOUSE`, else `warehouse`. */
  readonly root?: string;
  /** Default `YANBAO_DATASET`, else `demo`. */
  readonly dataset?: string;
}

/** Where a dataset's tables lie, by the options, the environment, or the defaults. */
export function folderOf({root, dataset}: DatasetChoice = {}): string {
  return resolve(root ?? process.env.YANBAO_WAREHOUSE ?? "warehouse", datasetOf(dataset));
}

/** The dataset's name, which must be a plain folder name. */
export function datasetOf(name?: string): string {
  const dataset = name ?? process.env.YANBAO_DATASET ?? "demo";
  if (!/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u.test(dataset)) {
    throw new Error(`dataset name "${dataset}": use letters, digits, "-", "_" and ".", 64 at most`);
  }
  return dataset;
}
