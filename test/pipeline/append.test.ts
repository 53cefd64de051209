import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import exposure from "../../pipeline/models/factor-exposure.js";
import factorReturn from "../../pipeline/models/factor-return.js";
import factorRisk from "../../pipeline/models/factor-risk.js";
import type {Model} from "../../pipeline/run/model.js";
import {runModel} from "../../pipeline/run/run-model.js";
import {tableNamed} from "../../pipeline/schema.js";
import {generateDemo} from "../../pipeline/sources/demo/generate.js";
import {isoOf} from "../../pipeline/warehouse/columns.js";
import {writeQuery} from "../../pipeline/warehouse/from-query.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";

const INPUTS = [
  "stock_daily",
  "stock_industry",
  "stock",
  "financial",
  "consensus",
  "industry",
  "series_value"
] as const;
/** Half of the stocks from the second year on are enough for most. */
const LATER = "AND date >= DATE '2022-01-01'";
const HALF = "AND right(split_part(code, '.', 1), 1)::INT % 2 = 0";
const OUTPUTS = [...exposure.outputs, ...factorReturn.outputs];

const root = scratch();
const opened: Warehouse[] = [];
let origin: Warehouse;
let days: string[] = [];

async function open(dataset: string): Promise<Warehouse> {
  const warehouse = await openWarehouse({root, dataset, threads: 1});
  warehouse.describe({simulated: true, title: {zh: "测试", en: "Test"}});
  opened.push(warehouse);
  return warehouse;
}

/** Writes what of the demo market was known on a day, with an alteration of one table if asked for. */
async function know(
  warehouse: Warehouse,
  day: string,
  {altered = {}, stocks = HALF}: {readonly altered?: Record<string, string>; readonly stocks?: string} = {}
): Promise<void> {
  for (const name of INPUTS) {
    const table = tableNamed(name);
    const known = name === "stock" ? "list_date" : table.known;
    const where = `WHERE ${known ? `${known} <= DATE '${day}'` : "true"} ${name === "stock_daily" ? `${LATER} ${stocks}` : ""}`;
    const sql = `SELECT ${altered[name] ?? "*"} FROM ${origin.source(name)} ${where}`;
    await writeQuery(warehouse, table, sql, "test");
  }
}

/** Runs both models; what they said. */
async function run(
  warehouse: Warehouse,
  {code = "a", fresh = false, models = [exposure, factorReturn] as Model[]} = {}
): Promise<string> {
  const said: string[] = [];
  for (const model of models)
    await runModel(model, warehouse, {log: (line) => said.push(`${model.name}: ${line}`), code, fresh});
  return said.join("\n");
}

/** What the same rows give when all days are computed. */
async function whole(name: string, day: string, altered: Record<string, string> = {}): Promise<Warehouse> {
  const warehouse = await open(name);
  await know(warehouse, day, {altered});
  await run(warehouse);
  return warehouse;
}

function expectSame(found: Warehouse, expected: Warehouse, outputs = OUTPUTS): void {
  for (const table of outputs) {
    expect(found.record(table).rows, table).toBeGreaterThan(0);
    expect(found.record(table).rows, table).toBe(expected.record(table).rows);
    expect(found.record(table).digest, table).toBe(expected.record(table).digest);
  }
}

beforeAll(async () => {
  origin = await open("origin");
  await generateDemo(origin, {size: "small", seed: 20240223, log: () => {}});
  const frame = await origin.query("SELECT DISTINCT date FROM stock_daily ORDER BY date");
  days = Array.from(frame.days("date"), isoOf);
}, 60_000);
afterAll(() => {
  for (const warehouse of opened) warehouse.close();
});

