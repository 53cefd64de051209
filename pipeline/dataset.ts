import {type DatasetInfo, NO_DATASET} from "../lib/format/dataset.js";
import {folderOf} from "./warehouse/folder.js";
import {type Manifest, readManifest} from "./warehouse/manifest.js";

/** What the site is built on, read from the manifest alone; `NO_DATASET` before there is a warehouse. */
export function datasetInfo(folder: string = folderOf()): DatasetInfo {
  const manifest = readManifest(folder);
  if (!manifest) return NO_DATASET;
  const {dataset, simulated, title, size, seed, tables} = manifest;
  const rows = Object.entries(tables).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    name: dataset,
    simulated,
    title,
    size,
    seed,
    ...spanOf(manifest),
    tables: Object.fromEntries(rows.map(([name, table]) => [name, table.rows]))
  };
}

/** The span of the market: of stock bars, else of index bars, else of whatever raw table is dated. */
function spanOf({tables}: Manifest): {from?: string; to?: string} {
  const dated = Object.entries(tables).filter(([name]) => !/^(published|truth)_|^calendar$/.test(name));
  const named = ["stock_daily", "index_daily"].flatMap((name) => tables[name] ?? []);
  const from =
    (named[0]?.from ??
      dated
        .map(([, t]) => t.from)
        .filter((d) => d !== null)
        .sort()[0]) ||
    undefined;
  const to =
    (named[0]?.to ??
      dated
        .map(([, t]) => t.to)
        .filter((d) => d !== null)
        .sort()
        .at(-1)) ||
    undefined;
  return {from, to};
}
