import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {correlation, covariance} from "../../../lib/stats/correlation.js";
import {decayOf, ewmaWeights} from "../../../lib/stats/ewma.js";
import {count, kurtosis, mean, sd, skewness, sum, variance} from "../../../lib/stats/moments.js";
import {longRunVariance, neweyWestMean} from "../../../lib/stats/newey-west.js";
import {normalCdf, normalDensity, normalQuantile} from "../../../lib/stats/normal.js";
import {median, quantile} from "../../../lib/stats/quantile.js";
import {rank, rankCorrelation} from "../../../lib/stats/rank.js";
import {regression} from "../../../lib/stats/regression.js";

interface Golden {
  x: number[][];
  y: number[];
  skewness: number;
  kurtosis: number;
  pearson: number;
  spearman: number;
  quantile: [number, number][];
  normal_quantile: [number, number][];
  normal_cdf: [number, number][];
}
const golden: Golden = JSON.parse(
  readFileSync(new URL("../../golden/factor/regression.json", import.meta.url), "utf8")
);
const {y} = golden;
const x = golden.x.map((row) => row[1] as number);
const NA = Number.NaN;

describe("moments", () => {
  it("gives by hand, missing values left out", () => {
    const v = [1, NA, 2, 3, 6];
    expect([count(v), sum(v), mean(v), variance(v), sd(v, {ddof: 0})]).toEqual([
      4,
      12,
      3,
      14 / 3,
      Math.sqrt(3.5)
    ]);
    expect([mean([]), variance([1]), skewness([2, 2]), kurtosis([NA])]).toEqual([NA, NA, NA, NA]);
    expect(sum([1e16, 1, -1e16])).toBe(1);
  });

  it("agrees with scipy", () => {
    expect(skewness(y) / golden.skewness).toBeCloseTo(1, 12);
    expect(kurtosis(y) / golden.kurtosis).toBeCloseTo(1, 12);
    expect(correlation(x, y)).toBeCloseTo(golden.pearson, 13);
  });
});

describe("correlation and ranks", () => {
  it("ties share the mean of their places", () => {
    expect(Array.from(rank([3, 1, NA, 3, 2]))).toEqual([3.5, 1, NA, 3.5, 2]);
    const spearman = rankCorrelation(
      x.map((v) => Math.round(v * 10) / 10),
      y.map((v) => Math.round(v))
    );
    expect(spearman).toBeCloseTo(golden.spearman, 12);
  });

  it("equal weights change nothing, and a pair with a missing value does not count", () => {
    expect(correlation(x, y, {weight: x.map(() => 3)})).toBeCloseTo(correlation(x, y), 14);
    expect(correlation([...x, 1], [...y, NA])).toBe(correlation(x, y));
    expect(covariance([1, 2, 3], [2, 4, 6])).toBe(2);
    expect(correlation([1, 1], [1, 2])).toBeNaN();
    expect(() => correlation([1], [1, 2])).toThrow("y must hold 1 values, got 2");
  });
});

describe("quantiles and the normal law", () => {
  it("agrees with numpy and scipy", () => {
    for (const [p, want] of golden.quantile) expect(quantile(y, p)).toBeCloseTo(want, 13);
    for (const [p, want] of golden.normal_quantile)
      expect(Math.abs(normalQuantile(p) - want)).toBeLessThan(1e-13 * (1 + Math.abs(want)));
    for (const [z, want] of golden.normal_cdf) expect(Math.abs(normalCdf(z) / want - 1)).toBeLessThan(1e-12);
  });

  it("the quantile inverts the distribution, whose slope is the density", () => {
    fc.assert(
      fc.property(fc.double({min: 1e-9, max: 1 - 1e-9, noNaN: true}), (p) => {
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 13);
      }),
      {seed: 1}
    );
    const h = 1e-5;
    expect((normalCdf(0.7 + h) - normalCdf(0.7 - h)) / (2 * h)).toBeCloseTo(normalDensity(0.7), 9);
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY
    ]);
  });

  it("refuses probabilities outside [0, 1]", () => {
    expect(() => normalQuantile(1.1)).toThrow("p must lie in [0, 1], got 1.1");
    expect(() => quantile([1], -0.1)).toThrow("p must lie in [0, 1], got -0.1");
    expect(median([])).toBeNaN();
  });
});

describe("weights and memory", () => {
  it("exponential weights halve each half-life and sum to 1", () => {
    const w = ewmaWeights(200, 21);
    expect(w.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 14);
    expect((w[178] as number) / (w[199] as number)).toBeCloseTo(0.5, 14);
    expect(() => decayOf(0)).toThrow("halfLife must be positive, got 0");
  });

  it("a Newey–West mean is a regression on a constant", () => {
    const fit = regression(
      y,
      y.map(() => 1),
      1,
      {errors: "newey-west", lags: 5}
    );
    const own = neweyWestMean(y, {lags: 5});
    expect(own.mean).toBeCloseTo(fit.coefficients[0] as number, 12);
    expect(own.standardError).toBeCloseTo(fit.standardErrors[0] as number, 12);
    expect(longRunVariance(y, {lags: 0})).toBeCloseTo(variance(y, {ddof: 0}), 12);
    expect(() => longRunVariance(y, {lags: -1})).toThrow("lags must be a whole number, got -1");
  });
});
