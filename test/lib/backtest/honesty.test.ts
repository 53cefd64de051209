import {describe, expect, it} from "vitest";
import {
  deflatedSharpe,
  effectiveTrials,
  expectedMaximumSharpe,
  probabilisticSharpe
} from "../../../lib/backtest/deflated-sharpe.js";
import {delayed} from "../../../lib/backtest/delay.js";
import {overfitting} from "../../../lib/backtest/overfitting.js";
import {placebo, placeboBooks, placeboRank} from "../../../lib/backtest/placebo.js";
import {sharpeRatio} from "../../../lib/backtest/sharpe.js";
import {walkForward} from "../../../lib/backtest/walk-forward.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import {bootstrapStatistic} from "../../../lib/stats/bootstrap-statistic.js";
import {mean} from "../../../lib/stats/moments.js";
import {benjaminiHochberg, benjaminiYekutieli, bonferroni, holm} from "../../../lib/stats/multiple-tests.js";
import {golden} from "../../golden/backtest/read.js";

const noise = (seed: number, periods: number, variants: number, edge = 0): Float64Array => {
  const rng = createRng(seed, "variants");
  return Float64Array.from(
    {length: periods * variants},
    (_, k) => 0.01 * normal(rng) + (k % variants === 3 ? edge : 0)
  );
};

describe("deflated Sharpe ratio", () => {
  // Bailey and López de Prado (2014): annual ratio 2.5 over 1250 days, best of 100 whose annual variance is ½.
  const moments = {period: 2.5 / Math.sqrt(250), n: 1250, skewness: -3, kurtosis: 10};
  const trials = {trials: 100, variance: 0.5 / 250};

  it("gives the paper's 0.1132 and 0.9004", () => {
    expect(expectedMaximumSharpe(trials)).toBeCloseTo(0.1132, 4);
    expect(deflatedSharpe(moments, trials)).toBeCloseTo(0.9004, 4);
  });

  it("falls with every variant tried, and is the probabilistic ratio for one", () => {
    expect(deflatedSharpe(moments, {...trials, trials: 1})).toBe(probabilisticSharpe(moments));
    let last = 1;
    for (const n of [2, 10, 100, 1000]) {
      const d = deflatedSharpe(moments, {...trials, trials: n});
      expect(d).toBeLessThan(last);
      last = d;
    }
  });

  it("expects of the best of N normal ratios what a simulation gives", () => {
    const rng = createRng(4, "maximum");
    const best = Float64Array.from({length: 4000}, () => {
      let high = Number.NEGATIVE_INFINITY;
      for (let i = 0; i < 50; i++) high = Math.max(high, normal(rng));
      return high;
    });
    expect(Math.abs(mean(best) - expectedMaximumSharpe({trials: 50, variance: 1}))).toBeLessThan(0.04);
  });

  it("is ½ at the benchmark, and counts like variants as one", () => {
    expect(probabilisticSharpe({period: 0.1, n: 100}, {benchmark: 0.1})).toBeCloseTo(0.5, 12);
    expect(effectiveTrials(300, 1)).toBe(1);
    expect(effectiveTrials(300, 0)).toBe(300);
    expect(effectiveTrials(300, -0.2)).toBe(300);
    expect(probabilisticSharpe({period: 5, n: 100, skewness: 3})).toBeNaN();
  });

  it("refuses no trials and negative variance", () => {
    expect(() => expectedMaximumSharpe({trials: 0, variance: 1})).toThrow("trials must be at least 1, got 0");
    expect(() => expectedMaximumSharpe({trials: 2, variance: -1})).toThrow(
      "variance must not be negative, got -1"
    );
  });
});

