import {afterAll, beforeAll, describe, expect, it} from "vitest";
import model from "../../pipeline/models/fund-position.js";
import {contextOf} from "../../pipeline/run/context.js";
import {generateDemo} from "../../pipeline/sources/demo/generate.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";

const root = scratch();
let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse({root, dataset: "demo"});
  warehouse.describe({simulated: true, title: {zh: "模拟市场", en: "Simulated market"}});
  await generateDemo(warehouse, {size: "small", seed: 20240223, log: () => {}});
  await model.run(await contextOf(model, warehouse));
}, 120_000);
afterAll(() => warehouse.close());

describe("fund positions on the demo market", () => {
  it("stays within what the type of a fund allows", async () => {
    const frame = await warehouse.query(`
      SELECT count(*) AS n, min(lo) AS least, max(total) AS most FROM (
        SELECT date, fund, sum(weight) AS total, sum(weight) - CASE type WHEN 'stock' THEN 0.8 ELSE 0.6 END AS lo
        FROM fund_industry JOIN fund USING (fund) GROUP BY date, fund, type)`);
    expect(frame.numbers("n")[0]).toBeGreaterThan(3000);
    expect(frame.numbers("least")[0]).toBeGreaterThan(-1e-4);
    expect(frame.numbers("most")[0]).toBeLessThan(0.95 + 1e-4);
  });

  it("is near the planted weights: industries to 1.8 pp in the median fund, totals to 1.5 pp", async () => {
    const frame = await warehouse.query(`
      WITH gaps AS (
        SELECT date, fund, industry, sum(weight) AS gap FROM (
          SELECT date, fund, industry, weight FROM fund_industry
          UNION ALL SELECT date, fund, industry, -weight FROM truth_fund_weight)
        WHERE (date, fund) IN (SELECT (date, fund) FROM fund_industry)
          AND (date, fund) IN (SELECT (date, fund) FROM truth_fund_weight) GROUP BY ALL),
      pair AS (SELECT fund, date, sum(abs(gap)) / 31 AS industry, abs(sum(gap)) AS total FROM gaps GROUP BY ALL),
      own AS (SELECT fund, avg(industry) AS industry, avg(total) AS total FROM pair GROUP BY fund)
      SELECT median(industry) AS industry, avg(total) AS total FROM own`);
    expect(frame.numbers("industry")[0]).toBeLessThan(0.018);
    expect(frame.numbers("total")[0]).toBeLessThan(0.015);
  });

  it("gives an active change in every week without a report, and withholds it where most funds published", async () => {
    const frame = await warehouse.query(`
      WITH ends AS (SELECT max(date) AS date FROM fund_position GROUP BY date_trunc('week', date)),
        anchor AS (SELECT p.date, max(e.date) AS before FROM (SELECT DISTINCT date FROM fund_position) p JOIN ends e ON e.date < p.date GROUP BY p.date),
        out AS (SELECT known_date FROM fund_report UNION SELECT known_date FROM fund_holding),
        news AS (SELECT date, count(known_date) > 0 AS known FROM anchor LEFT JOIN out ON known_date > before AND known_date <= date GROUP BY date)
      SELECT max(abs(change - drift_change - revision - active_change)) AS gap,
        max(abs(revision)) FILTER (NOT known) AS silent, count(active_change) FILTER (NOT known) AS told,
        count(*) FILTER (NOT known AND active_change IS NULL) AS lost, count(*) FILTER (active_change IS NULL) AS withheld
      FROM fund_position JOIN news USING (date)`);
    const of = (name: string): number => frame.numbers(name)[0] as number;
    expect(of("gap")).toBeLessThan(1e-12);
    expect(of("silent")).toBe(0);
    expect(of("told")).toBeGreaterThan(1000);
    expect(of("lost")).toBe(0);
    expect(of("withheld")).toBeGreaterThan(0);
  });

  it("is nearer to full reports than the prior alone and than every estimator without it", async () => {
    const frame = await warehouse.query(
      "SELECT estimator, avg(industry_mae) AS mae FROM fund_position_score GROUP BY estimator ORDER BY mae"
    );
    expect(frame.strings("estimator").slice(0, 2)).toEqual(["estimate", "prior"]);
    expect(frame.rows).toBe(6);
  });

  it("says the same of a day whether or not later rows are there", async () => {
    const past = await openWarehouse({root, dataset: "past"});
    past.describe({simulated: true, title: {zh: "过去", en: "Past"}});
    const context = await contextOf(model, warehouse, {asOf: "2023-09-15", target: past});
    await model.run(context);
    await past.attach(["fund_industry", "fund_position", "fund_position_total"]);
    for (const sql of [
      "SELECT (date, fund, industry)::VARCHAR AS key, weight AS value FROM fund_industry WHERE date <= DATE '2023-09-15'",
      "SELECT (date, industry)::VARCHAR AS key, hi AS value FROM fund_position WHERE date <= DATE '2023-09-15' AND date IN (SELECT max(date) FROM fund_position GROUP BY date_trunc('week', date))",
      "SELECT (period_end, fund)::VARCHAR AS key, estimate AS value FROM fund_position_total WHERE period_end <= DATE '2023-06-30'"
    ]) {
      const rows = async (source: Warehouse): Promise<Map<string, number>> => {
        const frame = await source.query(sql);
        const value = frame.numbers("value");
        return new Map(frame.strings("key").map((key, k) => [key ?? "", value[k] as number]));
      };
      const [now, then] = [await rows(warehouse), await rows(past)];
      expect(now.size).toBeGreaterThan(100);
      for (const [key, value] of now) {
        const other = then.get(key) ?? 0;
        if (Number.isNaN(value)) expect(other, key).toBeNaN();
        else expect(Math.abs(other - value), key).toBeLessThan(2e-6);
      }
    }
    past.close();
  });
});
