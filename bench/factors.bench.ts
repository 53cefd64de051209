import {mkdirSync, mkdtempSync, rmSync} from "node:fs";
import {join, resolve} from "node:path";
import {measure} from "./process.js";
import type {Bench, Row} from "./row.js";

const root = resolve(process.env.YANBAO_WAREHOUSE ?? "warehouse");

/** Exposures, regressions and risk of the full demo market but its last day, alone; then that day appended. */
const factors: Bench = {
  name: "factors",
  what: "the whole factor model over the full demo market, alone, then one day appended",
  async run() {
    const cache = resolve(".cache/bench");
    mkdirSync(cache, {recursive: true});
    const folder = mkdtempSync(join(cache, "factors-"));
    try {
      const rows: Row[] = [];
      for (const [name, before] of [
        ["whole", "1"],
        ["append", "0"]
      ] as const) {
        const args = ["bench/factor-models.ts", "--root", folder, "--from", root, "--before", before];
        const {tail, peakMegabytes} = await measure("tsx", args, {});
        rows.push({
          name: `factors/${name}-seconds`,
          value: Number(tail.trim().split("\n").at(-1)),
          unit: "s"
        });
        rows.push({name: `factors/${name}-peak-memory`, value: peakMegabytes, unit: "MB"});
      }
      return rows;
    } finally {
      rmSync(folder, {recursive: true, force: true});
    }
  }
};

export default factors;
