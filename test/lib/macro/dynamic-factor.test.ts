import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {AVERAGE_WEIGHTS, type FactorModel, GROWTH_WEIGHTS} from "../../../lib/macro/dynamic-factor.js";
import {fitEm} from "../../../lib/macro/em.js";
import {factorStart} from "../../../lib/macro/factor-start.js";
import {kalmanFilter} from "../../../lib/macro/kalman.js";
import {news} from "../../../lib/macro/news.js";
import {smooth, smoothMean} from "../../../lib/macro/smoother.js";
import {stateSpace, stationaryCovariance} from "../../../lib/macro/state-space.js";
import {fittedAt, targetWeights} from "../../../lib/macro/target.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";

interface Parameters {
  readonly loadings: number[];
  readonly transition: number[];
  readonly innovation: number[];
  readonly persistence: number[];
  readonly variance: number[];
}

interface Datum {
  readonly month: number;
  readonly series: number;
  readonly surprise: number;
  readonly weight: number;
  readonly impact: number;
}

interface Golden {
  readonly panel: (number | null)[][];
  readonly later: (number | null)[][];
  readonly start: Parameters;
  readonly fitted: Parameters;
  readonly likelihood: number[];
  readonly factors: number[][];
  readonly factorVariance: number[][];
  readonly news: Datum[];
  readonly revisions: Datum[];
  readonly previous: number;
  readonly updated: number;
}

const golden: Golden = JSON.parse(
  readFileSync(new URL("../../golden/macro/dynamic-factor.json", import.meta.url), "utf8")
);
const quarterly = Uint8Array.of(0, 0, 0, 0, 0, 0, 1);
const panelOf = (rows: (number | null)[][]): Float64Array =>
  Float64Array.from(rows.flat(), (v) => v ?? Number.NaN);
const modelOf = (p: Parameters): FactorModel => ({
  factors: 2,
  order: 2,
  series: 7,
  quarterly,
  weights: Float64Array.of(1, 2, 3, 2, 1),
  loadings: Float64Array.from(p.loadings),
  transition: Float64Array.from(p.transition),
  innovation: Float64Array.from(p.innovation),
  persistence: Float64Array.from(p.persistence),
  variance: Float64Array.from(p.variance)
});
const panel = panelOf(golden.panel);
const later = panelOf(golden.later);
const months = golden.panel.length;

const ran = (model: FactorModel, y: Float64Array) => {
  const filter = kalmanFilter(stateSpace(model), y.length / model.series);
  const likelihood = filter.run(y);
  return {panel: y, filter, likelihood};
};

const expectAll = (got: ArrayLike<number>, wanted: ArrayLike<number>, tolerance: number): void => {
  expect(got.length).toBe(wanted.length);
  for (let i = 0; i < got.length; i++) {
    const w = wanted[i] as number;
    expect(Math.abs((got[i] as number) - w)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(w)));
  }
};

describe("values of statsmodels' DynamicFactorMQ", () => {
  it("gives the same log-likelihood at every EM step and the same parameters after the last", () => {
    const {likelihood, model} = fitEm(modelOf(golden.start), panel, {iterations: 12, tolerance: 0});
    expectAll([...likelihood, ran(model, panel).likelihood], golden.likelihood, 1e-8);
    for (const name of ["loadings", "transition", "innovation", "persistence", "variance"] as const)
      expectAll(model[name], golden.fitted[name], 1e-8);
  });

  it("smooths the factors and their variances to the same values", () => {
    const {filter} = ran(modelOf(golden.fitted), panel);
    const {mean, covariance} = smooth(filter);
    const m = filter.space.states;
    for (let t = 0; t < months; t++) {
      expectAll(mean.subarray(t * m, t * m + 2), golden.factors[t] ?? [], 1e-8);
      expectAll(
        [covariance[t * m * m] as number, covariance[t * m * m + m + 1] as number],
        golden.factorVariance[t] ?? [],
        1e-8
      );
    }
    expectAll(smoothMean(filter), mean, 1e-12);
  });

  it("splits the revision of the last quarter into the same news", () => {
    const model = modelOf(golden.fitted);
    const {items, previous, updated} = news(ran(model, panel), ran(model, later), {
      month: months - 1,
      series: 6
    });
    expect(previous).toBeCloseTo(golden.previous, 8);
    expect(updated).toBeCloseTo(golden.updated, 8);
    const wanted = [...golden.news, ...golden.revisions];
    expect(items).toHaveLength(wanted.length);
    for (const w of wanted) {
      const got = items.find((i) => i.month === w.month && i.series === w.series);
      expectAll(
        [got?.surprise ?? 0, got?.weight ?? 0, got?.contribution ?? 0],
        [w.surprise, w.weight, w.impact],
        1e-8
      );
    }
    expect(items.reduce((s, i) => s + i.contribution, 0)).toBeCloseTo(updated - previous, 10);
  });
});

