import {afterAll, describe, expect, it} from "vitest";
import {WINDOWS, windowStats} from "../../lib/factor/window.js";
import factorWindow from "../../pipeline/models/factor-window.js";
import {contextOf} from "../../pipeline/run/context.js";
import {isoOf} from "../../pipeline/warehouse/columns.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";
import {factorReturns, writeMarket} from "./dashboard/market.js";

const root = scratch();
const opened: Warehouse[] = [];
afterAll(() => {
  for (const warehouse of opened) warehouse.close();
});

async function warehouseOf(dataset: string): Promise<Warehouse> {
  const warehouse = await openWarehouse({root, dataset, threads: 1});
  warehouse.describe({simulated: true, title: {zh: "测试", en: "Test"}});
  opened.push(warehouse);
  return warehouse;
}

describe("factor-window", () => {
  it("agrees with SQL's compounding and standard deviation", async () => {
    const warehouse = await warehouseOf("windows");
    await writeMarket(warehouse);
    await factorWindow.run(await contextOf(factorWindow, warehouse));
    const gap = await warehouse.query(`
      WITH days AS (SELECT DISTINCT date, dense_rank() OVER (ORDER BY date DESC) AS back FROM factor_return),
      own AS (SELECT scheme, factor, product(1 + "return") - 1 AS total, stddev_samp("return") * sqrt(252) AS vol
        FROM factor_return JOIN days USING (date) WHERE back <= 63 GROUP BY ALL)
      SELECT max(abs(w.cumulative_return - own.total)) AS c, max(abs(w.volatility - own.vol)) AS v, count(*) AS n
      FROM factor_window w JOIN own USING (scheme, factor)
      WHERE "window" = '3m' AND date = (SELECT max(date) FROM factor_window)`);
    expect(gap.numbers("n")[0]).toBe(12);
    expect(gap.numbers("c")[0]).toBeLessThan(1e-12);
    expect(gap.numbers("v")[0]).toBeLessThan(1e-12);
  });

  it("has month ends and the latest days, each window as the library gives it", async () => {
    const warehouse = opened[0] as Warehouse;
    const frame = await warehouse.query(
      `SELECT DISTINCT date FROM factor_window WHERE scheme = 'csc37' AND "window" = '1w' ORDER BY date`
    );
    const {days, factors, values} = factorReturns();
    const last21 = Array.from(days.slice(-21));
    expect(Array.from(frame.days("date")).slice(-21)).toEqual(last21);
    const earlier = Array.from(frame.days("date")).slice(0, -21).map(isoOf);
    expect(earlier).toContain("2021-02-26");
    expect(earlier).not.toContain("2021-02-25");
    const stats = windowStats({days, columns: factors.length, values}, days.length - 1, "1y");
    const own = await warehouse.query(
      `SELECT factor, return_risk FROM factor_window WHERE scheme = 'csc37' AND "window" = '1y' AND date = (SELECT max(date) FROM factor_window)`
    );
    const ratio = new Map(own.strings("factor").map((f, i) => [f, own.numbers("return_risk")[i]]));
    factors.forEach(({factor}, c) => {
      expect(ratio.get(factor)).toBeCloseTo(stats.returnRisk[c] as number, 12);
    });
    const kept = await warehouse.query(`SELECT DISTINCT "window" AS w FROM factor_window`);
    expect(new Set(kept.strings("w"))).toEqual(new Set(WINDOWS.filter((w) => w !== "3y")));
  });

  it("gives the same past when later days come", async () => {
    const warehouse = opened[0] as Warehouse;
    const target = await warehouseOf("windows-then");
    const asOf = "2021-09-15";
    await factorWindow.run(await contextOf(factorWindow, warehouse, {asOf, target}));
    const [now, then] = await Promise.all(
      [warehouse, target].map((w) =>
        w.query(`SELECT * FROM factor_window WHERE date <= DATE '2021-08-31' ORDER BY ALL`)
      )
    );
    const shared = new Set(Array.from(now?.days("date") ?? []));
    const keep = Array.from(then?.days("date") ?? []).flatMap((d, i) => (shared.has(d) ? [i] : []));
    expect(keep.length).toBe(now?.rows);
    for (const name of ["cumulative_return", "volatility", "return_risk"]) {
      expect(keep.map((i) => then?.numbers(name)[i])).toEqual(Array.from(now?.numbers(name) ?? []));
    }
  });
});
