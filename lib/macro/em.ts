import {cholesky, choleskySolve} from "../linalg/cholesky.js";
import {type FactorModel, lagsOf, ownStates} from "./dynamic-factor.js";
import {kalmanFilter} from "./kalman.js";
import {type Smoothed, smooth} from "./smoother.js";
import {stateSpace} from "./state-space.js";

export interface EmOptions {
  readonly iterations?: number;
  /** Stops when the log-likelihood gains less than this share of its size in one step; 0 never stops early. */
  readonly tolerance?: number;
}

export interface EmFit {
  readonly model: FactorModel;
  /** Log-likelihood of the model before each step: it never falls. */
  readonly likelihood: readonly number[];
}

/**
 * Maximum likelihood of a factor model by expectation and maximisation with any pattern of missing data (Bańbura and
 * Modugno 2014), from a starting model. The panel is months × series, standardised, NaN missing.
 */
export function fitEm(
  start: FactorModel,
  panel: Float64Array,
  {iterations = 50, tolerance = 1e-5}: EmOptions = {}
): EmFit {
  const months = panel.length / start.series;
  if (!(Number.isInteger(months) && months > start.order + 1))
    throw new RangeError(
      `panel must hold whole months of ${start.series} series, got ${panel.length} values`
    );
  let model = start;
  const likelihood: number[] = [];
  for (let step = 0; step < iterations; step++) {
    const filter = kalmanFilter(stateSpace(model), months);
    const value = filter.run(panel);
    const before = likelihood.at(-1);
    likelihood.push(value);
    if (before !== undefined && value - before < tolerance * Math.abs(before) && tolerance > 0) break;
    model = maximise(model, panel, smooth(filter, {rows: start.factors * lagsOf(start)}));
  }
  return {model, likelihood};
}

/** The model that the smoothed moments make most likely. */
function maximise(model: FactorModel, panel: Float64Array, moments: Smoothed): FactorModel {
  return {
    ...model,
    loadings: loadings(model, panel, moments),
    ...factorLaw(model, moments),
    ...ownLaw(model, moments)
  };
}

/** E[α_a α_b] of a month, α_a a factor or a lag of one. */
function second({mean, covariance, rows}: Smoothed, m: number, t: number): (a: number, b: number) => number {
  return (a, b) =>
    (covariance[(t * rows + a) * m + b] as number) +
    (mean[t * m + a] as number) * (mean[t * m + b] as number);
}

function loadings(model: FactorModel, panel: Float64Array, moments: Smoothed): Float64Array {
  const {factors: r, series: n, quarterly, weights} = model;
  const months = panel.length / n;
  const m = moments.states;
  const own = ownStates(model);
  const out = new Float64Array(n * r);
  for (let i = 0; i < n; i++) {
    const span = quarterly[i] === 1 ? weights : Float64Array.of(1);
    const xx = new Float64Array(r * r);
    const xy = new Float64Array(r);
    for (let t = 0; t < months; t++) {
      const y = panel[t * n + i] as number;
      if (Number.isNaN(y)) continue;
      const e = second(moments, m, t);
      for (let k = 0; k < r; k++) {
        for (let a = 0; a < span.length; a++) {
          const wa = span[a] as number;
          const fa = a * r + k;
          xy[k] = (xy[k] as number) + wa * y * (moments.mean[t * m + fa] as number);
          for (let b = 0; b < span.length; b++) {
            const w = wa * (span[b] as number);
            xy[k] = (xy[k] as number) - w * e(fa, (own[i] as number) + b);
            for (let l = 0; l < r; l++) xx[k * r + l] = (xx[k * r + l] as number) + w * e(fa, b * r + l);
          }
        }
      }
    }
    out.set(solve(xx, r, xy) ?? model.loadings.subarray(i * r, (i + 1) * r), i * r);
  }
  return out;
}

function factorLaw(model: FactorModel, moments: Smoothed): Pick<FactorModel, "transition" | "innovation"> {
  const {factors: r, order} = model;
  const size = r * order;
  const m = moments.states;
  const months = moments.mean.length / m;
  const a = new Float64Array(size * size);
  const b = new Float64Array(r * size);
  const c = new Float64Array(r * r);
  for (let t = 1; t < months; t++) {
    const e = second(moments, m, t);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) a[i * size + j] = (a[i * size + j] as number) + e(r + i, r + j);
    for (let i = 0; i < r; i++) {
      for (let j = 0; j < size; j++) b[i * size + j] = (b[i * size + j] as number) + e(i, r + j);
      for (let j = 0; j < r; j++) c[i * r + j] = (c[i * r + j] as number) + e(i, j);
    }
  }
  const transition = new Float64Array(r * size);
  for (let i = 0; i < r; i++) {
    const row = b.subarray(i * size, (i + 1) * size);
    transition.set(solve(a, size, row) ?? model.transition.subarray(i * size, (i + 1) * size), i * size);
  }
  const innovation = new Float64Array(r * r);
  for (let i = 0; i < r; i++) {
    for (let j = 0; j <= i; j++) {
      let s = c[i * r + j] as number;
      for (let k = 0; k < size; k++) s -= (transition[i * size + k] as number) * (b[j * size + k] as number);
      innovation[i * r + j] = innovation[j * r + i] = s / (months - 1);
    }
  }
  return {transition, innovation};
}

function ownLaw(model: FactorModel, moments: Smoothed): Pick<FactorModel, "persistence" | "variance"> {
  const m = moments.states;
  const months = moments.mean.length / m;
  const own = ownStates(model);
  const persistence = new Float64Array(model.series);
  const variance = new Float64Array(model.series);
  const square = (t: number, s: number): number =>
    (moments.variance[t * m + s] as number) + (moments.mean[t * m + s] as number) ** 2;
  own.forEach((s, i) => {
    let [now, cross, before] = [0, 0, 0];
    for (let t = 1; t < months; t++) {
      now += square(t, s);
      before += square(t - 1, s);
      cross +=
        (moments.lagged[t * m + s] as number) +
        (moments.mean[t * m + s] as number) * (moments.mean[(t - 1) * m + s] as number);
    }
    persistence[i] = before > 0 ? cross / before : 0;
    variance[i] = Math.max((now - (persistence[i] as number) * cross) / (months - 1), 1e-8);
  });
  return {persistence, variance};
}

function solve(a: Float64Array, n: number, b: Float64Array): Float64Array | undefined {
  const l = cholesky(a, n);
  return l && choleskySolve(l, n, b);
}
