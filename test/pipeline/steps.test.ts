import {mkdirSync, writeFileSync} from "node:fs";
import {join, relative} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeEach, describe, expect, it} from "vitest";
import {contextOf} from "../../pipeline/run/context.js";
import {codeDigests} from "../../pipeline/run/fingerprint.js";
import {defineModel, inOrder, type Model} from "../../pipeline/run/model.js";
import {runSteps} from "../../pipeline/run/run-steps.js";
import {loadModels, modelStep} from "../../pipeline/run/steps.js";
import {type Columns, dayOf} from "../../pipeline/warehouse/columns.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";

const root = scratch();
const open: Warehouse[] = [];
let warehouse: Warehouse;
let dataset = 0;
let runs: string[] = [];

beforeEach(async () => {
  warehouse = await openWarehouse({root, dataset: `steps-${dataset++}`});
  warehouse.describe({simulated: true, title: {zh: "测试", en: "Test"}});
  await warehouse.write("calendar", calendar(["2024-01-02", "2024-01-03"]), "test");
  open.push(warehouse);
  runs = [];
});
afterAll(() => {
  for (const w of open) w.close();
});

const entry = "pipeline/schema.ts";

const calendar = (days: readonly string[]): Columns => ({
  date: Int32Array.from(days, dayOf),
  is_open: new Uint8Array(days.length).fill(1)
});

/** Counts the calendar's days into diffusion.up, scaled. */
const counter = (params = {scale: 1}): Model =>
  defineModel({
    name: "counter",
    inputs: ["calendar"],
    outputs: ["northbound_check"],
    params,
    async run(context) {
      runs.push("counter");
      const days = await context.query("SELECT date FROM calendar ORDER BY date");
      const n = days.rows;
      await context.write("northbound_check", {
        date: days.days("date"),
        estimate: new Float64Array(n).fill(context.params.scale),
        stocks: new Int32Array(n),
        carried: new Int32Array(n),
        regime: Array.from({length: n}, () => "daily")
      });
    }
  }) as Model;

const reader: Model = defineModel({
  name: "reader",
  inputs: ["northbound_check"],
  outputs: ["micro_cap"],
  async run(context) {
    runs.push("reader");
    const {rows} = await context.query("SELECT * FROM northbound_check");
    const one = (x: number): Float64Array => Float64Array.of(x);
    await context.write("micro_cap", {
      year: Int32Array.of(2024),
      variant: ["days"],
      excess_return: one(rows),
      turnover: one(0),
      cost: one(0)
    });
  }
}) as Model;

const go = (...models: Model[]): ReturnType<typeof runSteps> =>
  runSteps(
    inOrder(models).map((m) => modelStep(m, entry, warehouse)),
    warehouse
  );

describe("a pipeline run", () => {
  it("makes inputs before what reads them, then leaves all as it is", async () => {
    expect(await go(reader, counter())).toMatchObject({ran: 2, kept: 0});
    expect(runs).toEqual(["counter", "reader"]);
    expect(await go(reader, counter())).toMatchObject({ran: 0, kept: 2});
  });

  it("reruns what an input's content reaches, and no further", async () => {
    await go(reader, counter());
    runs = [];
    await warehouse.write("calendar", calendar(["2024-01-02", "2024-01-03"]), "same again");
    expect(await go(reader, counter())).toMatchObject({ran: 0});
    await warehouse.write("calendar", calendar(["2024-01-04"]), "another");
    await go(reader, counter());
    expect(runs).toEqual(["counter", "reader"]);
  });

  it("reruns a model whose parameters changed", async () => {
    await go(counter());
    expect(await go(counter({scale: 2}))).toMatchObject({ran: 1});
  });

  it("names the failed model and its cause, keeps its last good table, and runs the others", async () => {
    await go(reader, counter());
    const good = warehouse.digest("northbound_check");
    const broken = {...counter({scale: 3}), run: () => Promise.reject(new Error("the tide was out"))};
    expect(await go(reader, broken)).toMatchObject({failed: ["counter"], kept: 1});
    expect(warehouse.manifest.steps.counter).toMatchObject({status: "failed", message: "the tide was out"});
    expect(warehouse.digest("northbound_check")).toBe(good);
    expect(await go(reader, counter({scale: 3}))).toMatchObject({failed: [], ran: 2});
  });

  it("disables a model whose input is not there, says which, and withdraws its outputs", async () => {
    await go(reader, counter());
    warehouse.drop("calendar");
    expect(await go(reader, counter())).toMatchObject({disabled: ["counter", "reader"]});
    expect(warehouse.manifest.steps.counter?.message).toBe("needs calendar");
    expect(warehouse.has("northbound_check")).toBe(false);
  });

  it("makes a lost table again", async () => {
    await go(counter());
    warehouse.drop("northbound_check");
    expect(await go(counter())).toMatchObject({ran: 1});
  });
});

