import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  compare,
  compareBound,
  compareCount,
  type Finding,
  notCheckable,
  roundingOf
} from "../../../lib/reconcile/check.js";

const finding = (published: number, recomputed: number): Finding => ({
  check: "t",
  report: "r",
  section: "S0",
  unit: "ratio",
  statement: {zh: "甲", en: "a"},
  published,
  recomputed
});

describe("compare", () => {
  it("agrees within half a last digit, rounds within the tolerance, contradicts beyond", () => {
    expect(compare(finding(0.4, 0.4007), {step: 0.01}).verdict).toBe("agrees");
    expect(compare(finding(9.2, 9.3), {step: 0.1, tolerance: 0.3}).verdict).toBe("rounds");
    expect(compare(finding(9.2, 9.5), {step: 0.1, tolerance: 0.3}).verdict).toBe("rounds");
    expect(compare(finding(9.2, 9.6), {step: 0.1, tolerance: 0.3}).verdict).toBe("contradicts");
    expect(compare(finding(9.2, 9.6), {step: 0.1, beyond: "implausible"}).verdict).toBe("implausible");
  });

  it("gives the gap as published minus recomputed", () => {
    expect(compare(finding(5, 3), {step: 1}).gap).toBe(2);
  });

  it("is not misled by binary fractions", () => {
    expect(compare(finding(0.0073, 0.0215 - 0.0142), {step: 1e-4, tolerance: 0}).verdict).toBe("agrees");
    expect(compare(finding(0.3, 0.1 + 0.2), {step: 0.1, tolerance: 0}).verdict).toBe("agrees");
  });

  it("refuses what it cannot judge", () => {
    expect(() => compare(finding(1, 1), {step: 0})).toThrow("check t: step must be positive, got 0");
    expect(() => compare(finding(Number.NaN, 1), {step: 1})).toThrow("check t: published is NaN");
    expect(() => compare(finding(1, Number.POSITIVE_INFINITY), {step: 1})).toThrow("recomputed is Infinity");
    expect(() => compareBound(finding(Number.NaN, 1), {bound: "at most"})).toThrow(
      "a bound needs two numbers"
    );
  });
});

describe("compareCount, compareBound, notCheckable", () => {
  it("judge counts exactly", () => {
    expect(compareCount(finding(30, 30)).verdict).toBe("agrees");
    expect(compareCount(finding(31, 30)).verdict).toBe("contradicts");
    expect(compareCount(finding(31, 30), {beyond: "implausible"}).verdict).toBe("implausible");
  });

  it("judge bounds in the direction said", () => {
    expect(compareBound(finding(3, 4), {bound: "at most"}).verdict).toBe("agrees");
    expect(compareBound(finding(3, 4), {bound: "at least"}).verdict).toBe("contradicts");
    expect(compareBound(finding(4, 4), {bound: "at least"}).verdict).toBe("agrees");
  });

  it("keep what cannot be checked", () => {
    expect(notCheckable(finding(0.035, 0.053))).toMatchObject({
      verdict: "not checkable",
      tolerance: Number.NaN
    });
    expect(notCheckable(finding(0.035, 0.053)).gap).toBeCloseTo(-0.018, 12);
  });
});

describe("roundingOf", () => {
  it("is half a step for each term and for the result", () => {
    expect(roundingOf(2, 1e-4)).toBeCloseTo(1.5e-4, 15);
    expect(roundingOf(30, 0.1)).toBeCloseTo(1.55, 12);
    expect(() => roundingOf(0, 1)).toThrow("terms must be a count, got 0");
  });

  it("bounds the gap of any sum of rounded numbers", () => {
    const value = fc.double({min: -1000, max: 1000, noNaN: true});
    fc.assert(
      fc.property(fc.array(value, {minLength: 1, maxLength: 40}), (exact) => {
        const round = (x: number): number => Math.round(x * 10) / 10;
        const published = round(exact.reduce((a, b) => a + b, 0));
        const recomputed = exact.map(round).reduce((a, b) => a + b, 0);
        const tolerance = roundingOf(exact.length, 0.1);
        const {verdict} = compare(finding(published, recomputed), {step: 0.1, tolerance});
        expect(["agrees", "rounds"]).toContain(verdict);
      }),
      {seed: 1, numRuns: 300}
    );
  });
});
