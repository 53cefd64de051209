import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, test} from "vitest";
import {calendarBetween} from "../../../pipeline/sources/demo/calendar.js";
import {isReview} from "../../../pipeline/sources/demo/indices.js";
import {fineIndustries, industriesOf, industryIndex} from "../../../pipeline/sources/demo/industries.js";
import {planOf} from "../../../pipeline/sources/demo/plan.js";
import {limitCents, limitOf} from "../../../pipeline/sources/demo/prices.js";
import {drawUniverse} from "../../../pipeline/sources/demo/universe.js";
import {dayOf, isoOf} from "../../../pipeline/warehouse/columns.js";

const real = process.env.YANBAO_REAL ?? "../shared/real";
const indices = join(real, "index/index_daily.csv");
const flows = join(real, "flows/stock_connect.csv");

describe("calendar", () => {
  const full = planOf("full", 1).calendar;

  test("2012-01-04 to 2024-02-23 has 2,948 trading days, without New Year and National Day", () => {
    expect(full.days.length).toBe(2948);
    const days = new Set(Array.from(full.days, isoOf));
    for (const open of ["2012-01-04", "2016-02-15", "2024-02-19", "2024-02-23"])
      expect(days.has(open)).toBe(true);
    for (const shut of ["2015-09-03", "2018-12-31", "2020-01-31", "2024-02-09"])
      expect(days.has(shut)).toBe(false);
  });

  test.skipIf(!existsSync(indices))(
    "trading days are those of the SSE Composite, 2012–2021 (needs YANBAO_REAL)",
    () => {
      const rows = readFileSync(indices, "utf8")
        .split("\n")
        .filter((l) => l.includes(",000001.SH,"));
      const dates = rows.map((l) => l.slice(0, 10)).filter((d) => d >= "2012-01-04");
      expect(Array.from(full.days, isoOf).filter((d) => d <= (dates.at(-1) ?? ""))).toEqual(dates);
    }
  );

  test.skipIf(!existsSync(flows))(
    "Stock Connect days are those of the northbound link (needs YANBAO_REAL)",
    () => {
      const rows = readFileSync(flows, "utf8")
        .split("\n")
        .filter((l) => l.includes("北向_滬股通"));
      const dates = rows.map((l) => l.slice(0, 10)).filter((d) => d <= "2024-02-23");
      const ours = Array.from(full.days, isoOf).filter((d, t) => d >= "2014-11-17" && full.connect[t] === 1);
      expect(ours).toEqual([...dates].sort());
    }
  );

  test("days outside the known years are refused", () => {
    expect(() => calendarBetween("2011-06-01", "2012-02-01")).toThrow(/2011-06-01 to 2012-02-01/);
  });

  test("members change after the second Friday of June and December", () => {
    const plan = planOf("full", 1);
    const dates = Array.from(full.days, (d, t) => (isReview(plan, t) ? isoOf(d) : "")).filter(Boolean);
    expect(dates).toContain("2023-06-09");
    expect(dates).toContain("2023-12-08");
    expect(dates.length).toBe(24);
  });
});

describe("rules of the exchanges", () => {
  test("limits by board, date, ST and age", () => {
    const [main, gem, star, bse] = [0, 1, 2, 3];
    const late = dayOf("2023-06-01");
    expect(limitOf(main, late, 0, 500)).toBe(10);
    expect(limitOf(main, late, 1, 500)).toBe(5);
    expect(limitOf(gem, dayOf("2020-08-21"), 0, 500)).toBe(10);
    expect(limitOf(gem, dayOf("2020-08-24"), 0, 500)).toBe(20);
    expect(limitOf(star, late, 0, 500)).toBe(20);
    expect(limitOf(bse, late, 0, 500)).toBe(30);
    expect(limitOf(main, dayOf("2016-06-01"), 0, 0)).toBe(44);
    expect(limitOf(main, dayOf("2013-06-03"), 0, 0)).toBe(0);
    expect(limitOf(main, late, 0, 4)).toBe(0);
    expect(limitOf(star, late, 0, 4)).toBe(0);
    expect(limitOf(star, late, 0, 5)).toBe(20);
  });

  test("limit prices round half a cent up", () => {
    expect(limitCents(1005, 10)).toBe(1106);
    expect(limitCents(1004, 10)).toBe(1104);
    expect(limitCents(1005, -10)).toBe(905);
    expect(limitCents(333, 5)).toBe(350);
  });
});

describe("universe", () => {
  test("the full market grows from some 2,400 to some 5,000 stocks, codes ascending and unique", () => {
    const {n, codes, listAt} = drawUniverse(planOf("full", 20240223));
    expect(listAt.filter((t) => t < 0).length).toBeGreaterThan(2300);
    expect(n).toBeGreaterThan(5000);
    expect(new Set(codes).size).toBe(n);
    expect([...codes].sort()).toEqual(codes);
  });

  test("every fine industry has a place in each scheme, and every industry a stock", () => {
    for (const scheme of ["citic", "sw", "csc37"] as const) {
      const places = industryIndex(scheme);
      expect(new Set(places).size).toBe(industriesOf[scheme].length);
      expect(places.length).toBe(fineIndustries.length);
    }
  });
});
