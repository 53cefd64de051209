import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {quarterEndOf} from "../../../lib/calendar/quarter.js";
import {mondayOf} from "../../../lib/calendar/week.js";
import {epochDay, isoDay} from "../../../lib/format/date.js";

const monday = (iso: string): string => isoDay(mondayOf(epochDay(iso)));
const quarter = (iso: string): string => isoDay(quarterEndOf(epochDay(iso)));

describe("mondayOf", () => {
  it("gives the Monday on or before the day, across a year's end and before 1970", () => {
    expect(monday("2024-02-23")).toBe("2024-02-19");
    expect(monday("2024-02-19")).toBe("2024-02-19");
    expect(monday("2024-02-25")).toBe("2024-02-19");
    expect(monday("2021-01-01")).toBe("2020-12-28");
    expect(monday("1969-12-31")).toBe("1969-12-29");
  });

  it("is a Monday, at most six days back", () => {
    fc.assert(
      fc.property(fc.integer({min: -20_000, max: 40_000}), (day) => {
        const back = day - mondayOf(day);
        expect(new Date(mondayOf(day) * 86_400_000).getUTCDay()).toBe(1);
        expect(back >= 0 && back <= 6).toBe(true);
      })
    );
  });
});

describe("quarterEndOf", () => {
  it("gives the last day of the calendar quarter", () => {
    expect(quarter("2024-08-19")).toBe("2024-09-30");
    expect(quarter("2024-09-30")).toBe("2024-09-30");
    expect(quarter("2024-12-01")).toBe("2024-12-31");
    expect(quarter("2024-02-29")).toBe("2024-03-31");
  });
});
