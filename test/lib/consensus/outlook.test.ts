import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {betweenYears, yearPosition} from "../../../lib/consensus/forward-year.js";
import {covers, type Forecast, fttm} from "../../../lib/consensus/fttm.js";
import {outlookChange, outlookOf} from "../../../lib/consensus/outlook.js";
import {epochDay} from "../../../lib/format/date.js";

const at = (iso: string): number => yearPosition(epochDay(iso));
const forecast = (fy1: number, profit: number[], book = [1000, 1100, 1200, 1300]): Forecast => ({
  fy1,
  profit,
  book
});

describe("the axis of fiscal years", () => {
  it("puts the year's last day on the year and counts days between", () => {
    expect(at("2023-12-31")).toBe(2023);
    expect(at("2024-12-31")).toBe(2024);
    expect(at("2023-07-01")).toBeCloseTo(2022 + 182 / 365, 12);
    expect(at("2024-02-23")).toBeCloseTo(2023 + 54 / 366, 12);
  });

  it("reads between years in a straight line, and nothing outside them", () => {
    expect(betweenYears([10, 20, 40], 1)).toBe(20);
    expect(betweenYears([10, 20, 40], 1.25)).toBe(25);
    expect(betweenYears([10, 20, 40], 2)).toBe(40);
    expect(betweenYears([10, 20, 40], 2.01)).toBeNaN();
    expect(betweenYears([10, 20, 40], -0.01)).toBeNaN();
    expect(betweenYears([10, 20, Number.NaN], 1)).toBe(20);
    expect(betweenYears([10, 20, Number.NaN], 1.5)).toBeNaN();
  });
});

describe("fttm", () => {
  it("weights FY1 by what is left of it: a·FY1 + (1 − a)·FY2", () => {
    const a = 1 - 182 / 365;
    const {profit, base, book} = fttm(forecast(2023, [100, 120, 150, 200]), at("2023-07-01"));
    expect(profit).toBeCloseTo(a * 120 + (1 - a) * 150, 10);
    expect(base).toBeCloseTo(a * 100 + (1 - a) * 120, 10);
    expect(book).toBeCloseTo((a * 1000 + (1 - a) * 1100 + a * 1100 + (1 - a) * 1200) / 2, 10);
  });

  it("reads FY2 and FY3 once FY1 is over and not yet reported, so that its announcement moves nothing", () => {
    const day = at("2024-03-20");
    const before = fttm(forecast(2023, [100, 120, 150, 200], [1000, 1100, 1200, 1300]), day);
    const after = fttm(forecast(2024, [120, 150, 200, 260], [1100, 1200, 1300, 1400]), day);
    const over = 80 / 366;
    expect(before.profit).toBeCloseTo((1 - over) * 150 + over * 200, 10);
    for (const key of ["profit", "base", "book"] as const) expect(after[key]).toBeCloseTo(before[key], 10);
  });

  it("does not reach where a year is missing or the forecast is stale", () => {
    expect(covers(fttm(forecast(2023, [100, 120, 150, Number.NaN]), at("2023-07-01")))).toBe(true);
    expect(covers(fttm(forecast(2023, [100, 120, 150, Number.NaN]), at("2024-03-20")))).toBe(false);
    expect(covers(fttm(forecast(2021, [100, 120, 150, 200]), at("2024-03-20")))).toBe(false);
    expect(covers(fttm(forecast(2023, [Number.NaN, 120, 150, 200]), at("2023-12-31")))).toBe(true);
  });
});

describe("outlookOf", () => {
  it("is a ratio of sums, not a mean of ratios", () => {
    const {roe, growth} = outlookOf([
      {profit: 10, base: 5, book: 100},
      {profit: 90, base: 95, book: 900}
    ]);
    expect(roe).toBeCloseTo(0.1, 12);
    expect(growth).toBeCloseTo(0, 12);
  });

  it("has no growth on a loss and no return on negative equity; none of nothing", () => {
    expect(outlookOf([{profit: 10, base: -5, book: 100}]).growth).toBeNaN();
    expect(outlookOf([{profit: 10, base: 5, book: -100}]).roe).toBeNaN();
    expect(outlookOf([])).toEqual({roe: Number.NaN, growth: Number.NaN});
  });
});

