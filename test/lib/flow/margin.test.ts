import {describe, expect, it} from "vitest";
import {marginFlow} from "../../../lib/flow/margin.js";
import {MARGIN_EVENTS, marginEventsBetween} from "../../../lib/flow/margin-events.js";
import {nextDays} from "../../../lib/flow/next-day.js";
import {unitAlarm} from "../../../lib/flow/unit-alarm.js";
import {epochDay, isoDay} from "../../../lib/format/date.js";

const nan = Number.NaN;
const panel = () => ({
  balance: Float64Array.of(1000, 1050, 1057.35, 500),
  buy: Float64Array.of(200, 150, 80, 100),
  repay: Float64Array.of(100, 100, 80, 700),
  shortSell: Float64Array.of(10, 0, 30, 5),
  shortRepay: Float64Array.of(4, 0, 10, 25),
  close: Float64Array.of(10, nan, 20, nan)
});

describe("marginFlow", () => {
  it("takes buys less repayments, short sales less repayments at the close, and their difference", () => {
    const {financing, short, net} = marginFlow(panel(), {dates: 4, assets: 1});
    expect(Array.from(financing)).toEqual([100, 50, 0, -600]);
    expect(Array.from(short)).toEqual([60, 0, 400, nan]);
    expect(Array.from(net)).toEqual([40, 50, -400, nan]);
  });

  it("checks the balance against the day before and marks breaks beyond the tolerance", () => {
    const {gap, broken} = marginFlow(panel(), {dates: 4, assets: 1});
    expect(Array.from(gap.subarray(0, 2))).toEqual([nan, 0]);
    expect(gap[2]).toBeCloseTo(0.007, 12);
    expect(gap[3]).toBeCloseTo(500 / 457.35 - 1, 12);
    expect(Array.from(broken)).toEqual([0, 0, 0, 1]);
    expect(Array.from(marginFlow(panel(), {dates: 4, assets: 1, tolerance: 0.005}).broken)).toEqual([
      0, 0, 1, 1
    ]);
  });

  it("continues from the balances before its first row, and a stock new to the list breaks nothing", () => {
    const options = {dates: 4, assets: 1};
    expect(marginFlow(panel(), {...options, before: Float64Array.of(900)}).gap[0]).toBe(0);
    expect(marginFlow(panel(), {...options, before: Float64Array.of(700)}).broken[0]).toBe(1);
    expect(marginFlow(panel(), {...options, before: Float64Array.of(nan)}).broken[0]).toBe(0);
  });

  it("marks a balance that should be gone but is not", () => {
    const gone = {...panel(), balance: Float64Array.of(1000, 1050, 600, 500)};
    const {gap, broken} = marginFlow(gone, {dates: 4, assets: 1});
    expect(broken[3]).toBe(1);
    expect(gap[3]).toBe(Number.POSITIVE_INFINITY);
  });

  it("refuses sizes that do not fit and a tolerance that is not positive", () => {
    expect(() => marginFlow(panel(), {dates: 2, assets: 1})).toThrow("balance must hold 2 × 1 values, got 4");
    expect(() => marginFlow(panel(), {dates: 4, assets: 1, tolerance: 0})).toThrow(
      "tolerance must be positive, got 0"
    );
  });
});

describe("the next trading day", () => {
  const days = ["2024-02-08", "2024-02-21", "2024-02-22"].map(epochDay);

  it("is the next open day, over a holiday as well", () => {
    const open = ["2024-02-07", "2024-02-08", "2024-02-19", "2024-02-21", "2024-02-22", "2024-02-23"].map(
      epochDay
    );
    expect(Array.from(nextDays(days, open), isoDay)).toEqual(["2024-02-19", "2024-02-22", "2024-02-23"]);
  });

  it("is the next weekday where the calendar ends", () => {
    const week = [19, 20, 21, 22, 23, 24, 25].map((d) => epochDay(`2024-02-${d}`));
    expect(Array.from(nextDays(week, []), isoDay)).toEqual(
      ["20", "21", "22", "23", "26", "26", "26"].map((d) => `2024-02-${d}`)
    );
    expect(() => nextDays([5, 4], [])).toThrow("days must ascend, got 4 at 1");
  });
});

describe("margin events", () => {
  it("are in order, and found by day", () => {
    const dates = MARGIN_EVENTS.map((e) => e.date);
    expect(dates).toEqual([...dates].sort());
    const found = marginEventsBetween(epochDay("2023-09-08"), epochDay("2024-02-23"));
    expect(found.map((e) => e.date)).toEqual(["2023-09-08"]);
  });
});

describe("unitAlarm", () => {
  it("rings where a flow is more than was traded, and says how many zeros are too many", () => {
    // 3,912 亿 printed for a week in which about 700 亿 were traded: read as 百万元 it is 39 亿.
    expect(unitAlarm(3912e8, 700e8)).toMatchObject({impossible: true, digits: 2});
    expect(unitAlarm(-39.12e8, 700e8)).toMatchObject({impossible: false, digits: 0});
    expect(unitAlarm(5, nan).share).toBeNaN();
    expect(unitAlarm(5, 0).impossible).toBe(false);
    expect(() => unitAlarm(1, 1, {usual: 0})).toThrow("usual must be positive, got 0");
  });
});
