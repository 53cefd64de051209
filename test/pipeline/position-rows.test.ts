import {describe, expect, it} from "vitest";
import {PositionRows} from "../../pipeline/models/fund-position/position-rows.js";

/** Two industries, the first doubling from one week's end to the next. */
const market = {
  scheme: "citic",
  names: ["甲", "乙"],
  days: Int32Array.of(19_000, 19_007),
  level: Float64Array.of(1, 1, 2, 1),
  returns: Float64Array.of(Number.NaN, Number.NaN, 1, 0),
  holes: []
};

/** Columns of the second week, three funds of equal assets being estimated at both ends. */
function secondWeek(before: number[], now: number[], reports: number[]) {
  const rows = new PositionRows(market, () => new Float64Array());
  const shared = {
    assets: Float64Array.of(1, 1, 1),
    index: Float64Array.of(0.5, 0.5),
    scale: 1,
    restless: Float64Array.of(1e-8, 1e-8),
    weekEnds: true
  };
  rows.begin();
  rows.add(0, {...shared, weights: Float64Array.from(before), reports: Int32Array.of(1, 1, 1)});
  rows.begin();
  rows.add(1, {...shared, weights: Float64Array.from(now), reports: Int32Array.from(reports)});
  const columns = rows.columns();
  return (name: string): number[] => Array.from(columns[name] as Float64Array).slice(2);
}

describe("a week's change of positions", () => {
  const before = [0.4, 0.4, 0.4, 0.4, 0.4, 0.4];
  /** What prices alone make of 40 and 40 %: the whole grows by 0.4. */
  const [a, b] = [0.8 / 1.4, 0.4 / 1.4];

  it("is drift alone where nothing was traded or published", () => {
    const of = secondWeek(before, [a, b, a, b, a, b], [1, 1, 1]);
    expect(of("drift_change")[0]).toBeCloseTo(a - 0.4, 15);
    expect(of("active_change")[0]).toBeCloseTo(0, 15);
    expect(of("revision")).toEqual([0, 0]);
  });

  it("is trading in funds without a report, and revision in those that published one", () => {
    const of = secondWeek(before, [a + 0.03, b, a + 0.01, b, a - 0.02, b], [2, 1, 1]);
    expect(of("active_change")[0]).toBeCloseTo((0.01 - 0.02) / 2, 15);
    expect(of("revision")[0]).toBeCloseTo((0.03 + 0.01 - 0.02) / 3 - (0.01 - 0.02) / 2, 15);
    const sum = (i: number): number =>
      ["drift_change", "revision", "active_change"].reduce((s, n) => s + (of(n)[i] as number), 0);
    for (const i of [0, 1]) expect(sum(i)).toBeCloseTo(of("change")[i] as number, 15);
  });

  it("is not split where funds without a report are under a quarter of assets", () => {
    const of = secondWeek(before, [a + 0.03, b, a, b, a, b], [2, 2, 2]);
    expect(of("active_change")).toEqual([Number.NaN, Number.NaN]);
    expect(of("revision")).toEqual([Number.NaN, Number.NaN]);
    expect(of("change")[0]).toBeCloseTo(a + 0.01 - 0.4, 15);
    expect(of("significant")).toEqual([255, 255]);
  });
});