/** A simulated panel of one or two factors; the truth comes along. */
function simulate({factors: r, seed, months: length}: {factors: number; seed: number; months: number}) {
  const rng = createRng(seed);
  const n = 11;
  const weights = GROWTH_WEIGHTS;
  const loadings = Float64Array.from(
    {length: n * r},
    (_, i) => (i % r === 0 ? 0.6 : -0.2) + 0.5 * normal(rng)
  );
  const f = new Float64Array(length * r);
  const e = new Float64Array(length * n);
  const panel = new Float64Array(length * n).fill(Number.NaN);
  const latent = new Float64Array(length * n);
  for (let t = 0; t < length; t++) {
    for (let k = 0; k < r; k++) {
      const lag = (j: number): number => (t >= j ? (f[(t - j) * r + k] as number) : 0);
      f[t * r + k] = (0.7 - 0.3 * k) * lag(1) + 0.15 * lag(2) + 0.5 * normal(rng);
    }
    for (let i = 0; i < n; i++) {
      e[t * n + i] = 0.3 * (t > 0 ? (e[(t - 1) * n + i] as number) : 0) + 0.4 * normal(rng);
      let y = e[t * n + i] as number;
      for (let k = 0; k < r; k++) y += (loadings[i * r + k] as number) * (f[t * r + k] as number);
      latent[t * n + i] = y;
      if (i < n - 1 && rng.uniform() > 0.03) panel[t * n + i] = y;
    }
    if (t % 3 === 2 && t >= 5)
      panel[t * n + n - 1] = weights.reduce((s, w, j) => s + w * (latent[(t - j) * n + n - 1] as number), 0);
  }
  return {panel, loadings, factors: f, n, weights};
}

const flags = (n: number): Uint8Array => Uint8Array.from({length: n}, (_, i) => (i === n - 1 ? 1 : 0));

