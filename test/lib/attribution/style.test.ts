import {describe, expect, it} from "vitest";
import {carry, exposureOf} from "../../../lib/attribution/carry.js";
import {completeHoldings} from "../../../lib/attribution/complete-holdings.js";
import {deviation} from "../../../lib/attribution/deviation.js";
import {overPeers, spanReturn} from "../../../lib/attribution/fund-returns.js";
import {peerPercentile} from "../../../lib/attribution/peer-percentile.js";
import {SECTORS, sectorIndex} from "../../../lib/attribution/sectors.js";
import {groupShares, meanShares} from "../../../lib/attribution/shares.js";
import {windowFall} from "../../../lib/attribution/window-fall.js";
import {quantile} from "../../../lib/stats/quantile.js";

describe("completeHoldings", () => {
  it("fills the equity position with the last full report's other stocks, none above the smallest of the ten", () => {
    const top = {code: [1, 2], weight: [0.1, 0.08]};
    const full = {code: [2, 3, 4, 5], weight: [0.2, 0.02, 0.04, 0.06]};
    const whole = completeHoldings(top, full, {equity: 0.36});
    expect(Array.from(whole.code)).toEqual([1, 2, 3, 4, 5]);
    expect(whole.weight.reduce((a, b) => a + b, 0)).toBeCloseTo(0.36, 9);
    expect(Math.max(...whole.weight.subarray(2))).toBeLessThanOrEqual(0.08 + 1e-12);
    expect((whole.weight[3] as number) / (whole.weight[2] as number)).toBeCloseTo(2, 9);
    expect(whole.disclosed).toBeCloseTo(0.18, 14);
  });

  it("stands alone without a full report, and keeps a tail that has no room at zero", () => {
    expect(Array.from(completeHoldings({code: [7], weight: [0.5]}, undefined).weight)).toEqual([0.5]);
    const none = completeHoldings({code: [7], weight: [0.5]}, {code: [8], weight: [0.1]}, {equity: 0.4});
    expect(Array.from(none.weight)).toEqual([0.5, 0]);
    expect(() => completeHoldings({code: [7], weight: []}, undefined)).toThrow(
      "top.weight must hold 1 values, got 0"
    );
  });
});

describe("carry and exposureOf", () => {
  it("grows positions with prices and leaves cash", () => {
    const held = carry([0.5, 0.3], [1.2, Number.NaN]);
    expect(held[0]).toBeCloseTo(0.6 / 1.1, 14);
    expect(held[1]).toBeCloseTo(0.3 / 1.1, 14);
  });

  it("weighs exposures by the stocks that have them", () => {
    const exposure = [1, Number.NaN, -1, 2];
    const x = exposureOf([0.6, 0.2], {row: [0, 1], exposure, factors: 2});
    expect(x[0]).toBeCloseTo((0.6 - 0.2) / 0.8, 14);
    expect(x[1]).toBeNaN();
    expect(exposureOf([0.6, 0.4], {row: [0, -1], exposure, factors: 2})[0]).toBeCloseTo(1, 14);
  });

  it("gives a fund that holds its index the index's style, cash apart", () => {
    const exposure = Float64Array.from({length: 20}, (_, i) => Math.sin(i * 3.7));
    const row = Array.from({length: 10}, (_, i) => i);
    const index = row.map((i) => (i + 1) / 55);
    const fund = index.map((w) => w * 0.945);
    const [a, b] = [index, fund].map((w) => exposureOf(w, {row, exposure, factors: 2}));
    a?.forEach((x, k) => {
      expect(Math.abs(x - (b?.[k] as number))).toBeLessThan(1e-12);
    });
  });
});

describe("peerPercentile", () => {
  it("inverts the type-7 quantile and gives ties their middle", () => {
    const x = [3, 1, 4, 1.5, 9, 2.6];
    peerPercentile(x).forEach((p, i) => {
      expect(quantile(x, p)).toBeCloseTo(x[i] as number, 12);
    });
    expect(Array.from(peerPercentile([1, 2, 2, 3]))).toEqual([0, 0.5, 0.5, 1]);
  });

  it("knows no place among too few", () => {
    expect(peerPercentile([1, Number.NaN])[0]).toBeNaN();
    expect(peerPercentile([1, 2, 3], {minimum: 4})[0]).toBeNaN();
  });
});

