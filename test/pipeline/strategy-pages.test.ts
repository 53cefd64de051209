import {gzipSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import microCap from "../../pipeline/models/micro-cap.js";
import patterns from "../../pipeline/models/patterns.js";
import {comparisonPage} from "../../pipeline/models/strategies/comparison-page.js";
import {microPage} from "../../pipeline/models/strategies/micro-page.js";
import {familyPage} from "../../pipeline/models/strategies/page-data.js";
import {patternPage} from "../../pipeline/models/strategies/pattern-page.js";
import strategies from "../../pipeline/models/strategies.js";
import {publishedTables} from "../../pipeline/published/load.js";
import {contextOf} from "../../pipeline/run/context.js";
import {generateDemo} from "../../pipeline/sources/demo/generate.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import * as queries from "../../src/components/strategy/queries.js";
import {scratch} from "../support/folder.js";

const root = scratch();
let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse({root, dataset: "demo"});
  warehouse.describe({simulated: true, title: {zh: "模拟市场", en: "Simulated market"}});
  await generateDemo(warehouse, {size: "small", seed: 20240223, log: () => {}});
  for (const [table, columns] of Object.entries(await publishedTables()))
    await warehouse.write(table, columns, "test");
  await microCap.run(await contextOf(microCap, warehouse));
  await patterns.run(await contextOf(patterns, warehouse));
  await strategies.run(await contextOf(strategies, warehouse));
}, 240_000);
afterAll(() => warehouse.close());

describe("pages of strategies", () => {
  it("hold what they draw, and stay light", async () => {
    const pages = {
      north: await familyPage(warehouse, "north"),
      south: await familyPage(warehouse, "south"),
      patterns: await patternPage(warehouse),
      micro: await microPage(warehouse),
      comparison: await comparisonPage(warehouse)
    };
    for (const page of Object.values(pages)) {
      expect(page.missing).toEqual([]);
      expect(gzipSync(JSON.stringify(page)).length).toBeLessThan(100_000);
    }
    const {views, strategies: books} = pages.north;
    expect(views.map((v) => v.strategy)).toEqual(books.strategy);
    expect(views.every((v) => (v.weeks.nav?.length ?? 0) > 50)).toBe(true);
    expect(views.find((v) => v.strategy === "north_2")?.traded?.trades.date?.length).toBeGreaterThan(0);
    expect(pages.south.grid.annual_return?.length).toBe(288);
    expect(pages.patterns.examples.map((e) => e.pattern)).toEqual(["breakout", "oversold", "pullback"]);
  });

  it("offer queries that run", async () => {
    const all = [
      queries.statSql("north"),
      queries.navSql("north_2"),
      queries.yearSql("north_2"),
      queries.ledgerSql("north_2", "960001.SH"),
      queries.gridSql("south"),
      queries.seatSql,
      queries.placeboSql,
      queries.quintileSql,
      queries.ratioSql,
      queries.patternSql,
      queries.periodSql("breakout"),
      queries.eventSql,
      queries.microSql,
      queries.microNavSql,
      queries.comparisonSql,
      queries.printedSql
    ];
    for (const sql of all) expect((await warehouse.query(sql)).names.length, sql).toBeGreaterThan(1);
  });

  it("say what is missing where a dataset cannot feed them, and keep what is printed", async () => {
    const bare = await openWarehouse({root, dataset: "bare"});
    try {
      bare.describe({simulated: false, title: {zh: "空", en: "Bare"}});
      for (const [table, columns] of Object.entries(await publishedTables()))
        if (["published_strategy", "published_pattern", "published_micro_cap"].includes(table))
          await bare.write(table, columns, "test");
      const north = await familyPage(bare, "north");
      expect(north.missing.length).toBeGreaterThan(0);
      expect(north.views).toEqual([]);
      expect(north.printed.strategy).toEqual(["north_1", "north_2", "north_3"]);
      expect((await patternPage(bare)).missing).toEqual(["pattern_event", "pattern_stat"]);
      expect((await microPage(bare)).missing).toEqual(["micro_cap", "micro_cap_nav"]);
      expect((await comparisonPage(bare)).missing.length).toBe(3);
    } finally {
      bare.close();
    }
  });
});
