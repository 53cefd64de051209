import {gzipSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {prosperityView} from "../../lib/consensus/view.js";
import {boardVotes, compounded, runningSum, VOTES} from "../../lib/flow/board.js";
import type {BoardMeasure} from "../../lib/flow/board-measures.js";
import {panelColumn, panelRow, unpackIndustries} from "../../lib/flow/industry-book.js";
import {isoDay} from "../../lib/format/date.js";
import {unpackIndicators} from "../../lib/macro/indicator-book.js";
import indicators from "../../pipeline/models/indicators.js";
import {industryBoard} from "../../pipeline/models/industry-pages/board.js";
import {
  type IndicatorMeta,
  indicatorPage,
  indicatorParts
} from "../../pipeline/models/industry-pages/indicators.js";
import {type MarginExtra, marginPage} from "../../pipeline/models/industry-pages/margin.js";
import {type MoneyFlowExtra, moneyFlowPage} from "../../pipeline/models/industry-pages/money-flow.js";
import {prosperityPage} from "../../pipeline/models/industry-pages/prosperity.js";
import margin from "../../pipeline/models/margin.js";
import moneyFlow from "../../pipeline/models/money-flow.js";
import prosperity from "../../pipeline/models/prosperity.js";
import {publishedTables} from "../../pipeline/published/load.js";
import {contextOf} from "../../pipeline/run/context.js";
import {generateDemo} from "../../pipeline/sources/demo/generate.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import * as queries from "../../src/components/industries/queries.js";
import {scratch} from "../support/folder.js";

const root = scratch();
const PAGES = {
  prosperity: prosperityPage,
  margin: marginPage,
  moneyFlow: moneyFlowPage,
  indicators: indicatorPage,
  board: industryBoard
};
let warehouse: Warehouse;
let bare: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse({root, dataset: "demo"});
  warehouse.describe({simulated: true, title: {zh: "模拟市场", en: "Simulated market"}});
  await generateDemo(warehouse, {size: "small", seed: 20240223, log: () => {}});
  bare = await openWarehouse({root, dataset: "bare"});
  bare.describe({simulated: false, title: {zh: "空", en: "Bare"}});
  for (const [name, columns] of Object.entries(await publishedTables())) {
    await warehouse.write(name, columns, "test");
    await bare.write(name, columns, "test");
  }
  for (const model of [moneyFlow, margin, prosperity, indicators])
    await model.run(await contextOf(model, warehouse));
}, 120_000);
afterAll(() => {
  warehouse.close();
  bare.close();
});

