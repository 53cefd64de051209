import {existsSync, linkSync, mkdirSync, readdirSync} from "node:fs";
import {dirname, join} from "node:path";
import {tables} from "../../schema.js";
import {readManifest} from "../../warehouse/manifest.js";
import type {Warehouse} from "../../warehouse/warehouse.js";

/**
 * Brings along what models made of the dataset's last import: their tables, records of their steps and the state they
 * kept. Whether any of it still stands is for the pipeline to find, by content; raw tables come from this import alone.
 */
export function inherit(next: Warehouse, place: string): void {
  const old = readManifest(place);
  if (!old) return;
  const made = new Set(tables.filter((t) => t.layer !== "raw").map((t) => t.name));
  for (const [name, record] of Object.entries(old.tables)) {
    const whole = record.files.every((f) => existsSync(join(place, f.path)));
    if (!made.has(name) || !whole || next.has(name)) continue;
    for (const {path} of record.files) link(place, next.folder, path);
    next.manifest.tables[name] = record;
  }
  next.manifest.steps = {...old.steps, ...next.manifest.steps};
  const state = join(place, ".state");
  if (existsSync(state))
    for (const file of readdirSync(state)) link(place, next.folder, join(".state", file));
  if (existsSync(join(place, "site.duckdb"))) link(place, next.folder, "site.duckdb");
  next.save();
}

function link(from: string, to: string, path: string): void {
  mkdirSync(dirname(join(to, path)), {recursive: true});
  linkSync(join(from, path), join(to, path));
}
