import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {groupedRows} from "../../../lib/flow/grouped-rows.js";
import {type FlowHistory, packFlows, unpackFlows} from "../../../lib/flow/packed.js";
import {pickDay, stepWeek} from "../../../lib/flow/pick-day.js";
import {cumulativeByWeek, flowView, rowTotals} from "../../../lib/flow/view.js";
import {columnGroups, weeklySeries} from "../../../lib/flow/weekly.js";
import {epochDay, isoDay} from "../../../lib/format/date.js";

const nan = Number.NaN;

/** Weekdays from a Monday on, two industries; the official total is the sum of flows and a little more. */
function historyOf(rows: number, flowAt: (t: number, c: number) => number): FlowHistory {
  const monday = epochDay("2020-01-06");
  const days = Int32Array.from({length: rows}, (_, t) => monday + 7 * Math.floor(t / 5) + (t % 5));
  const flow = Float64Array.from({length: 2 * rows}, (_, i) => flowAt(Math.floor(i / 2), i % 2));
  return {
    days,
    columns: 2,
    flow,
    band: flow.map((x) => Math.abs(x) / 10),
    official: rowTotals(flow, 2).map((x) => x + 1e6)
  };
}

describe("flowView", () => {
  const history = historyOf(300, (t, c) => (c === 0 ? 1e8 : -4e7 * (1 + (t % 2))));

  it("sums week, month and quarter by industry, with the official total beside them", () => {
    const {week, month, quarter, weekDays} = flowView(history, 272);
    expect(weekDays).toBe(3);
    expect(Array.from(week.flow)).toEqual([3e8, -1.6e8]);
    expect(Array.from(week.band)).toEqual([3e7, 1.6e7]);
    expect([week.total, week.totalBand, week.official]).toEqual([1.4e8, 4.6e7, 1.43e8]);
    expect(week.residual).toBeCloseTo(3e6, 6);
    expect(Array.from(month.flow)).toEqual([2e9, -1.2e9]);
    expect(Array.from(quarter.flow)).toEqual([6e9, -3.6e9]);
  });

  it("counts weeks in a row and places the week among those before it", () => {
    const rising = historyOf(300, (t) => (t < 5 ? -1e8 : 1e6 * t));
    const {streak, percentile, weeksBefore, residualSd} = flowView(rising, 299);
    expect([streak, percentile, weeksBefore]).toEqual([59, 1, 59]);
    expect(residualSd).toBeCloseTo(0, 6);
  });

  it("is missing where the history is too short, and where an official day is missing", () => {
    const {month, percentile, residualSd} = flowView(history, 10);
    expect(Array.from(month.flow)).toEqual([nan, nan]);
    expect([month.official, percentile, residualSd]).toEqual([nan, nan, nan]);
    const gap = {...history, official: history.official.with(271, nan)};
    expect(flowView(gap, 272).week.official).toBeNaN();
    expect(flowView(gap, 276).week.official).toBeCloseTo(2e8 - 8e7 - 4e7 + 2e6, 6);
  });

  it("reads nothing after its day", () => {
    const cut: FlowHistory = {
      days: history.days.slice(0, 273),
      columns: 2,
      flow: history.flow.slice(0, 546),
      band: history.band.slice(0, 546),
      official: history.official.slice(0, 273)
    };
    expect(flowView(cut, 272)).toEqual(flowView(history, 272));
    expect(cumulativeByWeek(cut, 272)).toEqual(cumulativeByWeek(history, 272));
  });

  it("accumulates to the last week's end", () => {
    const {day, value} = cumulativeByWeek(history, 6);
    expect(Array.from(day, isoDay)).toEqual(["2020-01-10", "2020-01-14"]);
    expect(Array.from(value)).toEqual([5e8, -2.8e8, 7e8, -4e8]);
  });
});