describe("probability of backtest overfitting", () => {
  it("agrees with an independent numpy version, split by split", () => {
    const {pbo, logits} = overfitting({returns: golden.variants, periods: 203, variants: 7}, {blocks: 8});
    expect(pbo).toBeCloseTo(golden.cscv.pbo, 12);
    expect(logits.length).toBe(70);
    logits
      .slice()
      .sort()
      .forEach((l, i) => {
        expect(l).toBeCloseTo(golden.cscv.logits[i] as number, 10);
      });
  });

  it("is about a half on noise and about zero where one variant is truly best", () => {
    const values = Array.from(
      {length: 30},
      (_, s) => overfitting({returns: noise(s, 480, 20), periods: 480, variants: 20}, {blocks: 8}).pbo
    );
    const spread = Math.sqrt(values.reduce((s, v) => s + (v - mean(values)) ** 2, 0) / 29 / 30);
    expect(Math.abs(mean(values) - 0.5)).toBeLessThan(Math.max(0.05, 4 * spread));
    const real = overfitting({returns: noise(1, 480, 20, 0.006), periods: 480, variants: 20}, {blocks: 8});
    expect(real.pbo).toBeLessThan(0.01);
    expect(real.chosen[3]).toBe(real.splits);
  });

  it("puts identical variants in the middle, and is unmoved by the order of variants", () => {
    const one = noise(2, 64, 1);
    const same = Float64Array.from({length: 64 * 4}, (_, k) => one[Math.floor(k / 4)] as number);
    const {logits} = overfitting({returns: same, periods: 64, variants: 4}, {blocks: 4});
    expect(Math.max(...logits.map(Math.abs))).toBeLessThan(1e-12);
    const x = noise(3, 160, 5);
    const turned = Float64Array.from(x, (_, k) => x[Math.floor(k / 5) * 5 + 4 - (k % 5)] as number);
    const [a, b] = [x, turned].map((returns) =>
      overfitting({returns, periods: 160, variants: 5}, {blocks: 8})
    );
    expect(a?.pbo).toBe(b?.pbo);
  });

  it("refuses odd blocks, one variant, few periods, gaps", () => {
    const returns = noise(1, 32, 2);
    const matrix = {returns, periods: 32, variants: 2};
    expect(() => overfitting(matrix, {blocks: 5})).toThrow(
      "blocks must be an even number from 2 to 20, got 5"
    );
    expect(() => overfitting(matrix, {blocks: 18})).toThrow("periods must be at least 36, got 32");
    expect(() => overfitting({returns: noise(1, 32, 1), periods: 32, variants: 1}, {blocks: 4})).toThrow(
      "variants must be at least 2, got 1"
    );
    expect(() => overfitting({...matrix, periods: 31})).toThrow("returns must hold 31 × 2 values, got 64");
    expect(() => overfitting({...matrix, returns: returns.with(3, Number.NaN)})).toThrow(
      "returns[3] must be finite"
    );
  });
});

describe("families of tests", () => {
  it("agrees with statsmodels on Bonferroni, Holm, BH and BHY", () => {
    const check = (mine: Float64Array, theirs: readonly number[]): void =>
      mine.forEach((p, i) => {
        expect(p).toBeCloseTo(theirs[i] as number, 12);
      });
    check(bonferroni(golden.p), golden.bonferroni);
    check(holm(golden.p), golden.holm);
    check(benjaminiHochberg(golden.p), golden.fdr_bh);
    check(benjaminiYekutieli(golden.p), golden.fdr_by);
  });

  it("leaves missing p-values missing and uncounted, and refuses what is no probability", () => {
    expect([...holm([0.01, Number.NaN, 0.5])]).toEqual([0.02, Number.NaN, 0.5]);
    expect(() => holm([1.2])).toThrow("p[0] must lie in [0, 1], got 1.2");
  });
});

describe("walk forward", () => {
  it("chooses on the past: the variant that was best, held over the next rows", () => {
    // variant 0 wins rows 0–3, variant 1 the rest
    const good = [0.02, 0.01, 0.02, 0.01];
    const bad = [-0.01, 0.01, -0.01, 0.005];
    const rows = [0, 1, 2, 3]
      .map((t) => [good[t], bad[t]])
      .concat([0, 1, 2, 3].map((t) => [bad[t], good[t]]));
    const matrix = {returns: rows.flat() as number[], periods: 8, variants: 2};
    const {start, returns, chosen, from} = walkForward(matrix, {train: 4, test: 2});
    expect(start).toBe(4);
    expect([...from]).toEqual([4, 6]);
    expect([...chosen]).toEqual([0, 0]);
    expect([...returns]).toEqual(bad);
  });

  it("is not moved by rows after those it held", () => {
    const x = noise(9, 120, 6);
    const cut = 80;
    const changed = x.map((v, k) => (k >= cut * 6 ? -v : v));
    const run = (returns: Float64Array) =>
      walkForward({returns, periods: 120, variants: 6}, {train: 40, test: 10});
    expect(run(changed).returns.subarray(0, cut - 40)).toEqual(run(x).returns.subarray(0, cut - 40));
    expect(run(changed).chosen.subarray(0, 4)).toEqual(run(x).chosen.subarray(0, 4));
  });

  it("leaves the embargo out of the choice", () => {
    const x = noise(10, 60, 4);
    const changed = x.map((v, k) => (Math.floor(k / 4) >= 30 && Math.floor(k / 4) < 35 ? 9 * v : v));
    const run = (returns: Float64Array) =>
      walkForward({returns, periods: 40, variants: 4}, {train: 30, test: 5, embargo: 5});
    expect(run(changed.subarray(0, 160)).chosen).toEqual(run(x.subarray(0, 160)).chosen);
    expect(() => walkForward({returns: x, periods: 60, variants: 4}, {train: 1, test: 5})).toThrow(
      "train must be a whole number from 2, got 1"
    );
  });
});

