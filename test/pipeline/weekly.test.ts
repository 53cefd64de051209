import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {type Columns, dayOf} from "../../pipeline/warehouse/columns.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {coverOf} from "../../pipeline/weekly/cover.js";
import {EDITION_TABLES, editionAt, issueOf} from "../../pipeline/weekly/edition.js";
import {scratch} from "../support/folder.js";

const root = scratch();
const open: Warehouse[] = [];

/** Eight sessions across the turn of the year; the fifth before the last is 2023-12-28. */
const days = [
  "2023-12-26",
  "2023-12-27",
  "2023-12-28",
  "2023-12-29",
  "2024-01-02",
  "2024-01-03",
  "2024-01-04",
  "2024-01-05"
];

const dates = (list: readonly string[]): Int32Array => Int32Array.from(list, dayOf);
const real = (list: readonly number[]): Float64Array => Float64Array.from(list);

/** Two stocks: the first rises by a yuan a day, the second falls by one. */
function bars(list: readonly string[]): Columns {
  const at = list.flatMap((day) => [0, 1].map((code) => ({day, code, t: days.indexOf(day)})));
  const close = real(at.map(({code, t}) => 100 + (code === 0 ? t : -t)));
  return {
    date: dates(at.map((r) => r.day)),
    code: at.map((r) => `${r.code}.SH`),
    open: close,
    high: close,
    low: close,
    close,
    prev_close: real(at.map(({code, t}) => 100 + (code === 0 ? t - 1 : 1 - t))),
    volume: new Float64Array(at.length).fill(100),
    amount: new Float64Array(at.length).fill(1e10),
    adj_factor: new Float64Array(at.length).fill(1)
  };
}

/** A dataset of these sessions, with flows of one CNY more each day for one of two industries. */
async function dataset(name: string, list: readonly string[]): Promise<Warehouse> {
  const warehouse = await openWarehouse({root, dataset: name});
  open.push(warehouse);
  warehouse.describe({simulated: true, title: {zh: "测试", en: "Test"}});
  const write = (table: string, columns: Columns): Promise<unknown> =>
    warehouse.write(table, columns, "test");
  await write("stock_daily", bars(list));
  await write("index_info", {
    index: ["000300.SH"],
    name_zh: ["沪深300"],
    name_en: ["CSI 300"],
    provider: ["x"]
  });
  const level = real(list.map((d) => 100 + 10 * days.indexOf(d)));
  await write("index_daily", {
    date: dates(list),
    index: list.map(() => "000300.SH"),
    open: level,
    high: level,
    low: level,
    close: level
  });
  await write("industry", {
    scheme: ["citic", "citic"],
    industry: ["银行", "煤炭"],
    name_zh: ["银行", "煤炭"],
    name_en: ["Banks", "Coal"],
    sector: ["金融", "周期"],
    stream: ["down", "up"],
    order: Int32Array.of(1, 2)
  });
  const twice = list.flatMap((d) => [d, d]);
  await write("northbound_flow", {
    date: dates(twice),
    scheme: twice.map(() => "citic"),
    industry: list.flatMap(() => ["煤炭", "银行"]),
    flow: real(list.flatMap((d) => [-1e8, 1e8 * days.indexOf(d)]))
  });
  await write("factor_return", {
    date: dates(twice),
    scheme: twice.map(() => "citic"),
    factor: list.flatMap(() => ["beta", "size"]),
    kind: twice.map(() => "style"),
    return: real(list.flatMap(() => [0.01, -0.01])),
    t_stat: new Float64Array(twice.length),
    t_stat_hc3: new Float64Array(twice.length)
  });
  return warehouse;
}

let whole: Warehouse;
beforeAll(async () => {
  whole = await dataset("whole", days);
});
afterAll(() => {
  for (const warehouse of open) warehouse.close();
});

