import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {activeFlow} from "../../../lib/flow/active-flow.js";
import {activeRatio} from "../../../lib/flow/active-ratio.js";

const nan = Number.NaN;
const bar = (open: number, high: number, low: number, close: number, reference = nan) => ({
  open,
  high,
  low,
  close,
  reference
});

/** A bar of whole cents, with or without a reference. */
const bars = fc
  .tuple(fc.integer({min: 100, max: 9000}), fc.nat(900), fc.nat(900), fc.nat(900), fc.option(fc.nat(900)))
  .map(([low, a, b, c, reference]) => {
    const high = low + Math.max(a, b, c);
    return bar(low + a, high, low, low + b, reference === null ? nan : low - 90 + reference);
  });

describe("activeRatio", () => {
  it("measures the path of a rising bar: open, low, high, close", () => {
    // 10 → 9.8 → 10.6 → 10.4: up 0.8, down 0.2 + 0.2.
    expect(activeRatio(bar(10, 10.6, 9.8, 10.4))).toBeCloseTo((0.8 - 0.4) / (0.8 + 0.4), 12);
  });

  it("measures the path of a falling bar: open, high, low, close", () => {
    // 10.4 → 10.6 → 9.8 → 10: up 0.2 + 0.2, down 0.8.
    expect(activeRatio(bar(10.4, 10.6, 9.8, 10))).toBeCloseTo((0.4 - 0.8) / (0.4 + 0.8), 12);
  });

  it("is all one way where the price only rose or only fell, and 0 where it came back or never moved", () => {
    expect(activeRatio(bar(10, 11, 10, 11))).toBe(1);
    expect(activeRatio(bar(11, 11, 10, 10))).toBe(-1);
    expect(activeRatio(bar(10, 11, 9, 10))).toBe(0);
    expect(activeRatio(bar(10, 10, 10, 10))).toBe(0);
  });

  it("counts the gap from the reference: a stock locked at its limit all day takes its sign whole", () => {
    expect(activeRatio(bar(11, 11, 11, 11, 10))).toBe(1);
    expect(activeRatio(bar(9, 9, 9, 9, 10))).toBe(-1);
    // A gap up of 1 that is sold back by 0.5: path 10 → 11 → 10.5, up 1, down 0.5.
    expect(activeRatio(bar(11, 11, 10.5, 10.5, 10))).toBeCloseTo(0.5 / 1.5, 12);
  });

  it("is NaN where prices are missing, not positive or outside their range", () => {
    for (const bad of [
      bar(10, 9, 8, 9),
      bar(10, 11, 10.5, 11),
      bar(nan, 11, 9, 10),
      bar(10, 11, 9, nan),
      bar(0, 1, 0, 1)
    ])
      expect(activeRatio(bad)).toBeNaN();
  });

  it("lies within ±1, turns its sign with mirrored prices, and does not depend on the price's scale", () => {
    fc.assert(
      fc.property(bars, ({open, high, low, close, reference}) => {
        const ratio = activeRatio(bar(open, high, low, close, reference));
        const mirror = (x: number): number => 20_000 - x;
        expect(Math.abs(ratio)).toBeLessThanOrEqual(1);
        expect(
          activeRatio(bar(mirror(open), mirror(low), mirror(high), mirror(close), mirror(reference)))
        ).toBeCloseTo(-ratio, 12);
        expect(activeRatio(bar(2 * open, 2 * high, 2 * low, 2 * close, 2 * reference))).toBeCloseTo(
          ratio,
          12
        );
      })
    );
  });
});

describe("activeFlow", () => {
  const size = {dates: 2, assets: 2};
  const panel = () => ({
    open: Float64Array.of(10, 11, 10, nan),
    high: Float64Array.of(10.6, 11, 10.5, nan),
    low: Float64Array.of(9.8, 11, 10, nan),
    close: Float64Array.of(10.4, 11, 10.5, nan),
    previous: Float64Array.of(10, 10, 10, nan),
    amount: Float64Array.of(300, 500, 0, nan)
  });

  it("is amount × ratio from the previous close; 0 without trade, NaN without a bar", () => {
    const net = activeFlow(panel(), size);
    expect(net[0]).toBeCloseTo(100, 10);
    expect(Array.from(net.subarray(1))).toEqual([500, 0, nan]);
  });

  it("mutates nothing", () => {
    const bars = panel();
    activeFlow(bars, size);
    expect(bars).toEqual(panel());
  });

  it("refuses panels of another size and negative amounts", () => {
    expect(() => activeFlow(panel(), {dates: 3, assets: 2})).toThrow("open must hold 3 × 2 values, got 4");
    expect(() => activeFlow({...panel(), amount: Float64Array.of(1, -5, 0, 0)}, size)).toThrow(
      "amount must not be negative, got -5 at 1"
    );
  });
});
