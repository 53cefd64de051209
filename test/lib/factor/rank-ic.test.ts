import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {decay} from "../../../lib/factor/decay.js";
import {forwardReturn} from "../../../lib/factor/forward-return.js";
import {icSummary} from "../../../lib/factor/ic-summary.js";
import {overlapLags} from "../../../lib/factor/overlap.js";
import {rankIc} from "../../../lib/factor/rank-ic.js";
import {spearman} from "../../../lib/factor/spearman.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import {neweyWestMean} from "../../../lib/stats/newey-west.js";
import {rankCorrelation} from "../../../lib/stats/rank.js";
import {golden} from "../../golden/tear-sheet/read.js";

describe("Spearman", () => {
  it("agrees with scipy, ties and all", () => {
    for (const {x, y, r} of golden.spearman) expect(spearman(x, y)).toBeCloseTo(r, 12);
  });

  it("is the same by either way of ranking", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({min: 0, max: 6}), fc.integer({min: 0, max: 9})), {
          minLength: 2,
          maxLength: 60
        }),
        (pairs) => {
          const [x, y] = [pairs.map((p) => p[0]), pairs.map((p) => p[1])];
          const [a, b] = [spearman(x, y), rankCorrelation(x, y)];
          if (Number.isNaN(b)) expect(a).toBeNaN();
          else expect(a).toBeCloseTo(b, 12);
        }
      )
    );
  });

  it("refuses unlike lengths", () => {
    expect(() => spearman([1, 2], [1])).toThrow("y must hold 2 values, got 1");
  });
});

describe("rank IC", () => {
  it("leaves out pairs with a missing side and dates with too few", () => {
    const signal = [1, 2, 3, Number.NaN, 1, 2, Number.NaN, Number.NaN];
    const forward = [0.1, 0.2, 0.3, 0.4, 0.1, Number.NaN, 0.3, 0.1];
    const {ic, pairs} = rankIc(signal, forward, {dates: 2, assets: 4, minimum: 3});
    expect(Array.from(pairs)).toEqual([3, 1]);
    expect(ic[0]).toBeCloseTo(1, 14);
    expect(ic[1]).toBeNaN();
  });

  it("does not change when assets change places", () => {
    const rng = createRng(4, "ic");
    const x = Float64Array.from({length: 30}, () => normal(rng));
    const y = Float64Array.from({length: 30}, () => normal(rng));
    const turned = rankIc(x.slice().reverse(), y.slice().reverse(), {dates: 1, assets: 30}).ic[0];
    expect(turned).toBeCloseTo(rankIc(x, y, {dates: 1, assets: 30}).ic[0] as number, 12);
  });
});

describe("forward returns", () => {
  it("compounds the periods after, not the one that ends", () => {
    const returns = [0.5, 0.1, 0.2, -0.1];
    const one = forwardReturn(returns, {dates: 4, assets: 1, horizon: 1});
    expect(Array.from(one)).toEqual(
      [0.1, 0.2, -0.1, Number.NaN].map((v) => (Number.isNaN(v) ? v : expect.closeTo(v, 14)))
    );
    expect(forwardReturn(returns, {dates: 4, assets: 1, horizon: 2})[1]).toBeCloseTo(1.2 * 0.9 - 1, 14);
    expect(forwardReturn(returns, {dates: 4, assets: 1, from: 2, horizon: 2})[0]).toBeCloseTo(0.2, 14);
  });

  it("refuses a horizon before its start", () => {
    expect(() => forwardReturn([1], {dates: 1, assets: 1, horizon: 0})).toThrow(
      "horizon must be a whole number from 1, got 0"
    );
  });
});

describe("summary of ICs", () => {
  it("agrees with statsmodels' HAC errors of a mean", () => {
    for (const {x, mean, error, t, lags} of golden.means) {
      const own = icSummary(x, {horizon: lags + 1, draws: 10});
      expect(own.lags).toBe(lags);
      expect(own.mean).toBeCloseTo(mean, 12);
      expect(own.standardError).toBeCloseTo(error, 10);
      expect(own.t).toBeCloseTo(t, 8);
    }
  });

  it("takes lags that cover the overlap", () => {
    expect(overlapLags(new Float64Array(120), 12)).toBe(11);
    expect(overlapLags(new Float64Array(120), 1)).toBe(4);
    expect(() => overlapLags([], 0)).toThrow("horizon must be a whole number from 1, got 0");
  });

  it("is less sure of overlapping returns than the naive t", () => {
    const rng = createRng(8, "overlap");
    const shocks = Float64Array.from({length: 200}, () => normal(rng));
    const overlapping = Float64Array.from(
      {length: 180},
      (_, t) => 0.4 + shocks.subarray(t, t + 12).reduce((s, v) => s + v, 0) / 12
    );
    const {t, naiveT} = icSummary(overlapping, {horizon: 12, draws: 50});
    expect(Math.abs(t)).toBeLessThan(0.6 * Math.abs(naiveT));
  });

  it("is reproducible by its seed and brackets the mean", () => {
    const x = golden.means[1]?.x ?? [];
    const a = icSummary(x, {seed: 3});
    expect(icSummary(x, {seed: 3})).toEqual(a);
    expect(icSummary(x, {seed: 4}).lo).not.toBe(a.lo);
    expect(a.lo).toBeLessThan(a.mean);
    expect(a.hi).toBeGreaterThan(a.mean);
  });

  it("has no numbers without dates", () => {
    const none = icSummary([Number.NaN]);
    expect(none.n).toBe(0);
    expect(none.mean).toBeNaN();
    expect(none.lo).toBeNaN();
  });
});

describe("decay", () => {
  it("is the mean of plain rank ICs on disjoint windows, ties and gaps and all", () => {
    const [dates, assets] = [12, 30];
    const rng = createRng(12, "gaps");
    const draw = (levels: number): number =>
      rng.uniform() < 0.1 ? Number.NaN : Math.floor(levels * rng.uniform()) / levels;
    const signal = Float64Array.from({length: dates * assets}, () => draw(5));
    const returns = Float64Array.from({length: dates * assets}, () => draw(40));
    const {mean, t} = decay(signal, returns, {dates, assets, periods: 3});
    for (const k of [1, 2, 3]) {
      const forward = forwardReturn(returns, {dates, assets, from: k, horizon: k});
      const own = neweyWestMean(rankIc(signal, forward, {dates, assets}).ic);
      expect(mean[k - 1]).toBeCloseTo(own.mean, 12);
      expect(t[k - 1]).toBeCloseTo(own.t, 10);
    }
    expect(() => decay(signal, returns, {dates, assets, periods: 0})).toThrow(
      "periods must be a whole number from 1, got 0"
    );
  });

  it("finds a signal that works in the third period alone", () => {
    const [dates, assets] = [40, 50];
    const rng = createRng(2, "decay");
    const signal = Float64Array.from({length: dates * assets}, () => normal(rng));
    const returns = Float64Array.from({length: dates * assets}, (_, k) => {
      const back = k - 3 * assets;
      return 0.01 * normal(rng) + (back >= 0 ? 0.02 * (signal[back] as number) : 0);
    });
    const {mean} = decay(signal, returns, {dates, assets, periods: 5});
    expect(mean[2]).toBeGreaterThan(0.8);
    for (const k of [0, 1, 3, 4])
      expect(Math.abs(mean[k] as number)).toBeLessThan(4 / Math.sqrt(assets * (dates - 5)));
  });
});
