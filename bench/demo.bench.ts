import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {generateDemo} from "../pipeline/sources/demo/generate.js";
import {openWarehouse} from "../pipeline/warehouse/warehouse.js";
import type {Bench} from "./row.js";

/** The full demo market, simulated and written as Parquet. */
const demo: Bench = {
  name: "demo",
  what: "the full demo market to Parquet",
  async run() {
    const root = mkdtempSync(join(tmpdir(), "yanbao-bench-"));
    const warehouse = await openWarehouse({root, dataset: "demo"});
    try {
      warehouse.describe({simulated: true, title: {zh: "模拟市场", en: "Simulated market"}});
      const started = performance.now();
      await generateDemo(warehouse, {size: "full", seed: 20240223, log: () => {}});
      const seconds = (performance.now() - started) / 1000;
      const rows = warehouse.names().reduce((sum, t) => sum + warehouse.record(t).rows, 0);
      const bytes = warehouse.names().reduce((sum, t) => sum + warehouse.record(t).bytes, 0);
      return [
        {name: "demo/seconds", value: seconds, unit: "s"},
        {name: "demo/rows", value: rows, unit: "rows"},
        {name: "demo/stock-days", value: warehouse.record("stock_daily").rows, unit: "rows"},
        {name: "demo/megabytes", value: bytes / 1e6, unit: "MB"},
        {name: "demo/peak-memory", value: process.resourceUsage().maxRSS / 1024, unit: "MB"}
      ];
    } finally {
      warehouse.close();
      rmSync(root, {recursive: true, force: true});
    }
  }
};

export default demo;