describe("outlookChange", () => {
  const [from, to] = [at("2023-06-30"), at("2023-07-07")];
  const group = (...forecasts: Forecast[]) => new Map(forecasts.map((f, i) => [i, f]));

  it("has no revision where forecasts stand still, and rolls down with the calendar", () => {
    const same = group(forecast(2023, [100, 120, 150, 180]), forecast(2023, [50, 40, 60, 90]));
    const {roe, growth} = outlookChange(same, same, {from, to});
    expect([roe.revision, roe.composition, growth.revision, growth.composition]).toEqual([0, 0, 0, 0]);
    expect(growth.rollDown).toBeCloseTo(growth.total, 14);
    expect(Math.abs(growth.rollDown)).toBeGreaterThan(1e-4);
  });

  it("does not take an announcement that confirms the forecast for a revision", () => {
    const [winter, week] = [at("2024-03-15"), at("2024-03-22")];
    const before = group(forecast(2023, [100, 120, 150, 200], [1000, 1100, 1200, 1300]));
    const after = group(forecast(2024, [120, 150, 200, 260], [1100, 1200, 1300, 1400]));
    const {roe, growth} = outlookChange(before, after, {from: winter, to: week});
    expect(roe.revision).toBeCloseTo(0, 14);
    expect(growth.revision).toBeCloseTo(0, 14);
  });

  it("puts who comes and goes into composition, of the whole samples", () => {
    const old = forecast(2023, [100, 120, 150, 180]);
    const fresh = forecast(2023, [500, 400, 300, 200]);
    const before = new Map([[0, old]]);
    const after = new Map([
      [0, old],
      [1, fresh]
    ]);
    const {roe, growth, matched} = outlookChange(before, after, {from, to});
    expect(matched).toBe(1);
    expect(growth.composition).toBeCloseTo(
      outlookOf([fttm(old, to), fttm(fresh, to)]).growth - outlookOf([fttm(old, to)]).growth,
      12
    );
    expect(roe.composition).not.toBe(0);
  });

  it("equals the company for an industry of one", () => {
    const [before, after] = [forecast(2023, [100, 120, 150, 180]), forecast(2023, [100, 126, 150, 180])];
    const {growth} = outlookChange(group(before), group(after), {from, to});
    const single = (f: Forecast, day: number): number => fttm(f, day).profit / fttm(f, day).base - 1;
    expect(growth.revision).toBeCloseTo(single(after, from) - single(before, from), 14);
    expect(growth.total).toBeCloseTo(single(after, to) - single(before, from), 14);
  });

  it("sums to the change within 1e-12 whatever comes, goes and changes", () => {
    const amounts = fc.integer({min: 1, max: 1e6});
    const one = fc.tuple(amounts, amounts, amounts, amounts).map((p) => forecast(2023, p));
    const many = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), one);
    fc.assert(
      fc.property(many, many, (a, b) => {
        const {roe, growth} = outlookChange(new Map(Object.entries(a)), new Map(Object.entries(b)), {
          from,
          to
        });
        for (const {revision, rollDown, composition, total} of [roe, growth]) {
          if (Number.isNaN(revision)) continue;
          expect(Math.abs(revision + rollDown + composition - total)).toBeLessThan(
            1e-12 * Math.max(1, Math.abs(total))
          );
        }
      })
    );
  });

  it("is not split where a base is a loss, and refuses days out of order", () => {
    const loss = group(forecast(2023, [-100, -50, 20, 30]));
    const {growth, roe} = outlookChange(loss, loss, {from, to});
    expect([growth.revision, growth.rollDown, growth.composition, growth.total]).toEqual(
      Array.from({length: 4}, () => Number.NaN)
    );
    expect(roe.revision).toBe(0);
    expect(() => outlookChange(loss, loss, {from: to, to: from})).toThrow(`to must be after from = ${to}`);
  });
});
