import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {shareFactor} from "../../../lib/flow/share-factor.js";

const column = (...x: number[]): Float64Array => Float64Array.from(x);

/** The factor of one stock from its adjustment factors and share counts. */
const factorOf = (adjust: number[], shares?: number[], options = {}): number[] =>
  Array.from(
    shareFactor(column(...adjust), shares && column(...shares), {dates: adjust.length, assets: 1, ...options})
  );

describe("shareFactor", () => {
  it("is the share ratio on the day of a split", () => {
    expect(factorOf([1, 2, 2], [100, 200, 200])).toEqual([1, 2, 1]);
  });

  it("is 1 for a cash dividend, however large", () => {
    expect(factorOf([1, 1 / 0.97], [100, 100])).toEqual([1, 1]);
    expect(factorOf([1, 1 / 0.7], [100, 100])).toEqual([1, 1]);
  });

  it("leaves the cash out of bonus shares that come with a dividend", () => {
    // 10 送 4 派 5 at a last close of 20: reference price (20 − 0.5) / 1.4 = 13.93, jump 20 / 13.93.
    expect(factorOf([1, 20 / 13.93], [100, 140])).toEqual([1, 1.4]);
  });

  it("is 1 for a rights issue: the new shares are paid for", () => {
    // 10 配 3 at 6 with a last close of 10: reference price (10 + 0.3 × 6) / 1.3 = 9.08.
    expect(factorOf([1, 10 / 9.08], [100, 130])).toEqual([1, 1]);
  });

  it("is 1 for a placement, an exercise beside a dividend, and a cancellation", () => {
    expect(factorOf([1, 1], [100, 120])).toEqual([1, 1]);
    expect(factorOf([1, 1.03], [100, 100.5])).toEqual([1, 1]);
    expect(factorOf([1, 1], [100, 95])).toEqual([1, 1]);
    expect(factorOf([1, 1.03], [100, 95])).toEqual([1, 1]);
  });

  it("follows a consolidation of shares", () => {
    expect(factorOf([1, 0.5], [100, 50])).toEqual([1, 0.5]);
  });

  it("waits for the share count where it follows the ex-date, at most two trading days", () => {
    expect(factorOf([1, 1.5, 1.5, 1.5], [100, 100, 150, 150])).toEqual([1, 1, 1.5, 1]);
    expect(factorOf([1, 1, 1.5, 1.5], [100, 150, 150, 150])).toEqual([1, 1, 1.5, 1]);
    expect(factorOf([1, 1.5, 1.5, 1.5, 1.5], [100, 100, 100, 100, 150])).toEqual([1, 1, 1, 1, 1]);
  });

  it("uses an event once", () => {
    expect(factorOf([1, 1.5, 1.5, 1.5], [100, 150, 225, 225])).toEqual([1, 1.5, 1, 1]);
  });

  it("measures jumps over days without a bar", () => {
    expect(factorOf([1, Number.NaN, 2], [100, Number.NaN, 200])).toEqual([1, 1, 2]);
  });

  it("falls back on the price, in tenths, where there is no share count", () => {
    expect(factorOf([1, 20 / 13.93])).toEqual([1, 1.4]);
    expect(factorOf([1, 2.0012])).toEqual([1, 2]);
    expect(factorOf([1, 1.07])).toEqual([1, 1]);
    expect(factorOf([1, 1.5], [100, Number.NaN])).toEqual([1, 1.5]);
  });

  it("does not read later days", () => {
    const adjust = [1, 1.5, 1.5, 3, 3.1];
    const shares = [100, 100, 150, 300, 300];
    const whole = factorOf(adjust, shares);
    for (let n = 1; n <= adjust.length; n++) {
      expect(factorOf(adjust.slice(0, n), shares.slice(0, n))).toEqual(whole.slice(0, n));
    }
  });

  it("recovers any bonus with any dividend up to a tenth of the price", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 1, max: 20}),
        fc.double({min: 0, max: 0.1, noNaN: true}),
        (tenths, dividend) => {
          const k = 1 + tenths / 10;
          const [, factor] = factorOf([3, (3 * k) / (1 - dividend)], [1e8, 1e8 * k]);
          expect(factor).toBeCloseTo(k, 12);
        }
      )
    );
  });

  it("refuses wrong sizes and values that are not positive", () => {
    expect(() => shareFactor(column(1, 1), undefined, {dates: 3, assets: 1})).toThrow(
      "adjust must hold 3 × 1 values, got 2"
    );
    expect(() => factorOf([1, 0], [1, 1])).toThrow("adjust must be positive, got 0 at 1");
    expect(() => factorOf([1, 1], [1, -5])).toThrow("shares must be positive, got -5 at 1");
  });
});
