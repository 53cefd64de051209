import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {PARTS} from "../../lib/factor/crowding.js";
import factorCharacter from "../../pipeline/models/factor-character.js";
import factorCrowding from "../../pipeline/models/factor-crowding.js";
import {contextOf} from "../../pipeline/run/context.js";
import type {Model} from "../../pipeline/run/model.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";
import {FACTORS, writeMarket} from "./dashboard/market.js";

const root = scratch();
const opened: Warehouse[] = [];
let warehouse: Warehouse;

async function warehouseOf(dataset: string): Promise<Warehouse> {
  const one = await openWarehouse({root, dataset, threads: 1});
  one.describe({simulated: true, title: {zh: "测试", en: "Test"}});
  opened.push(one);
  return one;
}

const short = {window: 200, minimum: 60, clip: 3, needed: 4};
const quick = {...factorCrowding, params: short};
const runAll = async (source: Warehouse): Promise<void> => {
  for (const model of [factorCharacter, quick])
    await (model as Model).run(await contextOf(model as Model, source));
};

beforeAll(async () => {
  warehouse = await warehouseOf("crowding");
  await writeMarket(warehouse);
  await runAll(warehouse);
});
afterAll(() => {
  for (const one of opened) one.close();
});

describe("factor-character", () => {
  it("agrees with SQL on the valuation and growth of an industry, statements as known on the day", async () => {
    const gap = await warehouse.query(`
      WITH held AS (SELECT d.code, d.close * d.total_shares AS cap FROM stock_daily d WHERE d.date = DATE '2022-03-15'),
      known AS (SELECT code, period_end, book_equity, net_profit_ttm, row_number() OVER (PARTITION BY code ORDER BY period_end DESC) AS age
        FROM financial WHERE known_date <= DATE '2022-03-15'),
      own AS (SELECT i.industry, ln(sum(cap) / sum(k.book_equity)) AS pb, ln(sum(cap) / sum(k.net_profit_ttm)) AS pe,
          sum(k.net_profit_ttm) / sum(b.net_profit_ttm) - 1 AS growth
        FROM held JOIN known k ON k.code = held.code AND k.age = 1
        JOIN known b ON b.code = held.code AND b.age = 5
        JOIN stock_industry i ON i.code = held.code AND i.scheme = 'csc37' GROUP BY i.industry)
      SELECT max(abs(c.ln_pb - own.pb)) AS pb, max(abs(c.ln_pe - own.pe)) AS pe, max(abs(c.profit_growth - own.growth)) AS growth, count(*) AS n
      FROM factor_character c JOIN own ON own.industry = c.factor
      WHERE c.scheme = 'csc37' AND c.date = DATE '2022-03-15'`);
    expect(gap.numbers("n")[0]).toBe(4);
    for (const name of ["pb", "pe", "growth"]) expect(gap.numbers(name)[0]).toBeLessThan(1e-12);
  });

  it("agrees with SQL on 21 days of turnover of the market", async () => {
    const gap = await warehouse.query(`
      WITH daily AS (SELECT date, sum(amount) / sum(close * float_shares) AS turnover FROM stock_daily GROUP BY date),
      own AS (SELECT date, avg(turnover) OVER (ORDER BY date ROWS 20 PRECEDING) AS mean, row_number() OVER (ORDER BY date) AS r FROM daily)
      SELECT max(abs(own.mean - c.turnover)) AS gap, count(*) AS n
      FROM own JOIN factor_character c USING (date) WHERE c.scheme = 'csc37' AND c.factor = 'country' AND r > 21`);
    expect(gap.numbers("n")[0]).toBeGreaterThan(400);
    expect(gap.numbers("gap")[0]).toBeLessThan(1e-12);
  });

  it("has legs for the style from the month after its first exposures on", async () => {
    const frame = await warehouse.query(
      "SELECT min(date)::VARCHAR AS first, avg(turnover) AS ratio FROM factor_character WHERE scheme = 'csc37' AND factor = 'size' AND ln_pb IS NOT NULL"
    );
    expect(frame.strings("first")[0]).toBe("2021-02-01");
    expect(frame.numbers("ratio")[0]).toBeGreaterThan(0);
  });
});

describe("factor-crowding", () => {
  it("has contributions that sum to the score to 1e-12 in the table", async () => {
    const parts = PARTS.map((p) => `coalesce("${p}", 0)`).join(" + ");
    const frame = await warehouse.query(
      `SELECT max(abs(score - (${parts}))) AS gap, count(*) AS n, count(DISTINCT factor) AS f FROM factor_crowding`
    );
    expect(frame.numbers("n")[0]).toBeGreaterThan(2000);
    expect(frame.numbers("f")[0]).toBe(FACTORS.length);
    expect(frame.numbers("gap")[0]).toBeLessThan(1e-12);
  });

  it("scores each factor around zero with a deviation of about one", async () => {
    const frame = await warehouse.query(
      "SELECT stddev_samp(score) AS sd FROM factor_crowding GROUP BY scheme, factor"
    );
    for (const sd of frame.numbers("sd")) {
      expect(sd).toBeGreaterThan(0.3);
      expect(sd).toBeLessThan(2.5);
    }
  });

  it("gives the same past when later days come", async () => {
    const then = await warehouseOf("crowding-then");
    const asOf = "2022-07-13";
    await writeMarket(then);
    for (const model of [factorCharacter, quick]) {
      await (model as Model).run(await contextOf(model as Model, then, {asOf}));
    }
    for (const table of ["factor_character", "factor_crowding"]) {
      const [a, b] = await Promise.all(
        [warehouse, then].map((w) =>
          w.query(`SELECT * FROM ${table} WHERE date <= DATE '${asOf}' ORDER BY date, scheme, factor`)
        )
      );
      expect(b?.rows).toBe(a?.rows);
      expect(b?.rows).toBeGreaterThan(100);
      for (const name of a?.names.filter((c) => !["date", "scheme", "factor"].includes(c)) ?? []) {
        expect(b?.numbers(name)).toEqual(a?.numbers(name));
      }
    }
  });

  it("runs without statements and exposures: fewer parts, styles without legs", async () => {
    const bare = await warehouseOf("crowding-bare");
    await writeMarket(bare);
    bare.drop("financial");
    bare.drop("exposure");
    await runAll(bare);
    const frame = await bare.query(
      "SELECT count(*) FILTER (valuation IS NOT NULL) AS v, count(*) FILTER (factor = 'size') AS styles, count(*) AS n FROM factor_crowding"
    );
    expect(frame.numbers("n")[0]).toBeGreaterThan(1000);
    expect(frame.numbers("v")[0]).toBe(0);
    expect(frame.numbers("styles")[0]).toBe(0);
  });
});
