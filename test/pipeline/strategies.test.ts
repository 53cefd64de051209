import {afterAll, beforeAll, describe, expect, it} from "vitest";
import microCap from "../../pipeline/models/micro-cap.js";
import strategies from "../../pipeline/models/strategies.js";
import {contextOf} from "../../pipeline/run/context.js";
import {generateDemo} from "../../pipeline/sources/demo/generate.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";
import {shuffleFuture} from "../support/future.js";

const root = scratch();
const title = {zh: "模拟市场", en: "Simulated market"};
const AFTER = "2023-06-30";
/** A grid that is small enough to run twice in seconds. */
const model = {
  ...strategies,
  params: {
    north: {lookbacks: [5, 20, 230], sizes: [5], everies: [15], thresholds: [0.6], capital: 1e7},
    south: {lookbacks: [5], thresholds: [0.005], holds: [10, 20], slots: [10], capital: 1e7},
    seats: {lookbacks: [5], horizons: [5], step: 5},
    placebo: {draws: 200, seed: 7}
  }
};
let warehouse: Warehouse;
let other: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse({root, dataset: "demo"});
  warehouse.describe({simulated: true, title});
  await generateDemo(warehouse, {size: "small", seed: 20240223, log: () => {}});
  other = await openWarehouse({root, dataset: "other"});
  other.describe({simulated: true, title});
  const raw = [
    "stock_daily",
    "index_daily",
    "stock",
    "calendar",
    "connect_holding",
    "hk_daily",
    "series_value"
  ];
  await shuffleFuture(warehouse, other, {after: AFTER, tables: raw});
  for (const w of [warehouse, other]) {
    await microCap.run(await contextOf(microCap, w));
    await model.run(await contextOf(model, w));
  }
}, 180_000);
afterAll(() => {
  warehouse.close();
  other.close();
});

async function rows(of: Warehouse, sql: string): Promise<string[]> {
  await of.attach(of.names());
  return (await of.connection.runAndReadAll(sql)).getRows().map((r) => r.map(String).join());
}