describe("page data", () => {
  it("is the same bytes each time and light enough for a page", async () => {
    for (const [name, page] of Object.entries(PAGES)) {
      const bytes = await page(warehouse);
      expect(Buffer.from(await page(warehouse)).equals(Buffer.from(bytes)), name).toBe(true);
      expect(gzipSync(bytes).length, name).toBeLessThan(90_000);
    }
  });

  it("names what is missing where there is nothing, and still has what the reports print", async () => {
    const empty = unpackIndustries<string, {asOf: string; industry: string[]}>(await prosperityPage(bare));
    expect(empty.missing).toEqual(["consensus", "stock_industry", "prosperity"]);
    expect([empty.days.length, empty.industries.length]).toEqual([0, 0]);
    expect(empty.extra.industry).toHaveLength(30);
    expect(unpackIndustries<string, MarginExtra>(await marginPage(bare)).extra).toMatchObject({
      broken: 0,
      known: null
    });
    const flow = unpackIndustries<string, MoneyFlowExtra>(await moneyFlowPage(bare)).extra;
    expect(flow.printed?.industry).toContain("汽车");
    expect(flow.bars).toBeNull();
    expect(unpackIndicators<IndicatorMeta>(await indicatorPage(bare)).meta.printed).toHaveLength(6);
    expect(unpackIndustries(await industryBoard(bare)).missing).toContain("money_flow");
  });

  it("shows what the query under its figure gives", async () => {
    const book = unpackIndustries<
      Parameters<typeof prosperityView>[0] extends {panels: Record<infer P, unknown>} ? P : never,
      null
    >(await prosperityPage(warehouse));
    const at = book.days.length - 2;
    const frame = await warehouse.query(queries.prosperitySql(book.scheme, isoDay(book.days[at] ?? 0)));
    const week = prosperityView(book, at);
    const change = frame.numbers("d_roe");
    frame.strings("industry").forEach((name, i) => {
      const c = book.industries.findIndex((d) => d.industry === name);
      const [page, sql] = [100 * (week.dRoe[c] ?? Number.NaN), change[i] ?? Number.NaN];
      if (!Number.isNaN(sql)) expect(page).toBeCloseTo(sql, 2);
      else expect(page).toBeNaN();
    });
    const money = unpackIndustries<string, MoneyFlowExtra>(await moneyFlowPage(warehouse));
    const day = money.days.length - 1;
    const flows = await warehouse.query(queries.moneyFlowSql(money.scheme, isoDay(money.days[day] ?? 0)));
    const shown = panelRow(money.panels.net20 ?? new Float64Array(), day, money.industries.length);
    const net = flows.numbers("net20");
    flows.strings("industry").forEach((name, i) => {
      const c = money.industries.findIndex((d) => d.industry === name);
      expect(Math.abs((shown[c] ?? 0) / 1e8 - (net[i] ?? 0))).toBeLessThanOrEqual(0.26);
    });
  });

  it("gathers the same week's flows on the board as SQL does", async () => {
    const board = unpackIndustries<BoardMeasure, null>(await industryBoard(warehouse));
    const at = board.days.length - 1;
    const frame = await warehouse.query(queries.boardSql(board.scheme, isoDay(board.days[at] ?? 0)));
    const money = panelRow(board.panels.money, at, board.industries.length);
    const value = frame.numbers("value");
    expect(frame.rows).toBeGreaterThan(25);
    frame.strings("industry").forEach((name, i) => {
      const c = board.industries.findIndex((d) => d.industry === name);
      expect(Math.abs((money[c] ?? 0) / 1e8 - (value[i] ?? 0))).toBeLessThanOrEqual(0.26);
    });
    expect(board.scheme).toBe("citic");
    expect(board.missing).toContain("fund_position");
    const {up, down, known} = boardVotes(board, at);
    up.forEach((x, c) => {
      expect(x + (down[c] ?? 0)).toBeLessThanOrEqual(known[c] ?? 0);
      expect(known[c]).toBeLessThanOrEqual(VOTES.length);
    });
  });

  it("offers queries that run", async () => {
    const day = "2023-06-30";
    for (const sql of [
      queries.prosperityPathSql("sw", "银行"),
      queries.printedProsperitySql,
      queries.marginSql("sw", day),
      queries.marginPathSql("sw"),
      queries.moneyBarsSql("sw"),
      queries.moneyPathSql("sw"),
      queries.printedMoneySql,
      queries.indicatorSql(day),
      queries.indicatorTestSql(day),
      queries.printedIndicatorSql
    ])
      expect((await warehouse.query(sql)).rows, sql).toBeGreaterThan(0);
  });
});

describe("reading books", () => {
  it("takes rows and columns, and one industry's series with their tests", async () => {
    const panel = Float64Array.of(1, 2, 3, 4, 5, 6);
    expect(Array.from(panelRow(panel, 1, 2))).toEqual([3, 4]);
    expect(Array.from(panelColumn(panel, 1, {industries: 2, from: -5, to: 2}))).toEqual([2, 4, 6]);
    const book = unpackIndicators<IndicatorMeta>(await indicatorPage(warehouse));
    const weeks = book.days.length;
    const {series, tests} = book.meta;
    const {industries, parts} = await indicatorParts(warehouse);
    expect(industries).toEqual([...new Set(series.map((s) => s.industry))]);
    industries.forEach((industry, k) => {
      const one = unpackIndicators<IndicatorMeta>(parts[k] as Uint8Array);
      const own = series.flatMap((s, i) => (s.industry === industry ? [i] : []));
      expect(one.meta.series).toEqual(own.map((i) => series[i]));
      expect(Array.from(one.value)).toEqual(
        own.flatMap((i) => [...book.value.subarray(i * weeks, (i + 1) * weeks)])
      );
      expect(one.meta.tests.map((t) => ({...t, s: own[t.s]}))).toEqual(
        tests.filter((t) => own.includes(t.s))
      );
    });
  });

  it("sums and compounds weeks, flat where one is missing", () => {
    const nan = Number.NaN;
    expect(Array.from(runningSum([nan, 1, nan, 2]))).toEqual([nan, 1, 1, 3]);
    const growth = compounded([nan, 0.1, nan, -0.5]);
    expect(growth[0]).toBeNaN();
    expect(growth[2]).toBeCloseTo(0.1, 12);
    expect(growth[3]).toBeCloseTo(-0.45, 12);
  });
});
