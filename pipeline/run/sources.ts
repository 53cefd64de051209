import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {publishedTables} from "../published/load.js";
import {tables} from "../schema.js";
import {writeSiteDatabase} from "../site-database.js";
import {demoTables, generateDemo} from "../sources/demo/generate.js";
import type {Warehouse} from "../warehouse/warehouse.js";
import {digestJson} from "./fingerprint.js";
import type {Step} from "./steps.js";

export interface SourceOptions {
  readonly size?: "small" | "full" | undefined;
  readonly seed?: number | undefined;
}

/** Steps before the models (the demo market, or nothing where the data were imported) and after them. */
export function sourceSteps(warehouse: Warehouse, options: SourceOptions): {first: Step[]; last: Step[]} {
  const first = warehouse.dataset === "demo" ? [demoStep(warehouse, options)] : [];
  return {first: [...first, publishedStep(warehouse)], last: [databaseStep(warehouse)]};
}

function demoStep(warehouse: Warehouse, {size, seed}: SourceOptions): Step {
  const last = warehouse.exists ? warehouse.manifest : undefined;
  const params = {size: size ?? sizeOf(last?.size) ?? "full", seed: seed ?? last?.seed ?? 20240223};
  return {
    name: "demo",
    entry: "pipeline/sources/demo/generate.ts",
    params,
    inputs: [],
    optional: [],
    outputs: demoTables,
    async run(log) {
      warehouse.describe({
        simulated: true,
        title: {zh: "模拟市场", en: "Simulated market"},
        ...params,
        source: "demo"
      });
      await generateDemo(warehouse, {...params, log});
    }
  };
}

const sizeOf = (size: string | undefined): "small" | "full" | undefined =>
  size === "small" || size === "full" ? size : undefined;

function publishedStep(warehouse: Warehouse): Step {
  const outputs = tables.filter((t) => t.layer === "published").map((t) => t.name);
  return {
    name: "published",
    entry: "pipeline/published/load.ts",
    params: contentOf("../published/"),
    inputs: [],
    optional: [],
    outputs,
    async run() {
      const loaded = await publishedTables();
      for (const name of outputs) {
        const columns = loaded[name];
        if (!columns) throw new Error(`no transcription of ${name} in pipeline/published`);
        await warehouse.write(name, columns, "published");
      }
    }
  };
}

/** The transcriptions, so that an edited one counts as changed. */
function contentOf(folder: string): string {
  const url = new URL(folder, import.meta.url);
  const files = readdirSync(url).filter((f) => f.endsWith(".csv"));
  return digestJson(files.sort().map((f) => [f, readFileSync(new URL(f, url), "utf8")]));
}

function databaseStep(warehouse: Warehouse): Step {
  return {
    name: "site-database",
    entry: "pipeline/site-database.ts",
    params: null,
    inputs: [],
    optional: tables.map((t) => t.name),
    outputs: [],
    present: () => existsSync(join(warehouse.folder, "site.duckdb")),
    async run() {
      await writeSiteDatabase(warehouse.folder);
    }
  };
}