describe("a model", () => {
  it("sees only what it declares", async () => {
    const context = await contextOf(reader, warehouse);
    await expect(context.query("SELECT * FROM calendar")).rejects.toThrow(/calendar/);
    expect(() => context.has("calendar")).toThrow(/does not declare/);
    await expect(context.write("calendar", calendar([]))).rejects.toThrow(/does not declare as an output/);
  });

  it("cannot see rows known after its as-of date", async () => {
    const context = await contextOf(
      defineModel({name: "m", inputs: ["stock_daily"], outputs: ["micro_cap"], async run() {}}),
      warehouse,
      {asOf: "2024-01-02"}
    );
    expect(context.has("stock_daily")).toBe(false);
  });

  it("may not read the planted truth, unless it is a score", () => {
    const declare = (score: boolean): Model =>
      defineModel({
        name: "m",
        inputs: ["truth_seat"],
        outputs: ["micro_cap"],
        score,
        async run() {}
      }) as Model;
    expect(() => declare(false)).toThrow(/only scores read the planted truth/);
    expect(declare(true).score).toBe(true);
  });

  it("may not read its own output, nor share one, nor wait in a circle", () => {
    const make = (name: string, inputs: string[], outputs: string[]): Model =>
      defineModel({name, inputs, outputs, async run() {}}) as Model;
    expect(() => make("m", ["micro_cap"], ["micro_cap"])).toThrow(/its own output/);
    expect(() => inOrder([make("a", [], ["margin"]), make("b", [], ["margin"])])).toThrow(
      /two models: a and b/
    );
    const circle = [make("a", ["micro_cap"], ["diffusion"]), make("b", ["diffusion"], ["micro_cap"])];
    expect(() => inOrder(circle)).toThrow(/a → b → a/);
  });
});

describe("the code's fingerprint", () => {
  it("follows imports: a change two files away counts, one elsewhere does not", async () => {
    const folder = join(root, "code");
    mkdirSync(folder);
    const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
    write("a.ts", 'import {b} from "./b.js";\nconsole.log(b);\n');
    write("b.ts", 'export {c as b} from "./c.js";\n');
    write("c.ts", "export const c = 1;\n");
    write("other.ts", "export const o = 1;\n");
    const project = fileURLToPath(new URL("../..", import.meta.url));
    const file = relative(project, join(folder, "a.ts"));
    const digest = async (): Promise<string | undefined> => (await codeDigests([file])).get(file);
    const before = await digest();
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    write("other.ts", "export const o = 2;\n");
    expect(await digest()).toBe(before);
    write("c.ts", "export const c = 2;\n");
    expect(await digest()).not.toBe(before);
  });
});

describe("the models of the project", () => {
  it("declare tables of the schema, and derived ones as outputs", async () => {
    for (const {model} of await loadModels()) {
      for (const table of model.outputs)
        expect(table.startsWith("truth_") || table.startsWith("published_")).toBe(false);
    }
  });
});
