import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {unpackFlows} from "../../lib/flow/packed.js";
import {flowView} from "../../lib/flow/view.js";
import {isoDay} from "../../lib/format/date.js";
import {northboundPage} from "../../pipeline/models/northbound/page-data.js";
import northbound from "../../pipeline/models/northbound.js";
import {publishedTables} from "../../pipeline/published/load.js";
import {contextOf} from "../../pipeline/run/context.js";
import {generateDemo} from "../../pipeline/sources/demo/generate.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {
  checkSql,
  historySql,
  officialSql,
  printedSql,
  quartersSql,
  turnoverSql,
  windowsSql
} from "../../src/components/flow/queries.js";
import {scratch} from "../support/folder.js";

const root = scratch();
let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse({root, dataset: "demo"});
  warehouse.describe({simulated: true, title: {zh: "模拟市场", en: "Simulated market"}});
  await generateDemo(warehouse, {size: "small", seed: 20240223, log: () => {}});
  const printed = (await publishedTables()).published_northbound;
  if (!printed) throw new Error("published_northbound is not transcribed");
  await warehouse.write("published_northbound", printed, "test");
  await northbound.run(await contextOf(northbound, warehouse));
}, 120_000);
afterAll(() => warehouse.close());

describe("northbound on the demo market", () => {
  it("finds the planted flow: the residual is small on days on which no stock joins the list", async () => {
    const joined =
      "SELECT DISTINCT min(date) FROM connect_holding WHERE direction = 'north' AND seat = '*' GROUP BY code";
    const frame = await warehouse.query(`
      SELECT count(*) AS n, corr(estimate, official) AS r, stddev(residual) / stddev(official) AS noise
      FROM northbound_check WHERE date NOT IN (${joined})`);
    expect(frame.numbers("n")[0]).toBeGreaterThan(600);
    expect(frame.numbers("r")[0]).toBeGreaterThan(0.998);
    expect(frame.numbers("noise")[0]).toBeLessThan(0.05);
  });

  it("gives every scheme the same total each day", async () => {
    const frame = await warehouse.query(`
      SELECT max(abs(total - estimate) / gross) AS gap, count(DISTINCT scheme) AS schemes FROM northbound_check
      JOIN (SELECT date, scheme, sum(flow) AS total, sum(abs(flow)) AS gross FROM northbound_flow GROUP BY ALL) USING (date)`);
    expect(frame.numbers("schemes")[0]).toBe(3);
    expect(frame.numbers("gap")[0]).toBeLessThan(1e-12);
  });

  it("shows on the page what the query under its table gives", async () => {
    const page = await northboundPage(warehouse);
    if (!page.flows) throw new Error(`no flows; missing ${page.missing.join()}`);
    const history = unpackFlows(page.flows);
    for (const at of [200, history.days.length - 1]) {
      const view = flowView(history, at);
      const frame = await warehouse.query(windowsSql(page.scheme, isoDay(history.days[at] ?? 0)));
      const industry = frame.strings("industry");
      expect(new Set(industry)).toEqual(new Set(page.industries.map((d) => d.industry)));
      page.industries.forEach((d, c) => {
        const row = industry.indexOf(d.industry);
        for (const window of ["week", "month", "quarter"] as const) {
          const sql = frame.numbers(window)[row] ?? Number.NaN;
          expect(Math.abs((view[window].flow[c] ?? 0) / 1e8 - (Number.isNaN(sql) ? 0 : sql))).toBeLessThan(
            60 * 5e-4
          );
        }
      });
    }
  });

  it("offers queries that run", async () => {
    for (const sql of [
      historySql("citic", "2023-06-30"),
      checkSql("2023-06-30"),
      officialSql,
      printedSql,
      turnoverSql,
      quartersSql("citic")
    ]) {
      expect((await warehouse.query(sql)).names.length).toBeGreaterThan(1);
    }
  });

  it("stays light enough for a page", async () => {
    const {gzipSync} = await import("node:zlib");
    const bytes = gzipSync(JSON.stringify(await northboundPage(warehouse))).length;
    expect(bytes).toBeLessThan(100_000);
  });

  it("says what is missing where there are no holdings, and still has the printed table", async () => {
    const bare = await openWarehouse({root, dataset: "bare"});
    try {
      bare.describe({simulated: false, title: {zh: "空", en: "Bare"}});
      const printed = (await publishedTables()).published_northbound;
      if (printed) await bare.write("published_northbound", printed, "test");
      const page = await northboundPage(bare);
      expect(page.missing).toEqual(["connect_holding", "stock_daily", "stock_industry"]);
      expect([page.flows, page.official]).toEqual([null, null]);
      expect(page.printed.week.reduce((s, x) => s + x, 0) / 1e8).toBeCloseTo(136.7, 6);
    } finally {
      bare.close();
    }
  });
});
