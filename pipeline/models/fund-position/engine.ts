import {drift} from "../../../lib/attribution/drift.js";
import {dropBelow} from "../../../lib/attribution/drop-below.js";
import {type Belief, positionSolver} from "../../../lib/attribution/position-problem.js";
import {downdateGram, windowCross, windowGram} from "../../../lib/attribution/window-moments.js";
import {decayOf} from "../../../lib/stats/ewma.js";
import type {Disclosure} from "./disclosures.js";
import type {Funds} from "./funds.js";
import {heldStocks} from "./held.js";
import type {Market} from "./market.js";
import {type Known, type PriorParams, priorsOf} from "./priors.js";
import type {Stocks} from "./stocks.js";

/** What is chosen on earlier quarters. */
export interface Tuning {
  /** Half-life, in days, of the weights of returns. */
  readonly halfLife: number;
  /** Standard deviation, a quarter after a report, of an industry weight of 5 % about its prior. */
  readonly spread: number;
}

export interface Params extends PriorParams {
  /** Days of returns. */
  readonly window: number;
  /** Standard deviation, a quarter after a report, of the total about the prior's. */
  readonly total: number;
  /** Standard deviation of such a weight about the estimate of the week before; 0: no penalty on turnover. */
  readonly turnover: number;
  /** A weight below this is taken for none: a fund's smallest position is larger, and most such weights are noise. */
  readonly smallest: number;
}

/** Fewest returns in a window from which anything is estimated; below, the drifted prior stands. */
const FEWEST = 20;
const FLOOR = 2e-4 ** 2;
const QUARTER = 61;
/** What is added to a weight before its variance is taken as proportional to it: an empty industry may be bought. */
const SLACK = 0.003;

export interface Input {
  readonly market: Market;
  readonly funds: Funds;
  readonly stocks: Stocks;
  readonly disclosures: readonly (readonly Disclosure[])[];
}

/** A fund as it was just solved: the returns that were fitted, and what an additional score would change. */
export interface Solved {
  readonly fund: number;
  readonly weights: Float64Array;
  readonly fit: Float64Array;
  readonly from: number;
  readonly to: number;
  readonly noise: number;
  readonly influence: (score: Float64Array) => Float64Array;
}
export type Watch = (solved: Solved) => void;

export interface StepOptions {
  readonly tuning: Tuning;
  readonly weekEnds?: boolean;
  readonly watch?: Watch;
}