describe("windowFall", () => {
  it("measures each from its own peak within the window", () => {
    const level = [10, 12, 9, 11, 8.8, 10];
    expect(windowFall(level)).toEqual({depth: 8.8 / 12 - 1, peak: 1, trough: 4});
    expect(windowFall(level, {from: 2})).toEqual({depth: 8.8 / 11 - 1, peak: 3, trough: 4});
    expect(windowFall([1, 2, 3])).toEqual({depth: 0, peak: 0, trough: 0});
  });

  it("passes over gaps and is missing of one level", () => {
    expect(windowFall([2, Number.NaN, 1]).depth).toBe(-0.5);
    expect(windowFall([Number.NaN, 1]).depth).toBeNaN();
    expect(() => windowFall([1, 2], {from: 1, to: 0})).toThrow("from must not be after to = 0, got 1");
  });
});

describe("shares and deviation", () => {
  it("groups what has a sector and sums to one", () => {
    const shares = groupShares([0.2, 0.3, 0.1, 0.4], {group: [0, 1, -1, 0], groups: 2});
    expect(shares[0]).toBeCloseTo(0.6 / 0.9, 14);
    expect(shares[1]).toBeCloseTo(0.3 / 0.9, 14);
    expect(groupShares([0, 0], {group: [0, 1], groups: 2})[0]).toBeNaN();
    expect(() => groupShares([1], {group: [5], groups: 2})).toThrow("group must be from -1 to 1, got 5");
  });

  it("is zero of the reference, one of the opposite, and symmetric in half-L1", () => {
    expect(deviation([0.5, 0.5], [0.5, 0.5], {columns: 2})[0]).toBe(0);
    expect(deviation([1, 0], [0, 1], {columns: 2})[0]).toBe(1);
    const [a, b] = [
      [0.2, 0.3, 0.5],
      [0.4, 0.4, 0.2]
    ];
    expect(deviation(a, b, {columns: 3})[0]).toBeCloseTo(deviation(b, a, {columns: 3})[0] as number, 14);
    expect(deviation(a, b, {columns: 3, measure: "l2"})[0]).toBeCloseTo(Math.sqrt(0.04 + 0.01 + 0.09), 14);
    expect(deviation([1, 0], [0.5, 0.5], {columns: 2, measure: "kl"})[0]).toBeCloseTo(Math.log(2), 14);
    expect(() => deviation([1], [1, 2], {columns: 1})).toThrow("reference must hold 1 values, got 2");
  });

  it("means leave out rows without a value and without assets", () => {
    const mean = meanShares([1, 0, 0, 1, Number.NaN, Number.NaN, 0.5, 0.5], 2, (r) => [3, 1, 9, 0][r] ?? 0);
    expect(Array.from(mean)).toEqual([0.75, 0.25]);
  });

  it("knows the five sectors of both schemes, and none of Hong Kong", () => {
    expect(SECTORS[sectorIndex("医药")]).toBe("消费");
    expect(sectorIndex("医药生物")).toBe(sectorIndex("医药"));
    expect(sectorIndex("港股")).toBe(-1);
  });
});

describe("spanReturn and overPeers", () => {
  it("compounds, and is missing over a gap or past the end", () => {
    const r = [0.1, 0.2, Number.NaN, 0.1];
    expect(spanReturn(r, {funds: 2, rows: 2, from: 0, to: 1})[0]).toBeCloseTo(0.32, 14);
    expect(spanReturn(r, {funds: 2, rows: 2, from: 0, to: 1})[1]).toBeNaN();
    expect(spanReturn(r, {funds: 2, rows: 2, from: 1, to: 2})[0]).toBeNaN();
  });

  it("takes the mean of peers alone", () => {
    expect(Array.from(overPeers([1, 3, 8], (f) => f < 2))).toEqual([-1, 1, 6]);
  });
});
