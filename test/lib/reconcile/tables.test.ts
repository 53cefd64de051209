import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {Check} from "../../../lib/reconcile/check.js";
import {type Claims, claimsOf} from "../../../lib/reconcile/claims.js";
import {orderOf, sumOf} from "../../../lib/reconcile/columns.js";
import {checkDiffusion} from "../../../lib/reconcile/diffusion.js";
import {checkIndicators} from "../../../lib/reconcile/indicator.js";
import {checkMoneyFlow} from "../../../lib/reconcile/money-flow.js";
import {checkNorthbound, type NorthboundColumns} from "../../../lib/reconcile/northbound.js";
import {checkPositions, type PositionColumns} from "../../../lib/reconcile/position.js";
import {checkPositionTotals, normalisedOverUnder} from "../../../lib/reconcile/position-total.js";
import {checkNamed} from "../../../lib/reconcile/ranking.js";

const verdictOf = (checks: readonly Check[], key: string): string => {
  const found = checks.find((c) => c.check === key);
  if (!found) throw new Error(`no check ${key}`);
  return found.verdict;
};

const claims = (rows: readonly (readonly [string, string, number])[]): Claims =>
  claimsOf({
    id: rows.map((r) => r[0]),
    subject: rows.map((r) => r[1]),
    value: rows.map((r) => r[2])
  });

const YI = 1e8;
const yi = (...values: number[]): Float64Array => Float64Array.from(values, (v) => v * YI);

/** Two sectors of two industries; the headline and the prose fit. */
const northbound = (): NorthboundColumns => ({
  sector: ["甲", "甲", "乙", "乙"],
  industry: ["a", "b", "c", "d"],
  week: yi(5, -1, 3, -4),
  month: yi(1, 1, 1, 1),
  quarter: yi(2, 2, 2, 2),
  sector_week: yi(4.1, Number.NaN, -1, Number.NaN),
  sector_month: yi(2, Number.NaN, 2, Number.NaN),
  sector_quarter: yi(4, Number.NaN, 4, Number.NaN)
});
const northboundClaims = claims([
  ["north_total_week", "", 3 * YI],
  ["north_sector_1", "甲", 1],
  ["north_in_1", "a", 5 * YI],
  ["north_in_2", "c", 3 * YI],
  ["north_out_1", "d", -4 * YI],
  ["north_out_2", "b", -1 * YI]
]);

describe("checkNorthbound", () => {
  it("sums industries to sectors and to the headline", () => {
    const checks = checkNorthbound(northbound(), northboundClaims, "r");
    expect(verdictOf(checks, "zheshang/S7/sector/week/甲")).toBe("rounds");
    expect(verdictOf(checks, "zheshang/S7/sector/week/乙")).toBe("agrees");
    expect(verdictOf(checks, "zheshang/S7/headline/industries")).toBe("agrees");
    expect(verdictOf(checks, "zheshang/S7/prose/north_out")).toBe("agrees");
    expect(verdictOf(checks, "zheshang/S7/prose/north_out/d")).toBe("agrees");
  });

  it("contradicts after any row is moved beyond rounding", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 0, max: 3}),
        fc.constantFrom("week" as const, "month" as const, "quarter" as const),
        fc.double({min: 0.5, max: 100, noNaN: true}),
        fc.boolean(),
        (row, window, size, up) => {
          const table = northbound();
          table[window][row] = (table[window][row] ?? 0) + (up ? size : -size) * YI;
          const checks = checkNorthbound(table, northboundClaims, "r");
          const [own, other] = row < 2 ? ["甲", "乙"] : ["乙", "甲"];
          expect(verdictOf(checks, `zheshang/S7/sector/${window}/${own}`)).toBe("contradicts");
          expect(verdictOf(checks, `zheshang/S7/sector/${window}/${other}`)).not.toBe("contradicts");
        }
      ),
      {seed: 5, numRuns: 100}
    );
  });

  it("contradicts when the prose names the wrong industry", () => {
    const table = northbound();
    table.week.set(yi(-2), 1);
    table.week.set(yi(-3), 3);
    table.week.set(yi(-6), 2);
    const checks = checkNorthbound(table, northboundClaims, "r");
    expect(verdictOf(checks, "zheshang/S7/prose/north_out")).toBe("contradicts");
    expect(verdictOf(checks, "zheshang/S7/prose/north_in/c")).toBe("contradicts");
  });
});

