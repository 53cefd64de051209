import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {RiskFree} from "../../pipeline/models/factor/risk-free.js";
import {dayOf} from "../../pipeline/warehouse/columns.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";

const root = scratch();
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse({root, dataset: "rates"});
  warehouse.describe({simulated: true, title: {zh: "测试", en: "Test"}});
  const known = ["2024-01-03", "2024-01-05", "2024-01-10"].map(dayOf);
  await warehouse.write(
    "series_value",
    {
      series: ["b", "b", "a"],
      period_end: Int32Array.from(known, (d) => d - 1),
      known_date: Int32Array.from(known),
      value: Float64Array.of(2.52, 5.04, 1.26)
    },
    "test"
  );
});
afterAll(() => warehouse.close());

describe("the risk-free rate of a day", () => {
  it("is what was known before it, of the first series that has a value by then", async () => {
    const rate = await RiskFree.read(warehouse, ["a", "b"], true);
    const on = (day: string): number => rate.daily(dayOf(day));
    expect(on("2024-01-03")).toBe(0);
    expect(on("2024-01-04")).toBeCloseTo(1e-4, 15);
    expect(on("2024-01-05")).toBeCloseTo(1e-4, 15);
    expect(on("2024-01-08")).toBeCloseTo(2e-4, 15);
    expect(on("2024-01-10")).toBeCloseTo(2e-4, 15);
    expect(on("2024-01-11")).toBeCloseTo(0.5e-4, 15);
    expect(rate.some).toBe(true);
  });

  it("is zero without a series, and without the table", async () => {
    const none = await RiskFree.read(warehouse, ["c"], true);
    expect([none.some, none.daily(dayOf("2024-02-01"))]).toEqual([false, 0]);
    const absent = await RiskFree.read(warehouse, ["a"], false);
    expect([absent.some, absent.daily(0)]).toEqual([false, 0]);
  });
});
