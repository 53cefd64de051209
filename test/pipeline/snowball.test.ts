import {afterAll, beforeAll, describe, expect, it} from "vitest";
import model from "../../pipeline/models/snowball.js";
import {contextOf} from "../../pipeline/run/context.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";
import {one, smallMarket} from "./demo/small.js";

let market: Awaited<ReturnType<typeof smallMarket>>;
let warehouse: Warehouse;

beforeAll(async () => {
  market = await smallMarket(20240223);
  warehouse = market.warehouse;
  await model.run(await contextOf(model, warehouse));
  await warehouse.attach([...model.outputs, ...model.inputs]);
}, 120_000);
afterAll(() => market.remove());

describe("ladders of the small demo market", () => {
  it("account for every note issued by the day", async () => {
    const gap = `SELECT max(abs(s.alive + s.knocked_in + s.knocked_out + s.matured - (
        SELECT coalesce(sum(n.notional), 0) FROM snowball n WHERE n.index = s.index AND n.issue_date <= s.date))) FROM snowball_state s`;
    expect(await one(warehouse, gap)).toBeLessThan(1);
    expect(await one(warehouse, "SELECT count(*) FROM snowball_state")).toBeGreaterThan(10);
  });

  it("never knock in more than is alive, and sell only where something is knocked in", async () => {
    const over =
      "SELECT count(*) FROM snowball_ladder l JOIN snowball_state s USING (date, index) WHERE l.cumulative > s.alive + 1";
    expect(await one(warehouse, over)).toBe(0);
    expect(await one(warehouse, "SELECT count(*) FROM snowball_ladder WHERE knocked = 0 AND sale <> 0")).toBe(
      0
    );
    expect(await one(warehouse, "SELECT sum(knocked) FROM snowball_ladder")).toBeGreaterThan(0);
  });

  it("are as of a day what the whole run says of that day", async () => {
    const cut = "2023-11-30";
    const target = await openWarehouse({root: scratch(), dataset: "asof", threads: 1});
    try {
      target.describe({simulated: true, title: {zh: "截至", en: "As of"}});
      await model.run(await contextOf(model, warehouse, {asOf: cut, target}));
      await target.attach([...model.outputs]);
      await warehouse.attach([...model.outputs]);
      const sql = `SELECT index, level, sale, volume_days FROM snowball_ladder WHERE date = DATE '${cut}' ORDER BY ALL`;
      const [then, now] = [await target.query(sql), await warehouse.query(sql)];
      expect(then.rows).toBeGreaterThan(10);
      for (const column of ["level", "sale", "volume_days"])
        expect(then.numbers(column)).toEqual(now.numbers(column));
    } finally {
      target.close();
    }
  });
});
