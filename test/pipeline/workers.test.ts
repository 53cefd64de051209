import {mkdirSync, writeFileSync} from "node:fs";
import {join, relative} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {runSteps} from "../../pipeline/run/run-steps.js";
import type {Step} from "../../pipeline/run/steps.js";
import {startWorkers, type Workers} from "../../pipeline/run/workers.js";
import {dayOf} from "../../pipeline/warehouse/columns.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";

const root = scratch();
const project = fileURLToPath(new URL("../..", import.meta.url));
let warehouse: Warehouse;
let workers: Workers;

beforeAll(async () => {
  warehouse = await openWarehouse({root, dataset: "workers"});
  warehouse.describe({simulated: true, title: {zh: "测试", en: "Test"}});
  await warehouse.write(
    "calendar",
    {date: Int32Array.of(dayOf("2024-01-02"), dayOf("2024-01-03")), is_open: Uint8Array.of(1, 1)},
    "test"
  );
  workers = startWorkers(warehouse);
});
afterAll(() => {
  workers.close();
  warehouse.close();
});

/** A model file of its own, whose run is this text. */
function modelFile(name: string, run: string): string {
  const folder = join(root, "models");
  mkdirSync(folder, {recursive: true});
  const file = join(folder, `${name}.ts`);
  writeFileSync(
    file,
    `import {defineModel} from ${JSON.stringify(join(project, "pipeline/run/model.ts"))};
export default defineModel({name: "${name}", inputs: ["calendar"], outputs: ["micro_cap"], async run(context) {${run}}});`
  );
  return relative(project, file);
}

const WRITE = `
  const {rows} = await context.query("SELECT * FROM calendar");
  context.log("counted");
  const one = (x) => Float64Array.of(x);
  await context.write("micro_cap", {year: Int32Array.of(2024), variant: ["days"], excess_return: one(rows), turnover: one(0), cost: one(0)});`;

describe("a worker", () => {
  it("runs a model of a file and hands its tables and its words back", async () => {
    const lines: string[] = [];
    const job = {entry: modelFile("counter", WRITE), outputs: ["micro_cap"], code: "a", fresh: false};
    await workers.run(job, warehouse, (line) => lines.push(line));
    expect(lines).toEqual(["counted"]);
    const answer = await warehouse.query("SELECT excess_return FROM micro_cap");
    expect([...answer.numbers("excess_return")]).toEqual([2]);
  });

  it("hands back a model's error, and the tables it had written before", async () => {
    warehouse.drop("micro_cap");
    const job = {
      entry: modelFile("broken", `${WRITE} throw new Error("the tide was out");`),
      outputs: ["micro_cap"],
      code: "a",
      fresh: false
    };
    await expect(workers.run(job, warehouse, () => {})).rejects.toThrow("the tide was out");
    expect(warehouse.has("micro_cap")).toBe(true);
  });

  it("whose process ends is named, and the next job gets another", async () => {
    const dying = {
      entry: modelFile("dying", "process.exit(3);"),
      outputs: ["micro_cap"],
      code: "a",
      fresh: false
    };
    await expect(workers.run(dying, warehouse, () => {})).rejects.toThrow(/its process ended \(code 3\)/);
    await workers.run(
      {entry: modelFile("after", WRITE), outputs: ["micro_cap"], code: "a", fresh: false},
      warehouse,
      () => {}
    );
  });
});

describe("steps that may run apart", () => {
  const steps = (spans: Map<string, [number, number]>): Step[] => {
    let clock = 0;
    const step = (name: string, inputs: string[], outputs: string[], apart: boolean): Step => ({
      name,
      entry: "pipeline/schema.ts",
      params: null,
      inputs: [],
      optional: inputs,
      outputs,
      apart,
      present: () => false,
      async run() {
        spans.set(name, [clock++, Number.POSITIVE_INFINITY]);
        await new Promise((resolve) => setTimeout(resolve, 20));
        spans.set(name, [spans.get(name)?.[0] ?? 0, clock++]);
      }
    });
    return [
      step("leaf", [], ["micro_cap"], true),
      step("first", [], ["diffusion"], true),
      step("second", ["diffusion"], ["money_flow"], true),
      step("alone", [], ["margin_flow"], false),
      step("last", ["micro_cap", "money_flow"], ["prosperity"], true)
    ];
  };
  const overlap = (a: readonly number[] = [], b: readonly number[] = []): boolean =>
    (a[0] ?? 0) < (b[1] ?? 0) && (b[0] ?? 0) < (a[1] ?? 0);

  it("do so, those first that others wait for, never before their inputs nor beside one that runs alone", async () => {
    const spans = new Map<string, [number, number]>();
    await runSteps(steps(spans), warehouse, {atOnce: 2});
    expect([...spans.keys()]).toEqual(["alone", "first", "leaf", "second", "last"]);
    expect(overlap(spans.get("first"), spans.get("leaf"))).toBe(true);
    expect(overlap(spans.get("first"), spans.get("second"))).toBe(false);
    for (const name of ["first", "leaf", "second", "last"])
      expect(overlap(spans.get("alone"), spans.get(name))).toBe(false);
  });

  it("run one after another where one may at once", async () => {
    const spans = new Map<string, [number, number]>();
    await runSteps(steps(spans), warehouse);
    const all = [...spans.values()];
    expect(all.some((a, i) => all.some((b, k) => i < k && overlap(a, b)))).toBe(false);
  });
});