describe("a simulated model", () => {
  it("recovers Λ of one factor, quarterly series included, up to the factor's scale", () => {
    const truth = simulate({factors: 1, seed: 11, months: 400});
    const start = factorStart(truth.panel, flags(truth.n), {factors: 1, order: 2, weights: truth.weights});
    const {model, likelihood} = fitEm(start, truth.panel, {iterations: 60, tolerance: 1e-7});
    let [cross, own] = [0, 0];
    model.loadings.forEach((l, i) => {
      cross += l * (truth.loadings[i] as number);
      own += l * l;
    });
    const scale = cross / own;
    model.loadings.forEach((l, i) => {
      expect(Math.abs(scale * l - (truth.loadings[i] as number))).toBeLessThan(0.12);
    });
    likelihood.slice(1).forEach((v, k) => {
      expect(v).toBeGreaterThanOrEqual((likelihood[k] as number) - 1e-6);
    });
  });

  it("recovers the span of two factors", () => {
    const truth = simulate({factors: 2, seed: 5, months: 400});
    const start = factorStart(truth.panel, flags(truth.n), {factors: 2, order: 2, weights: truth.weights});
    const {model} = fitEm(start, truth.panel, {iterations: 40});
    // Regress each column of the true Λ on the fitted Λ.
    for (const k of [0, 1]) {
      const y = Float64Array.from({length: truth.n}, (_, i) => truth.loadings[i * 2 + k] as number);
      const [a, b] = [0, 1].map((j) =>
        Float64Array.from({length: truth.n}, (_, i) => model.loadings[i * 2 + j] as number)
      );
      expect(shareExplained(y, a ?? y, b ?? y)).toBeGreaterThan(0.97);
    }
  });

  it("restores the state to the last bit when a datum is removed and put back", () => {
    const {panel: y, n, weights} = simulate({factors: 1, seed: 3, months: 120});
    const model = factorStart(y, flags(n), {factors: 1, order: 2, weights});
    const filter = kalmanFilter(stateSpace(model), 120);
    filter.run(y);
    const before = smoothMean(filter);
    const at = 118 * n + y.slice(118 * n, 119 * n).findIndex((v) => !Number.isNaN(v));
    const without = y.slice();
    without[at] = Number.NaN;
    filter.run(without, {from: 118});
    expect(smoothMean(filter)).not.toEqual(before);
    filter.run(y, {from: 118});
    expect(smoothMean(filter)).toEqual(before);
  });

  it("filters from a later month as from the first", () => {
    const {panel: y, n, weights} = simulate({factors: 2, seed: 8, months: 90});
    const model = factorStart(y, flags(n), {factors: 2, order: 2, weights});
    const [whole, part] = [kalmanFilter(stateSpace(model), 90), kalmanFilter(stateSpace(model), 90)];
    const total = whole.run(y);
    const changed = y.slice();
    for (let at = 70 * n; at < changed.length; at++) changed[at] = (changed[at] as number) + 1;
    part.run(changed);
    part.run(y, {from: 70});
    expect(part.mean).toEqual(whole.mean);
    expect(smoothMean(part)).toEqual(smoothMean(whole));
    expect(whole.run(y)).toBe(total);
  });

  it("runs on as a copy without moving the original", () => {
    const {filter} = ran(modelOf(golden.fitted), panel);
    const before = filter.filtered.slice();
    const other = filter.copy();
    const changed = panel.map((v, at) => (at >= panel.length - 14 ? v + 1 : v));
    other.run(changed, {from: months - 2});
    expect(filter.filtered).toEqual(before);
    expectAll(smoothMean(other), smoothMean(ran(modelOf(golden.fitted), changed).filter), 0);
    expect(smoothMean(other)).not.toEqual(smoothMean(filter));
  });

  it("never lets later months change earlier filtered states, nor touches its input", () => {
    const {panel: y, n, weights} = simulate({factors: 1, seed: 9, months: 80});
    const model = factorStart(y, flags(n), {factors: 1, order: 1, weights});
    const kept = y.slice();
    const m = stateSpace(model).states;
    const filter = kalmanFilter(stateSpace(model), 80);
    filter.run(y);
    const early = filter.mean.slice(0, 60 * m);
    const perturbed = y.slice();
    for (let at = 60 * n; at < y.length; at++) perturbed[at] = 7;
    filter.run(perturbed);
    expect(filter.mean.slice(0, 60 * m)).toEqual(early);
    expect(y).toEqual(kept);
  });
});

