import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import margin from "../../pipeline/models/margin.js";
import moneyFlow from "../../pipeline/models/money-flow.js";
import prosperity from "../../pipeline/models/prosperity.js";
import {contextOf} from "../../pipeline/run/context.js";
import {dayOf, isoOf} from "../../pipeline/warehouse/columns.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";
import {type Cell, columnsFrom} from "../support/tables.js";

const root = scratch();
const opened: Warehouse[] = [];
afterAll(() => {
  for (const warehouse of opened) warehouse.close();
});

async function warehouseOf(
  dataset: string,
  tables: Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>>
): Promise<Warehouse> {
  const warehouse = await openWarehouse({root: join(root), dataset, threads: 1});
  warehouse.describe({simulated: true, title: {zh: "测试", en: "Test"}});
  opened.push(warehouse);
  for (const [name, rows] of Object.entries(tables)) await warehouse.write(name, columnsFrom(rows), "test");
  return warehouse;
}

async function rowsOf(warehouse: Warehouse, sql: string): Promise<Record<string, Cell>[]> {
  const frame = await warehouse.query(sql);
  return Array.from({length: frame.rows}, (_, i) =>
    Object.fromEntries(
      frame.names.map((name) => {
        if (/date/.test(name)) return [name, isoOf(frame.days(name)[i] ?? 0)];
        if (/scheme|industry|source|code|kind|text/.test(name)) return [name, frame.strings(name)[i] ?? null];
        return [name, frame.numbers(name)[i] ?? null];
      })
    )
  );
}

const [A, B, C, ETF] = ["990001.SH", "990002.SH", "990003.SZ", "510300.SH"];
const industry = (code: string, name: string, from = "2020-01-01", to: string | null = null) => ({
  code,
  scheme: "sw",
  from_date: from,
  industry: name,
  to_date: to
});
const bar = (date: string, code: string, more: Readonly<Record<string, Cell>> = {}) => ({
  date,
  code,
  open: 10,
  high: 10.6,
  low: 9.8,
  close: 10.4,
  prev_close: 10,
  volume: 30,
  amount: 300,
  adj_factor: 1,
  total_shares: 1000,
  float_shares: 500,
  limit_up: 11,
  limit_down: 9,
  ...more
});