describe("packed flows", () => {
  it("come back to within their units, bands never narrower", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: -1e10, max: 1e10}), {minLength: 4, maxLength: 4}), (x) => {
        const history: FlowHistory = {
          days: Int32Array.of(18_000, 18_003),
          columns: 2,
          flow: Float64Array.from(x),
          band: Float64Array.from(x, Math.abs),
          official: Float64Array.of(x[0] ?? 0, nan)
        };
        const back = unpackFlows(JSON.parse(JSON.stringify(packFlows(history))));
        expect(back.days).toEqual(history.days);
        expect(back.official[1]).toBeNaN();
        back.flow.forEach((y, i) => {
          expect(Math.abs(y - (x[i] ?? nan))).toBeLessThanOrEqual(5e4);
          expect(back.band[i]).toBeGreaterThanOrEqual(Math.abs(x[i] ?? nan));
          expect(back.band[i]).toBeLessThanOrEqual(Math.abs(x[i] ?? nan) + 1e5);
        });
      })
    );
  });

  it("refuse columns of different length", () => {
    expect(() => unpackFlows({days: [1, 1], flow: [[1]], band: [[1, 2]], official: [null, null]})).toThrow(
      "flow of column 0 must hold 2 days, got 1"
    );
  });
});

describe("pickDay", () => {
  const days = ["2024-02-07", "2024-02-08", "2024-02-19", "2024-02-23", "2024-02-26"].map(epochDay);
  const pick = (text: string | null): [string, string] => {
    const {at, note} = pickDay(days, text);
    return [isoDay(days[at] ?? 0), note];
  };

  it("takes the day, the one before on closed days, and says when it cannot", () => {
    expect(pick("2024-02-19")).toEqual(["2024-02-19", "exact"]);
    expect(pick("2024-02-14")).toEqual(["2024-02-08", "closed"]);
    expect(pick(null)).toEqual(["2024-02-26", "default"]);
    expect(pick("2024-02-30")).toEqual(["2024-02-26", "invalid"]);
    expect(pick("<b>")).toEqual(["2024-02-26", "invalid"]);
    expect(pick("2031-01-01")).toEqual(["2024-02-26", "after"]);
    expect(pick("1999-01-01")).toEqual(["2024-02-07", "before"]);
    expect(() => pickDay([], null)).toThrow("days must not be empty");
  });

  it("steps by weeks that have a day", () => {
    expect(stepWeek(days, 1, 1)).toBe(3);
    expect(stepWeek(days, 3, -1)).toBe(1);
    expect(stepWeek(days, 4, 1)).toBe(4);
    expect(stepWeek(days, 0, -1)).toBe(0);
  });
});

describe("groupedRows", () => {
  it("puts sums before their parts and the total last", () => {
    const {kind, name, values} = groupedRows(
      {industry: ["a", "b", "c"], sector: ["x", "y", "x"]},
      {week: [1, 2, 4], month: [1, nan, 3]}
    );
    expect(kind).toEqual(["sector", "industry", "industry", "sector", "industry", "total"]);
    expect(name).toEqual(["x", "a", "c", "y", "b", ""]);
    expect(Array.from(values.week ?? [])).toEqual([5, 1, 4, 2, 2, 7]);
    expect(Array.from(values.month ?? [])).toEqual([4, 1, 3, nan, nan, nan]);
  });

  it("refuses columns of different length", () => {
    expect(() => groupedRows({industry: ["a"], sector: ["x"]}, {week: []})).toThrow(
      "week must hold 1 values, got 0"
    );
  });
});

describe("weeklySeries and columnGroups", () => {
  it("leave out days and weeks without a value", () => {
    const days = ["2024-08-09", "2024-08-12", "2024-08-13", "2024-08-19"].map(epochDay);
    const {day, sum, cumulative} = weeklySeries(days, [1, 2, nan, nan]);
    expect(Array.from(day, isoDay)).toEqual(["2024-08-09", "2024-08-12"]);
    expect([Array.from(sum), Array.from(cumulative)]).toEqual([
      [1, 2],
      [1, 3]
    ]);
  });

  it("sum columns of each row, and refuse a group out of range", () => {
    expect(Array.from(columnGroups([1, 2, 3, 4, 5, 6], [0, 1, 0], 2))).toEqual([4, 2, 10, 5]);
    expect(() => columnGroups([1, 2], [0, 2], 2)).toThrow("group must be from 0 to 1, got 2");
  });
});
