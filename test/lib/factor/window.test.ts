import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {returnRisk, type WINDOWS, windowRows, windowStats} from "../../../lib/factor/window.js";
import {epochDay} from "../../../lib/format/date.js";

/** Weekdays from a day on. */
function weekdays(from: string, n: number): Int32Array {
  const days: number[] = [];
  for (let d = epochDay(from); days.length < n; d++) if ((d + 3) % 7 < 5) days.push(d);
  return Int32Array.from(days);
}

describe("return over risk", () => {
  it("is geometric: the printed 0.40 of 24.98 % and 19.25 % over three years", () => {
    expect(returnRisk(0.2498, 0.1925, 756).toFixed(2)).toBe("0.40");
    expect((0.2498 / 3 / 0.1925).toFixed(2)).toBe("0.43");
  });

  it("has no value without risk or after a total loss", () => {
    expect(returnRisk(0.1, 0, 252)).toBeNaN();
    expect(returnRisk(-1, 0.2, 252)).toBeNaN();
  });
});

describe("windows", () => {
  it("compounds and annualises five days worked by hand", () => {
    const values = [0.01, -0.02, 0.03, 0, 0.01];
    const {cumulative, volatility, from} = windowStats(
      {days: weekdays("2024-01-08", 5), columns: 1, values},
      4,
      "1w"
    );
    expect(from).toBe(0);
    expect(cumulative[0]).toBeCloseTo(1.01 * 0.98 * 1.03 * 1.01 - 1, 14);
    const mean = 0.006;
    const squares = values.reduce((s, v) => s + (v - mean) ** 2, 0);
    expect(volatility[0]).toBeCloseTo(Math.sqrt((squares / 4) * 252), 14);
  });

  it("is missing where the history is short or a day has no return", () => {
    const days = weekdays("2024-01-02", 30);
    const values = new Float64Array(30).fill(0.001);
    expect(windowStats({days, columns: 1, values}, 29, "3m").cumulative[0]).toBeNaN();
    values[27] = Number.NaN;
    expect(windowStats({days, columns: 1, values}, 29, "1w").cumulative[0]).toBeNaN();
    expect(windowStats({days, columns: 1, values}, 26, "1w").cumulative[0]).toBeCloseTo(1.001 ** 5 - 1, 12);
  });

  it("counts the year to date from its first trading day, not from where the data begin", () => {
    const days = weekdays("2023-12-28", 10);
    expect(windowRows(days, 9, "ytd")).toBe(8);
    const values = new Float64Array(10).fill(0.01);
    expect(windowStats({days, columns: 1, values}, 9, "ytd").cumulative[0]).toBeCloseTo(1.01 ** 8 - 1, 12);
    const late = weekdays("2024-03-01", 10);
    expect(windowStats({days: late, columns: 1, values}, 9, "ytd").cumulative[0]).toBeNaN();
  });

  it("never reads a later row", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({min: -0.1, max: 0.1, noNaN: true}), {minLength: 40, maxLength: 80}),
        fc.integer({min: 10, max: 39}),
        (values, at) => {
          const days = weekdays("2023-11-01", values.length);
          const whole = windowStats({days, columns: 1, values}, at, "1w");
          const changed = values.map((v, t) => (t > at ? v + 1 : v));
          const cut = windowStats(
            {days: days.subarray(0, at + 1), columns: 1, values: values.slice(0, at + 1)},
            at,
            "1w"
          );
          expect(windowStats({days, columns: 1, values: changed}, at, "1w")).toEqual(whole);
          expect(cut).toEqual(whole);
        }
      )
    );
  });

  it("refuses rows, windows and shapes that are none", () => {
    const days = weekdays("2024-01-02", 5);
    expect(() => windowRows(days, 5, "1w")).toThrow("at must be a row of 5, got 5");
    expect(() => windowRows(days, 1, "2w" as (typeof WINDOWS)[number])).toThrow(
      "window must be one of 1w, 1m"
    );
    expect(() => windowStats({days, columns: 2, values: [1]}, 0, "1w")).toThrow(
      "values must hold 10 numbers, got 1"
    );
  });
});
