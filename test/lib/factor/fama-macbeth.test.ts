import {describe, expect, it} from "vitest";
import {crowdingTest, stateOf} from "../../../lib/factor/crowding-test.js";
import {forwardDrawdown} from "../../../lib/factor/drawdown.js";
import {famaMacBeth} from "../../../lib/factor/fama-macbeth.js";
import {panelSlope} from "../../../lib/factor/panel-slope.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import {column, golden} from "../../golden/tear-sheet/read.js";

describe("Fama–MacBeth", () => {
  const {dates, assets, signals, forward, slope, r2, premium, horizon} = golden.fama;
  const fit = famaMacBeth(column(forward), signals.map(column), {dates, assets, horizon});

  it("has statsmodels' slopes of each date", () => {
    for (const [i, b] of slope.entries()) expect(fit.slope[i]).toBeCloseTo(b, 12);
    for (const [t, r] of r2.entries()) expect(fit.r2[t]).toBeCloseTo(r, 12);
    expect(fit.assets[3]).toBe(assets - 1);
  });

  it("has statsmodels' Newey–West errors of the premia", () => {
    premium.forEach((p, j) => {
      expect(fit.premium[j]?.mean).toBeCloseTo(p.mean, 12);
      expect(fit.premium[j]?.standardError).toBeCloseTo(p.error, 12);
    });
  });

  it("skips a date whose signals are one another's copy", () => {
    const x = Float64Array.from({length: 10}, (_, i) => i);
    const own = famaMacBeth(
      x.map((v) => v * v),
      [x, x.map((v) => 2 * v)],
      {dates: 1, assets: 10}
    );
    expect(own.slope[0]).toBeNaN();
    expect(own.assets[0]).toBe(10);
  });

  it("refuses panels that do not fit", () => {
    expect(() => famaMacBeth([1], [], {dates: 1, assets: 1})).toThrow(
      "signals must hold at least one panel, got 0"
    );
    expect(() => famaMacBeth([1, 2], [[1]], {dates: 1, assets: 2})).toThrow(
      "signals[0] must hold 1 × 2 values, got 1"
    );
  });
});

describe("pooled slope", () => {
  it("has statsmodels' Driscoll–Kraay errors, and Newey–West's with one asset", () => {
    for (const {dates, assets, score, outcome, lags, intercept, slope, error, t} of golden.panels) {
      const own = panelSlope(score, outcome, {dates, assets, lags});
      expect(own.slope).toBeCloseTo(slope, 10);
      expect(own.intercept).toBeCloseTo(intercept, 10);
      expect(own.standardError).toBeCloseTo(error, 10);
      expect(own.t).toBeCloseTo(t, 8);
    }
  });

  it("has no slope where the score does not vary", () => {
    expect(panelSlope([1, 1, 1, 1], [1, 2, 3, 4], {dates: 4, assets: 1}).slope).toBeNaN();
  });
});

describe("what follows a score", () => {
  it("finds the deepest fall from a later peak", () => {
    const fall = forwardDrawdown([0, 0.1, -0.2, 0.05, -0.1], {dates: 5, assets: 1, horizon: 3});
    expect(fall[0]).toBeCloseTo(0.8 - 1, 12);
    expect(fall[1]).toBeCloseTo(0.8 * 1.05 * 0.9 - 1, 12);
    expect(fall[2]).toBeNaN();
  });

  it("finds a planted effect, and none in noise", () => {
    const [dates, assets] = [600, 8];
    const rng = createRng(6, "test");
    const score = Float64Array.from({length: dates * assets}, () => normal(rng));
    const noise = Float64Array.from({length: dates * assets}, () => 0.02 * normal(rng));
    const planted = noise.map((r, k) => r - (k >= assets ? 0.01 * (score[k - assets] as number) : 0));
    const found = crowdingTest(score, planted, {dates, assets, horizon: 1});
    expect(found.onReturn.slope).toBeCloseTo(-0.01, 3);
    expect(found.onReturn.t).toBeLessThan(-8);
    const [all, crowded] = found.states;
    expect(crowded?.fell).toBeGreaterThan((all?.fell ?? 1) + 0.1);
    expect(
      Math.abs(crowdingTest(score, noise, {dates, assets, horizon: 4, every: 4}).onReturn.t)
    ).toBeLessThan(4);
  });

  it("splits all cases among three states", () => {
    const score = Float64Array.from([1.2, 0.5, -1, 1, Number.NaN, 0.1]);
    const {states} = crowdingTest(score, new Float64Array(6).fill(0.01), {dates: 6, assets: 1, horizon: 1});
    const [all, ...rest] = states.map((s) => s.n);
    expect(rest.reduce((s, n) => s + n, 0)).toBe(all);
    expect([stateOf(1), stateOf(0.99), stateOf(-1)]).toEqual(["crowded", "normal", "deserted"]);
  });

  it("refuses steps that are none", () => {
    const one = {dates: 1, assets: 1, horizon: 1};
    expect(() => crowdingTest([1], [1], {...one, every: 0})).toThrow(
      "every must be a whole number from 1, got 0"
    );
  });
});