describe("an edition", () => {
  it("is empty, not wrong, on an empty dataset", async () => {
    const warehouse = await openWarehouse({root, dataset: "empty"});
    open.push(warehouse);
    warehouse.describe({simulated: true, title: {zh: "测试", en: "Test"}});
    const {now, before, verdicts} = await coverOf(warehouse);
    expect([now.day, before.day, verdicts]).toEqual([null, null, null]);
    expect(Object.values(now.modules).every((m) => m === null)).toBe(true);
  });

  it("measures the week from the close five sessions before, the year from its last close", async () => {
    const {day, since, modules} = await editionAt(whole, "2024-01-07");
    expect([day, since]).toEqual(["2024-01-05", "2023-12-28"]);
    expect(modules.market).toMatchObject({
      week: [Number((170 / 120 - 1).toFixed(6))],
      year: [Number((170 / 130 - 1).toFixed(6))],
      month: [Number.NaN],
      path: [[100, 110, 120, 130, 140, 150, 160, 170]],
      breadth: {up: 1, down: 1, limitUp: null, limitDown: null, amount: 2e10, amountMean: 2e10}
    });
    expect(modules.northbound).toMatchObject({
      industry: ["银行", "煤炭"],
      flow: [1e8 * (3 + 4 + 5 + 6 + 7), -5e8],
      to: "2024-01-05"
    });
    expect(modules.styles?.factor).toEqual(["beta", "size"]);
    expect(modules.styles?.week[0]).toBeCloseTo(1.01 ** 5 - 1, 6);
    expect(modules.nowcast).toBeNull();
  });

  it("is the same whether later days exist or not", async () => {
    const past = await dataset("past", days.slice(0, 7));
    expect(await editionAt(whole, "2024-01-04")).toEqual(await editionAt(past, "2024-01-04"));
  });

  it("leaves out what becomes known after its close", async () => {
    await whole.write(
      "margin_flow",
      {
        date: dates(["2024-01-04", "2024-01-05"]),
        known_date: dates(["2024-01-05", "2024-01-08"]),
        scheme: ["citic", "citic"],
        industry: ["银行", "银行"],
        net_financing: real([1, 2]),
        net_short: real([0, 0]),
        net: real([1, 2]),
        net_to_cap: real([0, 0]),
        net_to_turnover: real([0, 0]),
        balance: real([1, 1]),
        stocks: Int32Array.of(1, 1),
        broken: Int32Array.of(0, 0)
      },
      "test"
    );
    const {modules} = await editionAt(whole, "2024-01-05");
    expect(modules.margin).toMatchObject({flow: [1], to: "2024-01-04"});
    whole.drop("margin_flow");
  });
});

describe("the fund of the week", () => {
  it("is the active fund that rose most, also where a dataset says nothing of share classes and closed funds", async () => {
    const warehouse = await dataset("funds", days);
    await warehouse.write(
      "fund",
      {
        fund: ["1.OF", "2.OF", "3.OF"],
        name: ["甲", "乙", "指数"],
        type: ["stock", "mixed_equity", "index"],
        manager: ["A", "B", "C"],
        inception_date: dates(["2020-01-01", "2020-01-01", "2020-01-01"])
      },
      "test"
    );
    const rows = days.flatMap((day) => ["1.OF", "2.OF", "3.OF"].map((fund, k) => ({day, fund, k})));
    const nav = real(rows.map(({day, k}) => 1 + 0.01 * (k + 1) * days.indexOf(day)));
    await warehouse.write(
      "fund_nav",
      {
        date: dates(rows.map((r) => r.day)),
        fund: rows.map((r) => r.fund),
        nav,
        adj_nav: nav,
        known_date: dates(rows.map((r) => r.day))
      },
      "test"
    );
    const {modules} = await editionAt(warehouse, "2024-01-05");
    expect(modules.hotFund).toMatchObject({fund: "2.OF", name: "乙", peers: 2, factor: [], to: "2024-01-05"});
    expect(modules.hotFund?.week).toBeCloseTo(1.14 / 1.04 - 1, 12);
  });
});

describe("an issue", () => {
  it("stands beside the one before and names the data it was made from", async () => {
    const issue = await issueOf(whole, {day: "2024-01-05", previous: "2024-01-03"});
    expect(issue.previous).toEqual(await editionAt(whole, "2024-01-03"));
    expect(issue.snapshot).toMatch(/^[0-9a-f]{16}$/);
    expect((await issueOf(whole, {day: "2024-01-03"})).snapshot).toBe(issue.snapshot);
  });

  it("is not published with an impossible number", async () => {
    const warehouse = await dataset("wrong", days);
    await warehouse.write(
      "northbound_flow",
      {date: dates(["2024-01-05"]), scheme: ["citic"], industry: ["银行"], flow: real([1e15])},
      "test"
    );
    await expect(issueOf(warehouse, {day: "2024-01-05"})).rejects.toThrow(
      /issue 2024-01-05 cannot be published: northbound moves .* more than five days' turnover/
    );
  });
});

describe("the loaders of the weekly and of the front page", () => {
  it.each([
    "src/data/front.json.ts",
    "src/data/weekly/[dataset]/[previous]/[issue].json.ts"
  ])("%s says all the tables that it reads, so that it is rerun when one changes", (file) => {
    const source = readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), "utf8");
    const named = (/reads: *([\w, ]+)/.exec(source)?.[1] ?? "").split(", ");
    expect(named.filter((t) => t !== "reconciliation")).toEqual([...EDITION_TABLES]);
  });
});
