import {appendFileSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {resolve} from "node:path";
import {measure} from "./process.js";
import type {Bench} from "./row.js";

const env = {
  YANBAO_WAREHOUSE: ".cache/bench/warehouse",
  YANBAO_DIST: ".cache/bench/dist",
  YANBAO_DATASET: "demo"
};
const page = resolve("src/data.md");

/** The whole demo site from nothing, then again after one page was edited. */
const build: Bench = {
  name: "build",
  what: "clean build of the full demo site, then a rebuild after one page edit",
  async run() {
    rmSync(".cache/bench", {recursive: true, force: true});
    rmSync(".cache/gate.json", {force: true});
    rmSync("src/.observablehq/cache", {recursive: true, force: true});
    const args = ["scripts/build.ts", "--size", "full"];
    const clean = await measure("tsx", args, env);
    const text = readFileSync(page, "utf8");
    try {
      appendFileSync(page, "\n<!-- edited -->\n");
      const again = await measure("tsx", args, env);
      return [
        {name: "build/clean-seconds", value: clean.seconds, unit: "s"},
        {name: "build/clean-peak-memory", value: clean.peakMegabytes, unit: "MB"},
        {name: "build/after-page-edit-seconds", value: again.seconds, unit: "s"}
      ];
    } finally {
      writeFileSync(page, text);
    }
  }
};

export default build;