describe("weights and news", () => {
  it("are the derivatives of the estimate, before, in and after the target's month", () => {
    const {panel: y, n, weights} = simulate({factors: 2, seed: 21, months: 60});
    const model = factorStart(y, flags(n), {factors: 2, order: 2, weights});
    const target = {month: 53, series: n - 1};
    y[target.month * n + target.series] = Number.NaN;
    const filter = kalmanFilter(stateSpace(model), 60);
    const states = filter.space.states;
    const value = (p: Float64Array): number => {
      filter.run(p);
      return fittedAt(filter.space.design, smoothMean(filter), {...target, states});
    };
    filter.run(y);
    const w = targetWeights(filter, target);
    for (const [month, series] of [
      [40, 2],
      [50, n - 1],
      [53, 1],
      [55, 4],
      [56, n - 1],
      [59, 0]
    ] as const) {
      const at = month * n + series;
      if (Number.isNaN(y[at])) continue;
      const moved = y.slice();
      moved[at] = (moved[at] as number) + 1;
      expect(w[at]).toBeCloseTo(value(moved) - value(y), 9);
    }
    expect(w[target.month * n + target.series]).toBe(0);
  });

  it("sum to the revision with many data at once, ragged and revised", () => {
    for (const seed of [31, 32, 33]) {
      const {panel: y, n, weights} = simulate({factors: 2, seed, months: 75});
      const model = factorStart(y, flags(n), {factors: 2, order: 2, weights});
      const rng = createRng(seed);
      const old = y.slice();
      for (let at = 68 * n; at < old.length; at++) {
        const u = rng.uniform();
        if (u < 0.5) old[at] = Number.NaN;
        else if (u < 0.7) old[at] = (old[at] as number) + normal(rng);
      }
      for (const month of [68, 71, 74]) {
        const {items, previous, updated} = news(ran(model, old), ran(model, y), {month, series: n - 1});
        expect(items.length).toBeGreaterThan(10);
        const sum = items.reduce((s, i) => s + i.contribution, 0);
        expect(Math.abs(sum - (updated - previous))).toBeLessThan(1e-10);
      }
    }
  });

  it("refuse a vintage from which a datum has vanished", () => {
    const model = modelOf(golden.fitted);
    const gone = later.slice();
    gone[7] = Number.NaN;
    expect(() => news(ran(model, panel), ran(model, gone), {month: 131, series: 6})).toThrow(
      /lacks series 0 of month 1/
    );
  });
});

describe("edges", () => {
  it("keeps a stationary start for a stationary law only", () => {
    expect(stationaryCovariance([0.5], [3], 1)?.[0]).toBeCloseTo(4, 14);
    expect(stationaryCovariance([1], [1], 1)).toBeUndefined();
    expect(stationaryCovariance([1.2], [1], 1)).toBeUndefined();
  });

  it("averages a year-on-year quarter of its three months", () => {
    const model = modelOf(golden.fitted);
    const space = stateSpace({...model, weights: AVERAGE_WEIGHTS});
    const state = new Float64Array(space.states);
    const at = space.states - 3;
    state.set([3, 6, 9], at);
    expect(fittedAt(space.design, state, {month: 0, series: 6, states: space.states})).toBeCloseTo(6, 12);
  });

  it("refuses a panel of another size, a month outside and arrays that do not fit", () => {
    const model = modelOf(golden.fitted);
    const filter = kalmanFilter(stateSpace(model), 5);
    expect(() => filter.run(new Float64Array(34))).toThrow(/panel must hold 5 × 7 values, got 34/);
    filter.run(panel.slice(0, 35));
    expect(() => targetWeights(filter, {month: 5, series: 0})).toThrow(/month must lie in 0 to 4, got 5/);
    expect(() => stateSpace({...model, loadings: new Float64Array(3)})).toThrow(
      /loadings must hold 14 values, got 3/
    );
    expect(() =>
      factorStart(new Float64Array(70).fill(Number.NaN), quarterly, {weights: GROWTH_WEIGHTS})
    ).toThrow(/a series without data/);
  });
});

function shareExplained(y: Float64Array, a: Float64Array, b: Float64Array): number {
  const dot = (u: Float64Array, v: Float64Array): number =>
    u.reduce((s, x, i) => s + x * (v[i] as number), 0);
  const [aa, ab, bb, ay, by, yy] = [dot(a, a), dot(a, b), dot(b, b), dot(a, y), dot(b, y), dot(y, y)];
  const det = aa * bb - ab * ab;
  const [x, z] = [(bb * ay - ab * by) / det, (aa * by - ab * ay) / det];
  return (x * ay + z * by) / yy;
}