describe("strategies on the demo market", () => {
  it("give the same NAV, trades, curves and indices to a day whatever comes after it", async () => {
    const fixed =
      "strategy NOT IN ('north_best', 'north_walk', 'south_return', 'south_drawdown', 'south_walk')";
    for (const sql of [
      `SELECT * FROM strategy_nav WHERE date <= DATE '${AFTER}' AND ${fixed} ORDER BY ALL`,
      `SELECT * FROM strategy_fill WHERE date <= DATE '${AFTER}' AND ${fixed} ORDER BY ALL`,
      `SELECT * FROM strategy_quintile WHERE date <= DATE '${AFTER}' ORDER BY ALL`,
      `SELECT * FROM south_ratio WHERE date < DATE '${AFTER}' - 31 ORDER BY ALL`,
      `SELECT * FROM micro_cap_nav WHERE date <= DATE '${AFTER}' ORDER BY ALL`,
      `SELECT * FROM micro_cap WHERE year < 2023 ORDER BY ALL`
    ]) {
      const own = await rows(warehouse, sql);
      expect(own.length, sql).toBeGreaterThan(5);
      const same = await rows(other, sql);
      expect(same.filter((r, k) => r !== own[k]).slice(0, 3), sql).toEqual([]);
      expect(same.length, sql).toBe(own.length);
    }
    const later = `SELECT * FROM strategy_nav WHERE date > DATE '${AFTER}' ORDER BY ALL`;
    expect(await rows(other, later)).not.toEqual(await rows(warehouse, later));
  });

  it("finds the planted informed seat, and no other, after correcting for all tests", async () => {
    const informed = await rows(warehouse, "SELECT seat FROM truth_seat WHERE informed");
    const found = await warehouse.query(
      "SELECT seat, min(p_holm) AS p, arg_max(ic, abs(t)) AS ic FROM seat_ic WHERE seat <> '*' GROUP BY seat ORDER BY p"
    );
    const seat = found.strings("seat");
    expect(seat[0]).toBe(informed[0]);
    expect(found.numbers("p")[0]).toBeLessThan(0.05);
    expect(found.numbers("ic")[0]).toBeGreaterThan(0.02);
    for (let k = 1; k < seat.length; k++) expect(found.numbers("p")[k]).toBeGreaterThan(0.05);
  });

  it("counts every variant by itself, and every strategy says how many", async () => {
    const counted = await rows(
      warehouse,
      "SELECT family, count(*), min(variants_tried), max(variants_tried) FROM strategy_grid JOIN (SELECT family, variants_tried FROM strategy WHERE family <> 'micro_cap') USING (family) GROUP BY 1, variants_tried ORDER BY 1"
    );
    expect(counted.length).toBe(2);
    const grid = await rows(warehouse, "SELECT family, count(*) FROM strategy_grid GROUP BY 1 ORDER BY 1");
    // 3 windows × 7 (six seats and all) + 1; 2 holds × 2 books, and six rules of them
    expect(grid).toEqual(["north,22", "south,28"]);
    const tried = await rows(
      warehouse,
      "SELECT DISTINCT family, variants_tried FROM strategy WHERE family <> 'micro_cap' ORDER BY 1"
    );
    expect(tried).toEqual(["north,22", "south,28"]);
  });

  it("has a ledger that adds up to the NAV's cash: what was bought, sold and paid", async () => {
    // all of it sold at the last mark, the book is worth its NAV: cash moved plus what the positions are worth
    const worth = await warehouse.query(`
      WITH held AS (SELECT strategy, code, sum(shares) AS shares FROM strategy_fill WHERE strategy LIKE 'north_%' GROUP BY ALL HAVING sum(shares) <> 0),
        closes AS (SELECT code, arg_max(close, date) AS close FROM stock_daily GROUP BY code),
        positions AS (SELECT strategy, sum(shares * close) AS value FROM held JOIN closes USING (code) GROUP BY 1),
        moved AS (SELECT strategy, sum(cash) AS cash FROM strategy_fill WHERE strategy LIKE 'north_%' GROUP BY 1),
        last AS (SELECT strategy, arg_max(nav, date) AS nav FROM strategy_nav GROUP BY 1)
      SELECT max(abs((1e7 + cash + coalesce(value, 0)) / 1e7 - nav)) AS gap, count(*) AS n
      FROM moved LEFT JOIN positions USING (strategy) JOIN last USING (strategy)`);
    expect(worth.numbers("n")[0]).toBeGreaterThan(7);
    expect(worth.numbers("gap")[0]).toBeLessThan(1e-6);
  });

  it("shows noise as noise: the picks of a grid are not sure, and costs are never negative", async () => {
    const frame = await warehouse.query(
      "SELECT strategy, dsr, gross_return - annual_return AS drag FROM strategy_stat JOIN strategy USING (strategy) WHERE year = 'all' AND role IN ('pick', 'base', 'report')"
    );
    expect(Math.min(...frame.numbers("drag"))).toBeGreaterThanOrEqual(-1e-9);
    for (const dsr of frame.numbers("dsr")) expect(dsr).toBeLessThan(0.95);
  });

  it("ranks the strategy among random books of the same list", async () => {
    const frame = await warehouse.query(
      "SELECT count(*) AS n, count(DISTINCT draw) AS draws, stddev(sharpe) AS sd FROM strategy_placebo WHERE strategy = 'north_2'"
    );
    expect([frame.numbers("n")[0], frame.numbers("draws")[0]]).toEqual([201, 201]);
    expect(frame.numbers("sd")[0]).toBeGreaterThan(0.1);
  });

  it("keeps micro-cap indices whose levels, years and turnover agree", async () => {
    const gap = await warehouse.query(`
      WITH l AS (SELECT variant, year(date) AS year, arg_max(level, date) AS level FROM micro_cap_nav GROUP BY ALL),
        r AS (SELECT variant, year, level / lag(level) OVER (PARTITION BY variant ORDER BY year) - 1 AS r FROM l)
      SELECT max(abs(r - "return")) AS gap, count(r) AS n FROM micro_cap JOIN r USING (variant, year) WHERE r IS NOT NULL`);
    expect(gap.numbers("n")[0]).toBeGreaterThan(10);
    expect(gap.numbers("gap")[0]).toBeLessThan(1e-12);
    const order = await warehouse.query(
      "SELECT variant, avg(turnover) AS t FROM micro_cap WHERE variant LIKE '%_gross' GROUP BY 1 ORDER BY t"
    );
    expect(order.strings("variant").slice(0, 1)).toEqual(["monthly_gross"]);
  });
});