describe("money flow", () => {
  const at = (h: number, m: number): number => h * 3600 + m * 60;
  const fiveMinutes = (date: string, time: number, code: string, more: Readonly<Record<string, Cell>>) => ({
    date,
    time,
    code,
    open: 10,
    high: 10,
    low: 10,
    close: 10,
    volume: 10,
    amount: 100,
    ...more
  });
  const tables = () => ({
    stock_daily: [
      bar("2024-01-02", A),
      bar("2024-01-02", B, {open: 11, high: 11, low: 11, close: 11, amount: 500}),
      bar("2024-01-03", A),
      bar("2024-01-03", B, {amount: 0, volume: 0}),
      bar("2024-01-03", C, {open: 10, high: 10, low: 9, close: 9, amount: 400})
    ],
    stock_industry: [industry(A ?? "", "银行"), industry(B ?? "", "银行"), industry(C ?? "", "煤炭")],
    stock_bar: [
      // Outside the sessions, then all up from the previous close, then all down, of the day's 300.
      fiveMinutes("2024-01-03", at(9, 25), A ?? "", {amount: 1e9}),
      fiveMinutes("2024-01-03", at(9, 35), A ?? "", {high: 10.6, close: 10.6, amount: 100}),
      fiveMinutes("2024-01-03", at(9, 40), A ?? "", {
        open: 10.6,
        high: 10.6,
        low: 10.4,
        close: 10.4,
        amount: 200
      }),
      // Bars that hold a tenth of the day's amount are not the day.
      fiveMinutes("2024-01-03", at(9, 45), C ?? "", {amount: 40})
    ],
    connect_holding: [{date: "2024-01-02", direction: "north", code: A ?? "", seat: "*", shares: 5}]
  });

  it("takes bars within the day where they are the day's trade, else the daily bar, by hand", async () => {
    const warehouse = await warehouseOf("flow", tables());
    const said: string[] = [];
    await moneyFlow.run(await contextOf(moneyFlow, warehouse, {log: (m) => said.push(m)}));
    const rows = await rowsOf(warehouse, "SELECT * FROM money_flow ORDER BY date, industry");
    // From 10 to 10.6 by 9.8 and back to 10.4: a third of 300; and 500 locked at the limit.
    expect(rows[0]).toMatchObject({date: "2024-01-02", industry: "银行", turnover: 800, source: "daily"});
    expect(rows[0]?.net).toBeCloseTo(100 + 500, 10);
    expect(rows[0]?.ratio).toBeCloseTo(600 / 800, 12);
    expect(rows[1]).toMatchObject({
      date: "2024-01-03",
      industry: "煤炭",
      net: -400,
      net_daily: -400,
      source: "daily",
      bar_share: 0
    });
    expect(rows[2]).toMatchObject({
      date: "2024-01-03",
      industry: "银行",
      net: 100 - 200,
      bar_share: 1,
      source: "bars"
    });
    expect(rows[2]?.net_daily).toBeCloseTo(100, 10);
    expect(said.join()).toContain("1 outside the sessions");
    expect(said.join()).toContain("not the day's amount: 1");
  });

  it("sets Connect names apart from the day after their first report, and measures turnover and cap", async () => {
    const warehouse = await warehouseOf("connect", tables());
    await moneyFlow.run(await contextOf(moneyFlow, warehouse));
    const flow = await rowsOf(
      warehouse,
      "SELECT date, industry, net_connect, turnover_connect FROM money_flow WHERE industry = '银行' ORDER BY date"
    );
    expect(flow[0]).toMatchObject({net_connect: 0, turnover_connect: 0});
    expect(flow[1]?.net_connect).toBeCloseTo(100, 10);
    expect(flow[1]?.turnover_connect).toBe(300);
    const turnover = await rowsOf(warehouse, "SELECT * FROM industry_turnover ORDER BY date, industry");
    expect(turnover[0]).toMatchObject({turnover: 800, float_cap: 500 * 10.4 + 500 * 11, stocks: 2});
  });

  it("runs without bars, holdings, limits or share counts", async () => {
    const {stock_daily, stock_industry} = tables();
    const bare = stock_daily.map(({limit_up, limit_down, float_shares, ...rest}) => rest);
    const warehouse = await warehouseOf("bare", {stock_daily: bare, stock_industry});
    await moneyFlow.run(await contextOf(moneyFlow, warehouse));
    const rows = await rowsOf(warehouse, "SELECT * FROM money_flow ORDER BY date, industry");
    expect(rows.map((r) => r.source)).toEqual(["daily", "daily", "daily"]);
    expect(rows.map((r) => r.net_connect)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect((await rowsOf(warehouse, "SELECT float_cap FROM industry_turnover"))[0]?.float_cap).toBeNaN();
  });
});

describe("margin flow", () => {
  const row = (date: string, code: string, balance: number, more: Readonly<Record<string, Cell>> = {}) => ({
    date,
    code,
    financing_balance: balance,
    financing_buy: 100,
    financing_repay: 40,
    short_sell_shares: 5,
    short_repay_shares: 2,
    short_balance_shares: 50,
    ...more
  });
  const tables = () => ({
    stock_daily: [
      bar("2023-12-29", A ?? ""),
      bar("2023-12-29", C ?? ""),
      bar("2024-01-02", A ?? ""),
      bar("2024-01-02", C ?? "")
    ],
    stock_industry: [industry(A ?? "", "银行"), industry(C ?? "", "煤炭")],
    stock: [A, C].map((code) => ({
      code: code ?? "",
      name: code ?? "",
      board: "main",
      list_date: "2010-01-04"
    })),
    industry_turnover: [
      {date: "2023-12-29", scheme: "sw", industry: "银行", turnover: 1000, float_cap: 5000, stocks: 1}
    ],
    margin: [
      row("2023-12-29", A ?? "", 1000),
      row("2023-12-29", C ?? "", 500),
      row("2023-12-29", ETF ?? "", 9e9, {financing_buy: 8e9}),
      row("2024-01-02", A ?? "", 1060),
      row("2024-01-02", C ?? "", 600)
    ]
  });

  it("sums stocks by industry without funds, is known a trading day later, and logs what does not add up", async () => {
    const warehouse = await warehouseOf("margin", tables());
    const said: string[] = [];
    await margin.run(await contextOf(margin, warehouse, {log: (m) => said.push(m)}));
    const rows = await rowsOf(warehouse, "SELECT * FROM margin_flow ORDER BY date, industry");
    expect(rows).toHaveLength(4);
    const [, bank, coal] = rows;
    expect(bank).toMatchObject({
      date: "2023-12-29",
      known_date: "2024-01-02",
      industry: "银行",
      net_financing: 60,
      balance: 1000,
      stocks: 1,
      broken: 0
    });
    expect(bank?.net_short).toBeCloseTo(3 * 10.4, 10);
    expect(bank?.net_to_turnover).toBeCloseTo((60 - 31.2) / 1000, 12);
    expect(bank?.net_to_cap).toBeCloseTo((60 - 31.2) / 5000, 12);
    // Over the turn of the year 500 + 60 should be 560, and 600 is reported.
    expect(coal).toMatchObject({date: "2024-01-02", industry: "煤炭", broken: 1});
    expect(coal?.net_to_cap).toBeNaN();
    const [gap] = await rowsOf(warehouse, "SELECT * FROM margin_break");
    expect(gap).toMatchObject({date: "2024-01-02", code: C, reported: 600});
    expect(gap?.expected).toBeCloseTo(560, 9);
    expect(said.join()).toContain("1 other codes left out");
    expect((await rowsOf(warehouse, "SELECT * FROM margin_event"))[0]).toMatchObject({kind: "list"});
  });

  it("does not know a day's figures at that day's close", async () => {
    const warehouse = await warehouseOf("margin-known", tables());
    const target = await warehouseOf("margin-early", {});
    await margin.run(await contextOf(margin, warehouse, {target, asOf: "2024-01-02"}));
    const rows = await rowsOf(target, "SELECT DISTINCT date, known_date FROM margin_flow");
    expect(rows).toEqual([{date: "2023-12-29", known_date: "2024-01-02"}]);
  });
});

describe("prosperity", () => {
  const row = (date: string, code: string, more: Readonly<Record<string, Cell>> = {}) => ({
    date,
    code,
    fy1: 2023,
    net_profit_fy0: 100,
    net_profit_fy1: 120,
    net_profit_fy2: 150,
    net_profit_fy3: 180,
    book_equity_fy0: 1000,
    book_equity_fy1: 1100,
    book_equity_fy2: 1200,
    book_equity_fy3: 1300,
    analysts: 5,
    ...more
  });

  it("counts three analysts or more, moves with membership, and takes no change over a long gap", async () => {
    const warehouse = await warehouseOf("prosperity", {
      consensus: [
        row("2023-06-30", A ?? ""),
        row("2023-06-30", B ?? "", {analysts: 1, net_profit_fy2: 900}),
        row("2023-07-07", A ?? "", {net_profit_fy2: 160}),
        row("2023-07-07", B ?? "", {analysts: 1, net_profit_fy2: 900}),
        row("2023-07-07", C ?? ""),
        row("2023-09-01", A ?? "")
      ],
      stock_industry: [
        industry(A ?? "", "银行"),
        industry(B ?? "", "银行"),
        industry(C ?? "", "煤炭", "2020-01-01", "2023-07-05"),
        industry(C ?? "", "银行", "2023-07-05")
      ]
    });
    await prosperity.run(await contextOf(prosperity, warehouse));
    const rows = await rowsOf(warehouse, "SELECT * FROM prosperity ORDER BY date, industry");
    expect(rows.map((r) => [r.date, r.industry, r.stocks, r.stocks_any, r.matched])).toEqual([
      ["2023-06-30", "银行", 1, 2, 0],
      ["2023-07-07", "银行", 2, 3, 1],
      ["2023-09-01", "银行", 1, 1, 0]
    ]);
    const a = (dayOf("2023-12-31") - dayOf("2023-06-30")) / 365;
    const now = a * 120 + (1 - a) * 150;
    const base = a * 100 + (1 - a) * 120;
    expect(rows[0]?.growth_fttm).toBeCloseTo(now / base - 1, 12);
    expect(rows[0]?.coverage).toBeNaN();
    // FY2 went from 150 to 160: the revision at the first day's weights.
    expect(rows[1]?.growth_revision).toBeCloseTo(((1 - a) * 10) / base, 12);
    const {d_growth, growth_revision, growth_roll_down, growth_composition} = rows[1] ?? {};
    expect(Number(growth_revision) + Number(growth_roll_down) + Number(growth_composition)).toBeCloseTo(
      Number(d_growth),
      12
    );
    expect(rows[2]?.d_growth).toBeNaN();
  });
});