const position = (): PositionColumns => ({
  sector: ["甲", "甲", "乙"],
  sector_printed: ["甲", "乙", "乙"],
  industry: ["a", "b", "c"],
  weight_last: Float64Array.of(0.3, 0.2, 0.3),
  weight: Float64Array.of(0.31, 0.19, 0.3),
  csi800: Float64Array.of(0.4, 0.4, 0.2),
  over_under: Float64Array.of(-0.0899, -0.21, 0.1),
  change: Float64Array.of(0.01, -0.01, 0),
  sector_change: Float64Array.of(0, Number.NaN, 0)
});
const positionClaims = claims([
  ["position_sector_up_1", "乙", 1],
  ["position_sector_down_1", "甲", 0],
  ["position_up_1", "a", 0.01],
  ["position_down_1", "b", -0.01]
]);

describe("checkPositions", () => {
  it("holds each row to its identities", () => {
    const checks = checkPositions(position(), positionClaims, "r");
    expect(verdictOf(checks, "zheshang/S9/over-under/a")).toBe("rounds");
    expect(verdictOf(checks, "zheshang/S9/over-under/b")).toBe("agrees");
    expect(verdictOf(checks, "zheshang/S9/change/c")).toBe("agrees");
    expect(verdictOf(checks, "zheshang/S9/sector/甲")).toBe("agrees");
  });

  it("checks the sectors as printed where a row was moved", () => {
    const checks = checkPositions(position(), positionClaims, "r");
    expect(verdictOf(checks, "zheshang/S9/sector-as-printed/甲")).toBe("implausible");
    expect(verdictOf(checks, "zheshang/S9/sector-as-printed/乙")).toBe("implausible");
  });

  it("contradicts in the row that is perturbed and in no other", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 0, max: 2}),
        fc.double({min: 0.0004, max: 0.5, noNaN: true}),
        (row, move) => {
          const table = position();
          table.weight[row] = (table.weight[row] ?? 0) + move;
          const failed = checkPositions(table, positionClaims, "r")
            .filter((c) => /over-under|change/.test(c.check) && c.verdict === "contradicts")
            .map((c) => c.check);
          const name = table.industry[row];
          expect(failed).toEqual([`zheshang/S9/over-under/${name}`, `zheshang/S9/change/${name}`]);
        }
      ),
      {seed: 6, numRuns: 100}
    );
  });

  it("sees that over- and underweights are not scaled to one", () => {
    const checks = checkPositionTotals(position(), "r");
    expect(verdictOf(checks, "zheshang/S9/total/unchanged")).toBe("agrees");
    expect(verdictOf(checks, "zheshang/S9/normalised/sum")).toBe("implausible");
  });
});

describe("normalisedOverUnder", () => {
  it("is the difference of shares: 0.31/0.8 − 0.4", () => {
    const scaled = normalisedOverUnder([0.31, 0.19, 0.3], [0.4, 0.4, 0.2]);
    expect(scaled[0]).toBeCloseTo(-0.0125, 12);
    expect(scaled[2]).toBeCloseTo(0.175, 12);
  });

  it("sums to zero and ignores the scale of either side", () => {
    const weights = fc.array(fc.double({min: 0.001, max: 1, noNaN: true}), {minLength: 2, maxLength: 30});
    fc.assert(
      fc.property(weights, fc.double({min: 0.1, max: 10, noNaN: true}), (w, k) => {
        const index = [...w].reverse();
        const scaled = normalisedOverUnder(w, index);
        expect(Math.abs(sumOf(scaled))).toBeLessThan(1e-12);
        const again = normalisedOverUnder(
          w.map((x) => k * x),
          index
        );
        scaled.forEach((x, i) => {
          expect(again[i]).toBeCloseTo(x, 12);
        });
      }),
      {seed: 7, numRuns: 100}
    );
    expect(() => normalisedOverUnder([1], [1, 2])).toThrow("weight and index differ in length: 1 and 2");
  });
});

