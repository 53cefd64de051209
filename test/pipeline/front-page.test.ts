import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {frontPage} from "../../pipeline/front-page.js";
import {type Columns, dayOf} from "../../pipeline/warehouse/columns.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";

const root = scratch();
let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse({root, dataset: "front"});
  warehouse.describe({simulated: true, title: {zh: "测试", en: "Test"}});
});
afterAll(() => warehouse.close());

/** Friday, then Monday to Wednesday of the next week, across the turn of the year. */
const days = ["2023-12-29", "2024-01-02", "2024-01-03"];

const bars = (closes: readonly (readonly number[])[]): Columns => {
  const n = closes.length;
  const flat = closes.flat();
  const prices = Float64Array.from(flat);
  return {
    date: Int32Array.from(days.flatMap((d) => Array.from({length: n}, () => dayOf(d)))),
    code: days.flatMap(() => closes.map((_, i) => `${i}.SH`)),
    open: prices,
    high: prices,
    low: prices,
    close: Float64Array.from(days.flatMap((_, t) => closes.map((c) => c[t] ?? 0))),
    prev_close: Float64Array.from(days.flatMap((_, t) => closes.map((c) => c[Math.max(t - 1, 0)] ?? 0))),
    volume: new Float64Array(flat.length).fill(100),
    amount: new Float64Array(flat.length).fill(1000),
    adj_factor: new Float64Array(flat.length).fill(1)
  };
};

describe("the front page's data", () => {
  it("is empty, not wrong, on an empty dataset", async () => {
    expect(await frontPage(warehouse)).toEqual({
      day: null,
      indices: null,
      market: null,
      northbound: null,
      styles: null,
      verdicts: null
    });
  });

  it("measures the week from the last close before its Monday, the year from its last close", async () => {
    await warehouse.write(
      "stock_daily",
      bars([
        [10, 11, 12],
        [20, 20, 19],
        [5, 5, 5]
      ]),
      "test"
    );
    await warehouse.write(
      "index_info",
      {index: ["000300.SH"], name_zh: ["沪深300"], name_en: ["CSI 300"], provider: ["x"]},
      "test"
    );
    const level = Float64Array.of(100, 104, 110);
    await warehouse.write(
      "index_daily",
      {
        date: Int32Array.from(days, dayOf),
        index: days.map(() => "000300.SH"),
        open: level,
        high: level,
        low: level,
        close: level
      },
      "test"
    );
    const page = await frontPage(warehouse);
    expect(page.day).toBe("2024-01-03");
    expect(page.indices).toMatchObject({
      week: [0.1],
      year: [0.1],
      month: [Number.NaN],
      path: [[100, 104, 110]]
    });
    expect(page.market).toEqual({
      up: 1,
      down: 1,
      limitUp: null,
      limitDown: null,
      amount: 3000,
      amountMean: 3000
    });
  });
});