/** Estimates of every fund, one date after another in order; `weights` is funds × industries, NaN where there is none. */
export function engine(input: Input, params: Params) {
  const {market, funds} = input;
  const {names, returns} = market;
  const n = names.length;
  const count = funds.funds.length;
  const lambdas = new Map<number, Float64Array>();
  const lambdaOf = (halfLife: number): Float64Array => {
    const decay = decayOf(halfLife);
    const known = lambdas.get(halfLife);
    if (known) return known;
    const fresh = Float64Array.from({length: params.window}, (_, k) => decay ** (params.window - 1 - k));
    lambdas.set(halfLife, fresh);
    return fresh;
  };
  let lambda: Float64Array = new Float64Array(params.window);
  const solve = positionSolver(n);
  const shared = new Float64Array(n * n);
  const own = new Float64Array(n * n);
  const cross = new Float64Array(n);
  const growth = new Float64Array(n);
  const previous = new Float64Array(n);
  const fit = new Float64Array(params.window);
  const centre = new Float64Array(n);
  const belief = {variance: new Float64Array(n), inertia: new Float64Array(n)};
  const states = Array.from({length: count}, () => new Int8Array(n + 1));
  const weights = new Float64Array(count * n).fill(Number.NaN);
  const anchors = new Float64Array(count * n).fill(Number.NaN);
  const prior = priorsOf(input, params);
  const takeStocks = heldStocks(input, params);
  let before = -1;
  /** What was made of the stocks at the last row and half-life: other spreads of the same row take it from here. */
  const taken = {
    row: -1,
    halfLife: Number.NaN,
    centre: new Float64Array(count * n),
    fit: new Float64Array(count * params.window)
  };

  /** Fund returns of a window, to `fit`; gives on how many days all are there. */
  const readReturns = (f: number, from: number, to: number): number => {
    let present = 0;
    for (let s = from; s < to; s++) {
      const r = funds.returns[s * count + f] as number;
      fit[s - from] = r;
      if (!Number.isNaN(r) && !Number.isNaN(returns[s * n])) present++;
    }
    return present;
  };

  /** Estimates at row t; `watch`, where given, sees each fund just after it is solved. Those of a week's end are what the next week's start from. */
  const step = (t: number, {tuning, weekEnds = false, watch}: StepOptions): Float64Array => {
    lambda = lambdaOf(tuning.halfLife);
    const to = t - funds.lag + 1;
    const from = Math.max(1, to - params.window);
    const window = {columns: n, from, to, weights: lambda};
    const priors = prior.at(t);
    const again = t === taken.row && tuning.halfLife === taken.halfLife;
    taken.row = t;
    taken.halfLife = tuning.halfLife;
    windowGram(returns, window, shared);
    if (before >= 0)
      for (let i = 0; i < n; i++)
        growth[i] = (market.level[t * n + i] as number) / (market.level[before * n + i] as number);
    for (let f = 0; f < count; f++) {
      const w = weights.subarray(f * n, f * n + n);
      const p = priors.subarray(f * n, f * n + n);
      const known = prior.known[f] as Known;
      const present = known.latest < 0 ? 0 : readReturns(f, from, to);
      if (present < FEWEST) {
        if (present === 0) w.fill(Number.NaN);
        else w.set(p);
        continue;
      }
      if (again) {
        centre.set(taken.centre.subarray(f * n, f * n + n));
        fit.set(taken.fit.subarray(f * params.window, (f + 1) * params.window));
      } else {
        centre.set(p);
        takeStocks({known, from, to, fit, lambda}, centre);
        taken.centre.set(centre, f * n);
        taken.fit.set(fit, f * params.window);
      }
      const last = anchors.subarray(f * n, f * n + n);
      if (before >= 0 && !Number.isNaN(last[0])) drift(last, growth, previous);
      else previous.set(p);
      let gram = shared;
      if (present < to - from) {
        own.set(shared);
        const missing = Array.from({length: to - from}, (_, k) => from + k).filter((s) =>
          Number.isNaN(fit[s - from])
        );
        downdateGram(returns, window, {gram: own, missing});
        gram = own;
      }
      windowCross(returns, fit, window, cross);
      const noise = Math.max(FLOOR, residual(centre, {gram, cross, from, to}));
      const share = Math.max(0.1, known.age / QUARTER);
      const spread = (tuning.spread ** 2 * share) / 0.05;
      for (let i = 0; i < n; i++) {
        belief.variance[i] = spread * ((centre[i] as number) + SLACK);
        belief.inertia[i] = (params.turnover ** 2 * ((previous[i] as number) + SLACK)) / 0.05;
      }
      const beliefs: Belief[] = [
        {
          weights: centre,
          variance: belief.variance,
          total: known.equity,
          totalVariance: params.total ** 2 * share
        }
      ];
      if (params.turnover > 0)
        beliefs.push({
          weights: previous,
          variance: belief.inertia,
          total: 0,
          totalVariance: Number.POSITIVE_INFINITY
        });
      const found = solve({gram, cross, noise}, beliefs, {
        budget: funds.budget[f] as readonly [number, number],
        state: states[f] as Int8Array
      });
      w.set(found.x);
      dropBelow(w, params.smallest);
      watch?.({fund: f, weights: w, fit, from, to, noise, influence: solve.influence});
    }
    if (weekEnds) {
      before = t;
      anchors.set(weights);
    }
    return weights;
  };

  /** Weighted mean square of what weights leave of the returns in `fit`. */
  const residual = (
    w: Float64Array,
    {gram, cross, from, to}: {gram: Float64Array; cross: Float64Array; from: number; to: number}
  ): number => {
    let [square, mass] = [0, 0];
    for (let s = from; s < to; s++) {
      const r = fit[s - from] as number;
      if (Number.isNaN(r) || Number.isNaN(returns[s * n])) continue;
      const l = lambda[lambda.length - (to - s)] as number;
      square += l * r * r;
      mass += l;
    }
    for (let i = 0; i < n; i++) {
      let sum = -2 * (cross[i] as number);
      for (let j = 0; j < n; j++) sum += (w[j] as number) * (gram[i * n + j] as number);
      square += (w[i] as number) * sum;
    }
    return square / mass;
  };
  return {step, prior, weights, lambdaOf};
}