describe("one more day", () => {
  it("gives byte for byte the tables of a full run: over a year's end and a listing, and day by day", async () => {
    const listed = await origin.query(
      `SELECT min(date) AS date FROM stock_daily WHERE true ${LATER} ${HALF} GROUP BY code HAVING min(date) >= DATE '2023-01-03' ORDER BY date LIMIT 1`
    );
    const listing = isoOf(listed.days("date")[0] ?? 0);
    const before = days.filter((d) => d < "2023-01-01").at(-1) as string;
    const upTo = days.filter((d) => d >= "2023-01-01" && d <= listing);
    expect(upTo.length).toBeGreaterThan(1);
    const grown = await open("grown");
    await know(grown, before);
    await run(grown);
    for (const day of [upTo[0], upTo.at(-2), listing] as string[]) {
      await know(grown, day);
      const said = await run(grown);
      expect(said.match(/goes on after/g), `${day}: ${said}`).toHaveLength(2);
    }
    expectSame(grown, await whole("at-once", listing));
  }, 120_000);

  it("a day that was the last of its month's data and is no month end loses its risk; months before stand", async () => {
    const middle = days.filter((d) => d < "2023-11-16").at(-1) as string;
    const next = days.find((d) => d > middle) as string;
    const models = [exposure, factorReturn, factorRisk] as Model[];
    const grown = await open("middle");
    await know(grown, middle, {stocks: ""});
    await run(grown, {models});
    const count = (day: string): Promise<number> =>
      grown
        .query(`SELECT count(*) AS n FROM specific_risk WHERE date = DATE '${day}'`)
        .then((f) => f.numbers("n")[0] as number);
    expect(await count(middle)).toBeGreaterThan(0);
    await know(grown, next, {stocks: ""});
    expect((await run(grown, {models})).match(/goes on after/g)).toHaveLength(3);
    expect(await count(middle)).toBe(0);
    expect(await count(next)).toBeGreaterThan(0);
    const whole = await open("middle-at-once");
    await know(whole, next, {stocks: ""});
    await run(whole, {models});
    expectSame(grown, whole, [...OUTPUTS, ...factorRisk.outputs]);
  }, 120_000);
});

describe("all days are computed", () => {
  const [day, next] = ["2022-11-15", "2022-11-16"];
  let grown: Warehouse;
  beforeAll(async () => {
    grown = await open("changed");
    await know(grown, day);
    await run(grown);
  }, 60_000);

  it("where an old row changed, with the tables of a full run", async () => {
    const altered = {
      stock_daily: "* REPLACE (CASE WHEN date = DATE '2022-08-01' THEN close * 1.01 ELSE close END AS close)"
    };
    await know(grown, next, {altered});
    const said = await run(grown);
    expect(said).toContain(
      "factor-exposure: computes all days: stock_daily changed in what was known on 2022-11-15"
    );
    expect(said).toContain(
      "factor-return: computes all days: exposure changed in what was known on 2022-11-15"
    );
    expectSame(grown, await whole("altered", next, altered));
  }, 60_000);

  it("where a statement of the past came to light later, code changed, or it is asked for", async () => {
    const models = [exposure as Model];
    await know(grown, day);
    await run(grown, {models});
    const late = {
      financial:
        "* REPLACE (CASE WHEN known_date = (SELECT min(known_date) FROM financial_) THEN net_profit_ttm * 2 ELSE net_profit_ttm END AS net_profit_ttm)"
    };
    const view = `CREATE OR REPLACE TEMP VIEW financial_ AS SELECT * FROM ${origin.source("financial")}`;
    await grown.connection.run(view);
    await know(grown, next, {altered: late});
    expect(await run(grown, {models})).toContain(
      "computes all days: financial changed in what was known on 2022-11-15"
    );
    expect(await run(grown, {models, code: "b"})).toContain(
      "computes all days: its code or parameters changed"
    );
    expect(await run(grown, {models, code: "b", fresh: true})).not.toContain("goes on");
  }, 60_000);

  it("where an output or the kept state is not as it was written", async () => {
    const models = [factorReturn as Model];
    await run(grown);
    await writeQuery(
      grown,
      tableNamed("factor_fit"),
      `SELECT * FROM ${grown.source("factor_fit")} LIMIT 9`,
      "hand"
    );
    expect(await run(grown, {models})).toContain(
      "factor-return: computes all days: factor_fit is not as it was written"
    );
    const state = join(grown.folder, ".state", "factor-return");
    const bytes = readFileSync(state);
    bytes[bytes.length - 9] = (bytes[bytes.length - 9] as number) ^ 1;
    writeFileSync(state, bytes);
    expect(await run(grown, {models})).toContain(
      "factor-return: computes all days: the kept state is damaged"
    );
  }, 60_000);
});
