import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import model from "../../pipeline/models/cross-asset.js";
import {contextOf} from "../../pipeline/run/context.js";
import {dayOf, dictionaryOf} from "../../pipeline/warehouse/columns.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";

const root = scratch();
const FIRST = dayOf("2018-01-01");
const DAYS = Array.from({length: 1500}, (_, i) => FIRST + i).filter((d) => (((d + 3) % 7) + 7) % 7 < 5);
const CUT = FIRST + 1300;

/** One rate that falls faster in the last week, one that stops, one index. Later values may be perturbed. */
async function build(dataset: string, perturb: (day: number, value: number) => number): Promise<Warehouse> {
  const warehouse = await openWarehouse({root: join(root), dataset, threads: 1});
  warehouse.describe({simulated: true, title: {zh: "测试", en: "Test"}});
  const series = ["rate", "stopped", "crack"];
  await warehouse.write(
    "series_info",
    {
      series,
      name_zh: series,
      name_en: series,
      unit: ["%", "%", "USD/bbl"],
      frequency: ["D", "D", "D"],
      transform: ["level", "level", "level"],
      group: ["liquidity", "liquidity", "oil"],
      asset: ["stock,bond", "stock,bond", "oil"],
      polarity: Int32Array.of(-1, -1, 1)
    },
    "test"
  );
  const rows = DAYS.flatMap((day, i) => [
    {series: "rate", day, value: 3 + Math.sin(i) * 0.02 - (i > DAYS.length - 5 ? 0.4 : 0)},
    ...(day < FIRST + 1200 ? [{series: "stopped", day, value: 2 + Math.cos(i) * 0.02}] : []),
    {series: "crack", day, value: 20 + Math.sin(i / 3)}
  ]);
  await warehouse.write(
    "series_value",
    {
      series: dictionaryOf(rows.map((r) => r.series)),
      period_end: Int32Array.from(rows, (r) => r.day),
      known_date: Int32Array.from(rows, (r) => r.day),
      value: Float64Array.from(rows, (r) => perturb(r.day, r.value))
    },
    "test"
  );
  await model.run(await contextOf(model, warehouse));
  await warehouse.attach([...model.outputs]);
  return warehouse;
}

let warehouse: Warehouse;
let other: Warehouse;
beforeAll(async () => {
  warehouse = await build("plain", (_, v) => v);
  other = await build("perturbed", (day, v) => (day > CUT ? v * 2 - 1 : v));
});
afterAll(() => {
  warehouse.close();
  other.close();
});

const signals = async (w: Warehouse, where = "true") => {
  const frame = await w.query(
    `SELECT * FROM cross_asset_signal WHERE ${where} ORDER BY date, dimension, asset`
  );
  return {
    day: [...frame.days("date")],
    dimension: frame.strings("dimension"),
    asset: frame.strings("asset"),
    arrow: frame.strings("arrow"),
    signal: [...frame.numbers("signal")]
  };
};

describe("cross-asset signals", () => {
  it("point up for stocks and bonds when rates fall by far more than usual", async () => {
    const last = await signals(warehouse, "date = (SELECT max(date) FROM cross_asset_signal)");
    expect(last.dimension).toEqual(["liquidity", "liquidity", "oil"]);
    expect(last.asset).toEqual(["bond", "stock", "oil"]);
    expect(last.arrow.slice(0, 2)).toEqual(["↑", "↑"]);
    expect(last.signal[0]).toBe(2);
  });

  it("leave out a series that has stopped, and say so", async () => {
    const frame = await warehouse.query(
      "SELECT status, date FROM cross_asset_indicator WHERE series = 'stopped' ORDER BY date DESC LIMIT 1"
    );
    expect(frame.strings("status")).toEqual(["stopped"]);
    const counted = await warehouse.query(
      "SELECT indicators FROM cross_asset_signal WHERE dimension = 'liquidity' ORDER BY date DESC LIMIT 1"
    );
    expect([...counted.numbers("indicators")]).toEqual([1]);
  });

  it("are NaN without three years' beginnings of history, and end each week once", async () => {
    const all = await signals(warehouse);
    expect(all.signal[0]).toBeNaN();
    expect(all.arrow[0]).toBe("/");
    expect(new Set(all.day).size * 3).toBe(all.day.length);
  });

  it("do not change when later values do", async () => {
    const where = `date <= DATE '1970-01-01' + ${CUT}`;
    expect(await signals(other, where)).toEqual(await signals(warehouse, where));
    expect(await signals(other)).not.toEqual(await signals(warehouse));
  });
});