describe("checkNamed", () => {
  const list = {
    finding: {check: "t", report: "r", section: "S0", statement: {zh: "", en: ""}},
    names: ["a", "b", "c"],
    values: [1, 3, 3],
    direction: "descending" as const
  };
  it("counts matching places, ties in either order", () => {
    expect(checkNamed({...list, named: ["b", "c"]})).toMatchObject({recomputed: 2, verdict: "agrees"});
    expect(checkNamed({...list, named: ["c", "b"]})).toMatchObject({recomputed: 2, verdict: "agrees"});
    expect(checkNamed({...list, named: ["b", "a"]})).toMatchObject({recomputed: 1, verdict: "contradicts"});
    expect(() => checkNamed({...list, named: ["x"]})).toThrow('no row "x" among a, b, c');
  });
});

describe("checkDiffusion", () => {
  const table = {
    name_printed: ["上证50", "沪深300"],
    up: Float64Array.of(18, 114),
    down: Float64Array.of(32, 186),
    valid: Float64Array.of(50, 300),
    ratio: Float64Array.of(0.36, 0.38)
  };
  const prose = claims([
    ["strong_1", "沪深300", 1],
    ["bottom_1", "上证50", 1]
  ]);
  it("recomputes ratios and counts", () => {
    expect(checkDiffusion(table, prose, "r").every((c) => c.verdict === "agrees")).toBe(true);
  });
  it("contradicts when a count or a ratio is off", () => {
    const off = {...table, up: Float64Array.of(19, 114)};
    const checks = checkDiffusion(off, prose, "r");
    expect(verdictOf(checks, "cinda/S11/ratio/上证50")).toBe("contradicts");
    expect(verdictOf(checks, "cinda/S11/valid/上证50")).toBe("contradicts");
    expect(verdictOf(checks, "cinda/S11/ratio/沪深300")).toBe("agrees");
  });
});

describe("checkMoneyFlow", () => {
  const table = {
    place: ["甲", "乙", "乙"],
    market: ["a", "a", "a"],
    industry: ["a", "a", "b"],
    week: yi(10, 10, 5),
    month: yi(10, 10, 5),
    half_year: yi(10, 10, 5)
  };
  const prose = claims([
    ["flow_lead_1", "a", 1],
    ["flow_lead_2", "b", 2]
  ]);
  it("holds flows to turnover", () => {
    const checks = checkMoneyFlow(table, prose, (name) => (name === "a" ? 9 * YI : 6 * YI), "r");
    expect(verdictOf(checks, "cinda/S13/bound/a")).toBe("implausible");
    expect(verdictOf(checks, "cinda/S13/bound/b")).toBe("agrees");
    expect(verdictOf(checks, "cinda/S13/bound/as-million")).toBe("agrees");
    expect(verdictOf(checks, "cinda/S13/twice/a")).toBe("agrees");
  });
  it("sees a number that differs where it is printed twice", () => {
    const differing = {...table, month: yi(11, 10, 5)};
    const checks = checkMoneyFlow(differing, prose, () => 100 * YI, "r");
    expect(verdictOf(checks, "cinda/S13/twice/a")).toBe("contradicts");
  });
});

describe("checkIndicators", () => {
  const row = (previous: number, value: number, wording: string): Check[] =>
    checkIndicators(
      {
        industry: ["i"],
        item: ["t"],
        item_en: ["t"],
        previous: Float64Array.of(previous),
        value: Float64Array.of(value),
        unit: ["index"],
        wording: [wording]
      },
      "r"
    );
  it("holds a move to the word for it", () => {
    expect(row(321, 320.6, "小幅回落")[0]?.verdict).toBe("agrees");
    expect(row(321, 322, "小幅回落")[0]?.verdict).toBe("contradicts");
    expect(row(100, 90, "小幅回落")[0]?.gap).toBeCloseTo(-0.08, 12);
    expect(() => row(1, 1, "飙升")).toThrow('no range for the wording "飙升" of t');
  });
});

describe("columns and claims", () => {
  it("order with NaN last and ties by row", () => {
    expect(orderOf([2, Number.NaN, 3, 2], "descending")).toEqual([2, 0, 3, 1]);
    expect(orderOf([2, Number.NaN, 3, 2], "ascending")).toEqual([0, 3, 2, 1]);
  });
  it("read families in order and refuse unknown ids", () => {
    expect(northboundClaims.named("north_in")).toEqual(["a", "c"]);
    expect(() => northboundClaims.value("x")).toThrow('no claim "x"');
    expect(() => northboundClaims.named("x")).toThrow('no claims "x_1"');
  });
});
