import {describe, expect, it} from "vitest";
import {percentile, streak} from "../../../lib/flow/standing.js";
import {trailingSums, weeklySums, weekStart, weekSums} from "../../../lib/flow/windows.js";
import {epochDay} from "../../../lib/format/date.js";

const nan = Number.NaN;
// Friday to the Tuesday after next, over a week of which only one day was open.
const days = ["2024-02-02", "2024-02-05", "2024-02-07", "2024-02-19", "2024-02-20"].map(epochDay);

describe("windows", () => {
  it("sums the ISO week to date, by column", () => {
    const values = [1, 10, 2, 20, 3, nan, 4, 40, 5, 50];
    expect(Array.from(weekSums(days, values, {columns: 2, at: 2}))).toEqual([5, 20]);
    expect(Array.from(weekSums(days, values, {columns: 2, at: 3}))).toEqual([4, 40]);
    expect(weekStart(days, 4)).toBe(3);
  });

  it("sums trailing rows, missing where there are fewer", () => {
    const values = [1, 2, 3, nan, 5];
    expect(Array.from(trailingSums(values, {columns: 1, at: 4, rows: 3}))).toEqual([8]);
    expect(Array.from(trailingSums(values, {columns: 1, at: 2, rows: 3}))).toEqual([6]);
    expect(Array.from(trailingSums(values, {columns: 1, at: 1, rows: 3}))).toEqual([nan]);
  });

  it("gathers weeks that have a day", () => {
    const {last, sum} = weeklySums(days, [1, 2, 3, 4, nan]);
    expect(Array.from(last)).toEqual([0, 2, 4]);
    expect(Array.from(sum)).toEqual([1, 5, 4]);
  });

  it("refuses rows that are not there", () => {
    expect(() => weekSums(days, [1], {columns: 1, at: 9})).toThrow("at must be a row of 5, got 9");
    expect(() => trailingSums([1, 2], {columns: 1, at: 5, rows: 2})).toThrow("at must be a row of 2, got 5");
    expect(() => trailingSums([1, 2], {columns: 1, at: 1, rows: 0})).toThrow(
      "rows must be at least 1, got 0"
    );
  });
});

describe("streak", () => {
  it("counts the run of signs at the end", () => {
    expect(streak([-1, 2, 3, 4])).toBe(3);
    expect(streak([2, -3, -4])).toBe(-2);
    expect(streak([1])).toBe(1);
    expect(streak([1, 0])).toBe(0);
    expect(streak([1, nan])).toBe(0);
    expect(streak([])).toBe(0);
  });
});

describe("percentile", () => {
  it("is the share below, ties half, missing left out", () => {
    expect(percentile([1, 2, 3, 4], 3, {minimum: 4})).toBe(0.625);
    expect(percentile([1, nan, 3], 5, {minimum: 2})).toBe(1);
  });

  it("is missing on a short history", () => {
    expect(percentile([1, 2, 3], 2)).toBeNaN();
    expect(percentile(new Float64Array(60), nan)).toBeNaN();
  });
});