describe("placebo", () => {
  const eligible = [
    [1, 2, 3, 4],
    [5, 6]
  ];

  it("draws from the eligible list, without repeats, evenly", () => {
    const counts = new Map<number, number>();
    for (let draw = 0; draw < 4000; draw++) {
      const [first, second] = placeboBooks(eligible, {size: 3, draw});
      expect(new Set(first).size).toBe(3);
      expect([...(second ?? [])]).toEqual([5, 6]);
      for (const a of first ?? []) counts.set(a, (counts.get(a) ?? 0) + 1);
    }
    for (const a of [1, 2, 3, 4])
      expect(Math.abs((counts.get(a) ?? 0) - 3000)).toBeLessThan(4 * Math.sqrt(750));
    expect(placeboBooks(eligible, {size: 2, draw: 7})).toEqual(placeboBooks(eligible, {size: 2, draw: 7}));
    expect(eligible[0]).toEqual([1, 2, 3, 4]);
  });

  it("keeps as many names as it is told, and no more, where they are still eligible", () => {
    const list = Array.from({length: 200}, (_, i) => i);
    const without = list.filter((a) => a % 2 === 1);
    for (let draw = 0; draw < 20; draw++) {
      const books = placeboBooks([list, list, without, list], {size: 20, draw, kept: [0, 15, 20, 0]});
      const common = (a: number, b: number): number =>
        [...(books[a] ?? [])].filter((x) => books[b]?.includes(x)).length;
      for (const book of books) expect(new Set(book).size).toBe(20);
      expect(common(0, 1)).toBeGreaterThanOrEqual(15);
      expect(common(1, 2)).toBeGreaterThanOrEqual([...(books[1] ?? [])].filter((x) => x % 2 === 1).length);
      expect(common(2, 3)).toBeLessThan(10);
    }
  });

  it("ranks a figure among the draws, itself counted", () => {
    const {p, percentile, values} = placebo(4, eligible, ([first]) => (first as Int32Array)[0] as number, {
      size: 1,
      draws: 400
    });
    expect(values.length).toBe(400);
    expect(p).toBeGreaterThan(0.15);
    expect(p).toBeLessThan(0.35);
    expect(percentile).toBeCloseTo(1 - (p * 401 - 1) / 400, 12);
    expect(placeboRank(9, [1, 2, 3]).p).toBe(0.25);
    expect(() => placebo(1, eligible, () => 1, {size: 0})).toThrow(
      "size must be a whole number from 1, got 0"
    );
    expect(() => placebo(1, eligible, () => 1, {size: 1, draws: 0})).toThrow(
      "draws must be a whole number from 1"
    );
  });
});

describe("bootstrap of a statistic", () => {
  it("covers a Sharpe ratio about as often as it says, and keeps rows of several series together", () => {
    let covered = 0;
    const truth = 0.1 * Math.sqrt(252);
    for (let seed = 0; seed < 120; seed++) {
      const rng = createRng(seed, "sharpe coverage");
      const r = Float64Array.from({length: 200}, () => 0.001 + 0.01 * normal(rng));
      const {lo, hi} = bootstrapStatistic([r], (x) => sharpeRatio(x), {
        seed,
        draws: 200,
        level: 0.9,
        block: 1
      });
      if (lo < truth && hi > truth) covered++;
    }
    expect(covered / 120).toBeGreaterThan(0.9 - 4 * Math.sqrt(0.09 / 120));
    const x = noise(1, 60, 1);
    const both = bootstrapStatistic([x, x.map((v) => 2 * v)], (a, b) => mean(b) - 2 * mean(a), {draws: 50});
    expect(Math.max(...both.draws.map(Math.abs))).toBeLessThan(1e-15);
  });

  it("refuses gaps, other lengths and nothing", () => {
    expect(() => bootstrapStatistic([], () => 1)).toThrow("series must hold at least one");
    expect(() => bootstrapStatistic([[1, 2], [1]], () => 1)).toThrow("series[1] must hold 2 values, got 1");
    expect(() => bootstrapStatistic([[1, Number.NaN]], () => 1)).toThrow(
      "series[0] must have no missing values"
    );
    expect(bootstrapStatistic([[1, 2, 3]], (x) => mean(x)).lo).toBeNaN();
  });
});

describe("delayed", () => {
  it("shows row t − 1 at row t", () => {
    expect([...delayed([1, 2, 3, 4, 5, 6], {dates: 3, assets: 2, rows: 1})]).toEqual([NaN, NaN, 1, 2, 3, 4]);
    expect(() => delayed([1], {dates: 1, assets: 1, rows: -1})).toThrow(
      "rows must be a whole number from 0, got -1"
    );
  });
});
