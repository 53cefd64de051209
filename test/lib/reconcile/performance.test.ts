import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {smallestFraction, wilson} from "../../../lib/reconcile/fraction.js";
import {impliedVolatility, impliedYears, propagated, returnRisk} from "../../../lib/reconcile/performance.js";

describe("returnRisk", () => {
  it("is geometric: 24.98 % over three years at 19.25 % is 0.40", () => {
    expect(returnRisk(0.2498, 0.1925, 3)).toBeCloseTo(0.07716 / 0.1925, 4);
    expect(returnRisk(0.21, 0.1, 2)).toBeCloseTo(1, 12);
  });

  it("is NaN where undefined and refuses a span that is none", () => {
    expect(returnRisk(-1, 0.2, 3)).toBeNaN();
    expect(returnRisk(0.1, 0, 3)).toBeNaN();
    expect(() => returnRisk(0.1, 0.2, 0)).toThrow("years must be positive, got 0");
  });
});

describe("impliedYears and impliedVolatility", () => {
  it("finds eight years between 18.95 % and 300.99 %", () => {
    expect(impliedYears(3.0099, 0.1895)).toBeCloseTo(8.002892228670365, 12);
    expect(impliedYears(0.21, 0.1)).toBeCloseTo(2, 12);
    expect(impliedYears(0.21, 0)).toBeNaN();
    expect(impliedYears(-1, 0.1)).toBeNaN();
  });

  it("undoes compounding", () => {
    const annual = fc.double({min: 0.01, max: 1, noNaN: true});
    const years = fc.double({min: 0.1, max: 30, noNaN: true});
    fc.assert(
      fc.property(annual, years, (a, n) => {
        expect(impliedYears((1 + a) ** n - 1, a)).toBeCloseTo(n, 6);
      }),
      {seed: 2, numRuns: 200}
    );
  });

  it("gives volatility at a zero risk-free rate", () => {
    expect(impliedVolatility(0.2655, 0.71)).toBeCloseTo(0.37394, 5);
    expect(impliedVolatility(0.1, 0)).toBeNaN();
  });
});

describe("propagated", () => {
  it("adds the moves of half a step in each argument", () => {
    expect(propagated((a = 0, b = 0) => 3 * a - 2 * b, [1, 1], [0.1, 0.2])).toBeCloseTo(0.35, 12);
    expect(() => propagated(() => 0, [1], [])).toThrow("args and steps differ in length: 1 and 0");
  });
});

describe("smallestFraction", () => {
  it("finds the samples behind the printed shares", () => {
    expect(smallestFraction(0.9294, 1e-4)).toEqual({numerator: 79, denominator: 85});
    expect(smallestFraction(0.7176, 1e-4)).toEqual({numerator: 61, denominator: 85});
    expect(smallestFraction(0.6277, 1e-4)).toEqual({numerator: 59, denominator: 94});
    expect(smallestFraction(0.69, 0.01)).toEqual({numerator: 9, denominator: 13});
    expect(smallestFraction(0.5, 0.01)).toEqual({numerator: 1, denominator: 2});
    expect(smallestFraction(0.123456789, 1e-9, {limit: 10})).toBeUndefined();
  });

  it("prints as the share, and nothing smaller does", () => {
    fc.assert(
      fc.property(fc.integer({min: 0, max: 10_000}), (basis) => {
        const value = basis / 10_000;
        const found = smallestFraction(value, 1e-4);
        if (!found) throw new Error("every share of four digits has a fraction of at most 10000");
        expect(Math.abs(found.numerator / found.denominator - value)).toBeLessThanOrEqual(0.5001e-4);
        for (let n = 1; n < found.denominator; n++) {
          expect(Math.abs(Math.round(value * n) / n - value)).toBeGreaterThan(0.5e-4);
        }
      }),
      {seed: 3, numRuns: 100}
    );
  });

  it("refuses what is no share", () => {
    expect(() => smallestFraction(1.2, 0.01)).toThrow("value must be a share in [0, 1], got 1.2");
    expect(() => smallestFraction(0.2, 0)).toThrow("step must be positive, got 0");
  });
});

describe("wilson", () => {
  it("is the score interval: 79 of 85", () => {
    const {lo, hi} = wilson({numerator: 79, denominator: 85});
    expect(lo).toBeCloseTo(0.8541, 3);
    expect(hi).toBeCloseTo(0.9673, 3);
  });

  it("solves its own equation: |p − share| = z √(p (1 − p) / n) at both ends", () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 500}), fc.double({min: 0, max: 1, noNaN: true}), (n, u) => {
        const k = Math.round(u * n);
        const {lo, hi} = wilson({numerator: k, denominator: n}, {z: 2});
        for (const p of [lo, hi]) {
          expect((p - k / n) ** 2).toBeCloseTo((4 * p * (1 - p)) / n, 10);
        }
      }),
      {seed: 4, numRuns: 200}
    );
  });

  it("refuses an impossible count", () => {
    expect(() => wilson({numerator: 3, denominator: 2})).toThrow("numerator must lie in [0, 2], got 3");
    expect(() => wilson({numerator: 0, denominator: 0})).toThrow("denominator must be positive, got 0");
  });
});
