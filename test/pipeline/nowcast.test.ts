import {afterAll, beforeAll, describe, expect, it} from "vitest";
import model from "../../pipeline/models/nowcast.js";
import recovered from "../../pipeline/models/nowcast-recovered.js";
import {contextOf} from "../../pipeline/run/context.js";
import {dayOf} from "../../pipeline/warehouse/columns.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";
import {one, smallMarket} from "./demo/small.js";

/** Weekly from 2022 only: the vintages before are as in the model, every fourth week. */
const nowcast = {...model, params: {...model.params, since: "2022-01-01"}};

let market: Awaited<ReturnType<typeof smallMarket>>;
let warehouse: Warehouse;

beforeAll(async () => {
  market = await smallMarket(20240223);
  warehouse = market.warehouse;
  await nowcast.run(await contextOf(nowcast, warehouse));
  await recovered.run(await contextOf(recovered, warehouse));
  await warehouse.attach([...nowcast.outputs, ...recovered.outputs]);
}, 120_000);
afterAll(() => market.remove());

describe("the nowcast of the small demo market", () => {
  it("recovers the planted activity factor: it explains nine tenths of it", async () => {
    expect(
      await one(warehouse, "SELECT r2 FROM nowcast_recovered WHERE factor = 'activity'")
    ).toBeGreaterThan(0.9);
  });

  it("comes within a point of GDP in the last month before the release, and beats both benchmarks", async () => {
    const rmse = (model: string) =>
      one(
        warehouse,
        `SELECT rmse FROM nowcast_score WHERE sample = 'all' AND days_from = 0 AND model = '${model}'`
      );
    expect(await rmse("combination")).toBeLessThan(0.01);
    expect(await rmse("combination")).toBeLessThan(0.6 * (await rmse("ar1")));
    expect(await rmse("combination")).toBeLessThan(0.6 * (await rmse("last")));
  });

  it("has news that sum to every revision to 1e-8", async () => {
    const gap = `SELECT max(abs(revision - coalesce(explained, 0))) FROM (
        SELECT vintage_date, quarter,
          value - lag(value) OVER (PARTITION BY quarter ORDER BY vintage_date) AS revision FROM nowcast
      ) LEFT JOIN (
        SELECT vintage_date, quarter, sum(contribution) AS explained FROM nowcast_news GROUP BY ALL
      ) USING (vintage_date, quarter) WHERE revision IS NOT NULL`;
    expect(await one(warehouse, gap)).toBeLessThan(1e-8);
    expect(await one(warehouse, "SELECT count(*) FROM nowcast_news")).toBeGreaterThan(1000);
    expect(
      await one(
        warehouse,
        "SELECT max(abs(surprise * weight - contribution)) FROM nowcast_news WHERE weight IS NOT NULL"
      )
    ).toBeLessThan(1e-12);
  });

  it("keeps its bands around the value and its members' weights at one", async () => {
    expect(
      await one(warehouse, "SELECT count(*) FROM nowcast WHERE lo90 > lo70 OR hi90 < hi70 OR lo70 > value")
    ).toBe(0);
    expect(await one(warehouse, "SELECT count(*) FROM nowcast WHERE lo90 IS NOT NULL")).toBeGreaterThan(0);
    const weights =
      "SELECT max(abs(w - 1)) FROM (SELECT sum(weight) AS w FROM nowcast_model GROUP BY vintage_date, quarter)";
    expect(await one(warehouse, weights)).toBeLessThan(1e-12);
  });

  it("as of a day is what the whole run says of the vintages until then", async () => {
    const cut = "2023-06-02";
    const target = await openWarehouse({root: scratch(), dataset: "asof", threads: 1});
    try {
      target.describe({simulated: true, title: {zh: "截至", en: "As of"}});
      await nowcast.run(await contextOf(nowcast, warehouse, {asOf: cut, target}));
      await target.attach(["nowcast"]);
      await warehouse.attach(["nowcast"]);
      const sql = `SELECT vintage_date, quarter, value, lo70 FROM nowcast WHERE vintage_date <= DATE '${cut}' ORDER BY ALL`;
      const [then, now] = [await target.query(sql), await warehouse.query(sql)];
      expect(then.rows).toBeGreaterThan(100);
      expect(then.days("vintage_date").at(-1)).toBeLessThanOrEqual(dayOf(cut));
      const last = now
        .days("vintage_date")
        .findLastIndex((d) => d <= (then.days("vintage_date").at(-1) ?? 0));
      expect(then.strings("quarter")).toEqual(now.strings("quarter").slice(0, last + 1));
      expect(then.numbers("value")).toEqual(now.numbers("value").slice(0, last + 1));
      expect(then.numbers("lo70")).toEqual(now.numbers("lo70").slice(0, last + 1));
    } finally {
      target.close();
    }
  });
});
