import {afterAll, beforeAll, describe, expect, it} from "vitest";
import patterns from "../../pipeline/models/patterns.js";
import {contextOf} from "../../pipeline/run/context.js";
import {generateDemo} from "../../pipeline/sources/demo/generate.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";
import {shuffleFuture} from "../support/future.js";

const root = scratch();
const title = {zh: "模拟市场", en: "Simulated market"};
let warehouse: Warehouse;
let other: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse({root, dataset: "demo"});
  warehouse.describe({simulated: true, title});
  await generateDemo(warehouse, {size: "small", seed: 20240223, log: () => {}});
  await patterns.run(await contextOf(patterns, warehouse));
  other = await openWarehouse({root, dataset: "other"});
  other.describe({simulated: true, title});
  await shuffleFuture(warehouse, other, {after: AFTER, tables: patterns.inputs});
  await patterns.run(await contextOf(patterns, other));
}, 120_000);
afterAll(() => {
  warehouse.close();
  other.close();
});

const AFTER = "2022-11-15";

async function rows(of: Warehouse, sql: string): Promise<string[]> {
  await of.attach(of.names());
  const answer = await of.connection.runAndReadAll(sql);
  return answer.getRows().map((r) => r.map(String).join());
}

describe("chart patterns on the demo market", () => {
  it("finds each pattern, and the random days of the same universe", async () => {
    const found = await rows(warehouse, "SELECT pattern, count(*) FROM pattern_event GROUP BY 1 ORDER BY 1");
    expect(found.map((r) => r.split(",")[0])).toEqual(["breakout", "oversold", "pullback"]);
    for (const r of found) expect(Number(r.split(",")[1])).toBeGreaterThan(60);
  });

  it("gives the same events and outcomes to a day whatever comes after it", async () => {
    const past = `SELECT * FROM pattern_event WHERE settled_date <= DATE '${AFTER}' ORDER BY ALL`;
    const signals = `SELECT date, code, pattern FROM pattern_event WHERE date <= DATE '${AFTER}' ORDER BY ALL`;
    const own = await rows(warehouse, past);
    expect(own.length).toBeGreaterThan(100);
    expect(await rows(other, past)).toEqual(own);
    expect(await rows(other, signals)).toEqual(await rows(warehouse, signals));
    const later = `SELECT * FROM pattern_event WHERE date > DATE '${AFTER}' ORDER BY ALL`;
    expect(await rows(other, later)).not.toEqual(await rows(warehouse, later));
  });

  it("shows what the rules do: hindsight beats the open of the signal's day beats what can be done", async () => {
    const frame = await warehouse.query(
      "SELECT entry_rule, win_rate, mean FROM pattern_stat WHERE pattern = 'breakout' AND hold = 1 ORDER BY entry_rule"
    );
    const rule = frame.strings("entry_rule");
    const win = (name: string): number => frame.numbers("win_rate")[rule.indexOf(name)] as number;
    expect(win("signal_open")).toBeGreaterThan(0.9);
    expect(win("max_favourable")).toBeGreaterThan(win("next_open") + 0.1);
    expect(win("next_open")).toBeLessThan(0.65);
  });

  it("shows noise as noise: random days lose about their costs, and their interval says so", async () => {
    const frame = await warehouse.query(
      "SELECT mean, lo, hi, excess, excess_lo, excess_hi, win_rate FROM pattern_stat WHERE pattern = 'random' AND hold = 5 AND entry_rule = 'next_open'"
    );
    const at = (c: string): number => frame.numbers(c)[0] as number;
    expect(at("excess_lo")).toBeLessThan(0);
    expect(at("excess")).toBeLessThan(0.002);
    expect(at("lo")).toBeLessThan(at("mean"));
    expect(at("hi")).toBeGreaterThan(at("mean"));
    expect(Math.abs(at("win_rate") - 0.5)).toBeLessThan(0.06);
  });

  it("agrees with SQL: the mean, win rate and count of the honest rule", async () => {
    const gap = await warehouse.query(`
      SELECT max(abs(s.mean - e.mean)) AS mean, max(abs(s.win_rate - e.win)) AS win, max(abs(s.n - e.n)) AS n
      FROM (SELECT * FROM pattern_stat WHERE hold = 3 AND entry_rule = 'next_open') s
      JOIN (SELECT pattern, avg(net_3) AS mean, avg((net_3 > 0)::INTEGER) AS win, count(net_3) AS n FROM pattern_event GROUP BY 1) e USING (pattern)`);
    expect(gap.numbers("mean")[0]).toBeLessThan(1e-12);
    expect(gap.numbers("win")[0]).toBeLessThan(1e-12);
    expect(gap.numbers("n")[0]).toBe(0);
  });

  it("keeps one event a stock in twenty days, buys at the next day's open, and only what can be bought", async () => {
    const near = await rows(
      warehouse,
      `WITH d AS (SELECT date, row_number() OVER (ORDER BY date) AS t FROM (SELECT DISTINCT date FROM stock_daily)),
       e AS (SELECT code, pattern, t, lag(t) OVER (PARTITION BY code, pattern ORDER BY t) AS before FROM pattern_event JOIN d USING (date))
       SELECT count(*) FROM e WHERE t - before < 20`
    );
    expect(near).toEqual(["0"]);
    const odd = await rows(
      warehouse,
      `SELECT count(*) FROM pattern_event e JOIN stock_daily s ON s.code = e.code AND s.date = e.entry_date
       WHERE e.filled AND (abs(e.entry_price - s.open) > 1e-9 OR s.open >= s.limit_up OR s.volume = 0)`
    );
    expect(odd).toEqual(["0"]);
    const filled = await rows(
      warehouse,
      "SELECT count(*) FROM pattern_event WHERE filled AND (entry_price IS NULL OR entry_date <= date OR void <> '')"
    );
    expect(filled).toEqual(["0"]);
  });
});
