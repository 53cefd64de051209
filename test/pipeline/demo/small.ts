import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {generateDemo} from "../../../pipeline/sources/demo/generate.js";
import {openWarehouse, type Warehouse} from "../../../pipeline/warehouse/warehouse.js";

/** A small demo market in a folder of its own. */
export async function smallMarket(seed: number): Promise<{warehouse: Warehouse; remove(): void}> {
  const root = mkdtempSync(join(tmpdir(), "yanbao-demo-"));
  const warehouse = await openWarehouse({root, dataset: "demo"});
  warehouse.describe({simulated: true, title: {zh: "模拟市场", en: "Simulated market"}, size: "small", seed});
  await generateDemo(warehouse, {size: "small", seed, log: () => {}});
  return {
    warehouse,
    remove() {
      warehouse.close();
      rmSync(root, {recursive: true, force: true});
    }
  };
}

/** The single number that a query gives. */
export async function one(warehouse: Warehouse, sql: string): Promise<number> {
  const frame = await warehouse.query(`SELECT (${sql})::DOUBLE AS x`);
  return frame.numbers("x")[0] ?? Number.NaN;
}
