import {afterAll, beforeAll, describe, expect, it} from "vitest";
import indicators from "../../pipeline/models/indicators.js";
import margin from "../../pipeline/models/margin.js";
import moneyFlow from "../../pipeline/models/money-flow.js";
import prosperity from "../../pipeline/models/prosperity.js";
import {contextOf} from "../../pipeline/run/context.js";
import {generateDemo} from "../../pipeline/sources/demo/generate.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";

const root = scratch();
const MODELS = [moneyFlow, margin, prosperity, indicators];
const TABLES = {
  money_flow: "date",
  industry_turnover: "date",
  margin_flow: "known_date",
  prosperity: "date",
  industry_indicator_signal: "date",
  industry_indicator_test: "date"
} as const;
const EARLY = "2023-11-17";
let warehouse: Warehouse;
let early: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse({root, dataset: "demo"});
  warehouse.describe({simulated: true, title: {zh: "模拟市场", en: "Simulated market"}});
  await generateDemo(warehouse, {size: "small", seed: 20240223, log: () => {}});
  early = await openWarehouse({root, dataset: "early"});
  early.describe({simulated: true, title: {zh: "截断", en: "Cut off"}});
  for (const model of MODELS) {
    await model.run(await contextOf(model, warehouse));
    await model.run(await contextOf(model, warehouse, {target: early, asOf: EARLY}));
  }
}, 120_000);
afterAll(() => {
  warehouse.close();
  early.close();
});

const number = async (sql: string, of = warehouse): Promise<number> =>
  (await of.query(`SELECT (${sql})::DOUBLE AS x`)).numbers("x")[0] ?? Number.NaN;

