import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {groupIc, withoutGroupMean} from "../../../lib/factor/by-group.js";
import {CAUSES, coverage} from "../../../lib/factor/coverage.js";
import {neutralQuintile} from "../../../lib/factor/neutral-quintile.js";
import {quantileOf, quantileReturns} from "../../../lib/factor/quantile-portfolio.js";
import {bucketTurnover, rankPersistence} from "../../../lib/factor/turnover.js";

describe("quantiles", () => {
  it("splits ten values in five pairs", () => {
    const bucket = quantileOf([5, 1, 9, 2, 8, 3, 7, 4, 6, 10], {dates: 1, assets: 10, quantiles: 5});
    expect(Array.from(bucket)).toEqual([2, 0, 4, 0, 3, 1, 3, 1, 2, 4]);
  });

  it("never splits equal values and keeps the order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({min: 0, max: 5}), {minLength: 1, maxLength: 40}),
        fc.integer({min: 2, max: 10}),
        (x, q) => {
          const bucket = quantileOf(x, {dates: 1, assets: x.length, quantiles: q});
          x.forEach((a, i) => {
            expect(bucket[i]).toBeGreaterThanOrEqual(0);
            expect(bucket[i]).toBeLessThan(q);
            x.forEach((b, j) => {
              if (a === b) expect(bucket[i]).toBe(bucket[j]);
              if (a < b) expect(bucket[i]).toBeLessThanOrEqual(bucket[j] as number);
            });
          });
        }
      )
    );
  });

  it("puts one value for all in the middle and missing in none", () => {
    expect(Array.from(quantileOf([3, 3, 3, Number.NaN], {dates: 1, assets: 4, quantiles: 5}))).toEqual([
      2, 2, 2, -1
    ]);
  });

  it("averages by bucket, equal or weighted", () => {
    const bucket = [0, 0, 1, 1, -1];
    const forward = [0.1, 0.3, 0.2, Number.NaN, 0.9];
    const size = {dates: 1, assets: 5, quantiles: 2};
    const equal = quantileReturns(bucket, forward, size);
    expect(equal.mean[0]).toBeCloseTo(0.2, 14);
    expect(Array.from(equal.count)).toEqual([2, 1]);
    expect(equal.spread[0]).toBeCloseTo(0, 14);
    const weighted = quantileReturns(bucket, forward, {...size, weight: [3, 1, 1, 1, 1]});
    expect(weighted.mean[0]).toBeCloseTo(0.15, 14);
  });

  it("refuses one bucket", () => {
    expect(() => quantileOf([1], {dates: 1, assets: 1, quantiles: 1})).toThrow(
      "quantiles must be a whole number from 2 to 100, got 1"
    );
  });
});

describe("turnover", () => {
  it("counts the new names of a bucket", () => {
    const bucket = [1, 1, 0, 0, 1, 0, 1, 0];
    const turnover = bucketTurnover(bucket, {dates: 2, assets: 4, quantile: 1});
    expect(turnover[0]).toBeNaN();
    expect(turnover[1]).toBe(0.5);
  });

  it("is one for a signal that keeps its order", () => {
    const x = Float64Array.from({length: 24}, (_, k) => (k % 12) + (k < 12 ? 0 : 100));
    expect(rankPersistence(x, {dates: 2, assets: 12})[1]).toBeCloseTo(1, 14);
  });
});

describe("coverage", () => {
  it("puts every listed asset-date in one row, by its first cause", () => {
    const nan = Number.NaN;
    const input = {
      signal: [1, nan, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      forward: [0.1, 0.1, nan, nan, 0.1, nan, nan, nan, nan, nan, nan, nan],
      listed: [1, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0],
      universe: [1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1],
      suspended: [0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0]
    };
    const {listed, used, dropped} = coverage(input, {dates: 2, assets: 6, horizon: 1});
    expect(Array.from(listed)).toEqual([5, 4]);
    expect(Array.from(used)).toEqual([1, 0]);
    expect(CAUSES.map((c) => Array.from(dropped[c]))).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
      [0, 4],
      [1, 0],
      [0, 0]
    ]);
    for (let t = 0; t < 2; t++) {
      expect((used[t] as number) + CAUSES.reduce((s, c) => s + (dropped[c][t] as number), 0)).toBe(listed[t]);
    }
  });
});

describe("groups", () => {
  it("has one IC a group and none for small ones", () => {
    const assets = 24;
    const group = Int8Array.from({length: assets}, (_, i) => (i < 12 ? 0 : i < 22 ? 1 : 2));
    const signal = Float64Array.from({length: assets}, (_, i) => i);
    const forward = signal.map((x, i) => (group[i] === 1 ? -x : x));
    const {mean, pairs} = groupIc(signal, forward, {dates: 1, assets, group, groups: 3});
    expect(mean[0]).toBeCloseTo(1, 12);
    expect(mean[1]).toBeCloseTo(-1, 12);
    expect(mean[2]).toBeNaN();
    expect(Array.from(pairs)).toEqual([12, 10, 2]);
  });

  it("takes each group's mean away", () => {
    const out = withoutGroupMean([1, 3, 10, Number.NaN, 5], {
      dates: 1,
      assets: 5,
      group: [0, 0, 1, 1, -1],
      groups: 2
    });
    expect(Array.from(out)).toEqual([-1, 1, 0, Number.NaN, Number.NaN]);
  });

  it("forms legs within groups", () => {
    const group = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2];
    const leg = neutralQuintile([1, 2, 3, 4, 5, 50, 40, 30, 20, 10, 99], {group, groups: 3});
    expect(Array.from(leg)).toEqual([0, -1, -1, -1, 1, 1, -1, -1, -1, 0, -1]);
  });
});