describe("industry models on the demo market", () => {
  it("give the past the same numbers with and without what came later", async () => {
    await warehouse.attach(warehouse.names());
    for (const [table, known] of Object.entries(TABLES)) {
      const before = `read_parquet('${early.folder}/${table}.parquet')`;
      expect(await number(`SELECT count(*) FROM ${before}`), table).toBeGreaterThan(200);
      for (const [a, b] of [
        [before, table],
        [table, before]
      ]) {
        const where = (name: string | undefined): string =>
          `SELECT * FROM ${name} WHERE ${known} <= DATE '${EARLY}'`;
        expect(await number(`SELECT count(*) FROM (${where(a)} EXCEPT ${where(b)})`), table).toBe(0);
      }
    }
  });

  it("money flow is within turnover, the same total in every scheme, and what SQL makes of daily bars", async () => {
    expect(
      await number("SELECT max(abs(net) / turnover) FROM money_flow WHERE turnover > 0")
    ).toBeLessThanOrEqual(1);
    expect(
      await number("SELECT max(abs(net_daily) / turnover) FROM money_flow WHERE turnover > 0")
    ).toBeLessThanOrEqual(1);
    const gap = await number(`SELECT max(hi - lo) FROM (
      SELECT date, max(total) AS hi, min(total) AS lo FROM (
        SELECT date, scheme, sum(net) / sum(turnover) AS total FROM money_flow GROUP BY ALL) GROUP BY date)`);
    expect(gap).toBeLessThan(1e-12);
    const sql = await number(`SELECT max(abs(own - net_daily) / turnover) FROM (
      SELECT date, industry, sum(amount * CASE WHEN h = l THEN 0 ELSE (close - prev_close) / (2 * (h - l) - abs(close - prev_close)) END) AS own
      FROM (SELECT *, greatest(high, prev_close) AS h, least(low, prev_close) AS l FROM stock_daily)
      JOIN stock_industry USING (code) WHERE scheme = 'citic' AND amount > 0 GROUP BY ALL)
      JOIN money_flow USING (date, industry) WHERE scheme = 'citic'`);
    expect(sql).toBeLessThan(1e-12);
  });

  it("bars within the day and daily bars agree on direction more often than chance, industry by industry", async () => {
    const r = await number(`SELECT corr(net / turnover, net_daily / turnover) FROM money_flow
      WHERE scheme = 'citic' AND bar_share > 0.5`);
    expect(r).toBeGreaterThan(0.5);
    expect(r).toBeLessThan(1);
  });

  it("Connect names are a part of the whole", async () => {
    expect(await number("SELECT min(turnover - turnover_connect) FROM money_flow")).toBeGreaterThanOrEqual(0);
    expect(await number("SELECT sum(turnover_connect) / sum(turnover) FROM money_flow")).toBeGreaterThan(0.2);
  });

  it("margin equals SQL over the stocks, and the demo's balances add up", async () => {
    const gap = await number(`SELECT max(abs(own - net) / greatest(abs(net), 1e4)) FROM (
      SELECT m.date, industry, sum(financing_buy - financing_repay - (short_sell_shares - short_repay_shares) * close) AS own
      FROM margin m JOIN stock_daily USING (date, code) JOIN stock_industry USING (code) WHERE scheme = 'sw' GROUP BY ALL)
      JOIN margin_flow USING (date, industry) WHERE scheme = 'sw'`);
    expect(gap).toBeLessThan(1e-9);
    expect(await number("SELECT count(*) FROM margin_flow WHERE known_date <= date")).toBe(0);
    expect(await number("SELECT count(*) FROM margin_break")).toBe(0);
  });

  it("prosperity's parts sum to its changes within 1e-12, and coverage is a share", async () => {
    expect(
      await number("SELECT max(abs(d_roe - revision - roll_down - composition)) FROM prosperity")
    ).toBeLessThan(1e-12);
    expect(
      await number(
        `SELECT max(abs(d_growth - growth_revision - growth_roll_down - growth_composition) / greatest(1, abs(d_growth))) FROM prosperity`
      )
    ).toBeLessThan(1e-12);
    expect(await number("SELECT min(coverage) FROM prosperity")).toBeGreaterThanOrEqual(0);
    expect(await number("SELECT max(coverage) FROM prosperity")).toBeLessThanOrEqual(1);
    expect(
      await number("SELECT count(*) FROM prosperity WHERE stocks > stocks_any OR matched > stocks")
    ).toBe(0);
  });

  it("arrows of indicators stand only where the change is more than noise, with the sign of the polarity", async () => {
    const wrong = await number(`SELECT count(*) FROM industry_indicator_signal JOIN series_info USING (series)
      WHERE (arrow <> '/' AND NOT abs(z) > 0.5) OR (arrow = '↑' AND sign(change) <> polarity)
        OR (arrow = '↓' AND sign(change) <> -polarity) OR (status IN ('january', 'stopped', 'gap', 'short') AND arrow <> '/')`);
    expect(wrong).toBe(0);
    expect(await number("SELECT count(*) FROM industry_indicator_signal WHERE arrow <> '/'")).toBeGreaterThan(
      1000
    );
    const late = await number(
      "SELECT count(*) FROM industry_indicator_signal WHERE released > date OR period_end > released"
    );
    expect(late).toBe(0);
  });

  it("finds the planted link of daily and weekly series with their industries in the same week, and none after", async () => {
    const mean = (lag: number): Promise<number> =>
      number(`SELECT avg(t_stat) FROM industry_indicator_test JOIN series_info USING (series)
        WHERE lag = ${lag} AND frequency IN ('D', 'W') AND date = (SELECT max(date) FROM industry_indicator_test)`);
    // Fifteen series of two years each: the mean t of unlinked ones has a standard error of 1/√15.
    const error = 1 / Math.sqrt(15);
    expect(await mean(0)).toBeGreaterThan(2 * error);
    expect(Math.abs(await mean(1))).toBeLessThan(3 * error);
    const found = await number(`SELECT count(*) FROM industry_indicator_test
      WHERE p_adjusted < 0.05 AND lag > 0 AND date = (SELECT max(date) FROM industry_indicator_test)`);
    expect(found).toBeLessThanOrEqual(2);
  });
});
