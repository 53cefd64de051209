import {disclosedPrior} from "../../../lib/attribution/disclosed-prior.js";
import {drift} from "../../../lib/attribution/drift.js";
import {type Belief, positionSolver} from "../../../lib/attribution/position-problem.js";
import {downdateGram, windowCross, windowGram} from "../../../lib/attribution/window-moments.js";
import {decayOf} from "../../../lib/stats/ewma.js";
import type {Disclosure} from "./disclosures.js";
import type {Funds} from "./funds.js";
import type {Market} from "./market.js";

export interface Params {
  readonly window: number;
  readonly halfLife: number;
  /** Standard deviation, after a year, of an industry's weight of 4 % about the drifted disclosure. */
  readonly spread: number;
  /** The same of the total. */
  readonly total: number;
  /** Share of the way to the peers' mean that a year takes. */
  readonly revert: number;
  /** Standard deviation of such a weight about the estimate of the week before; 0: no penalty on turnover. */
  readonly turnover: number;
}

/** Fewest returns in a window from which anything is estimated; below, the drifted prior stands. */
const FEWEST = 20;
const FLOOR = 4e-4 ** 2;

export interface Input {
  readonly market: Market;
  readonly funds: Funds;
  readonly disclosures: readonly (readonly Disclosure[])[];
}

/** Estimates of every fund, one date after another in order; `weights` is funds × industries, NaN where there is none. */
export function engine({market, funds, disclosures}: Input, params: Params) {
  const {names, days, level, returns} = market;
  const n = names.length;
  const count = funds.funds.length;
  const decay = decayOf(params.halfLife);
  const lambda = Float64Array.from({length: params.window}, (_, k) => decay ** (params.window - 1 - k));
  const solve = positionSolver(n);
  const shared = new Float64Array(n * n);
  const own = new Float64Array(n * n);
  const cross = new Float64Array(n);
  const growth = new Float64Array(n);
  const states = Array.from({length: count}, () => new Int8Array(n + 1));
  const weights = new Float64Array(count * n).fill(Number.NaN);
  const anchors = new Float64Array(count * n).fill(Number.NaN);
  const priors = new Float64Array(count * n).fill(Number.NaN);
  const equities = new Float64Array(count);
  const ages = new Float64Array(count);
  let before = -1;

  const grow = (from: number, to: number): Float64Array => {
    for (let i = 0; i < n; i++) growth[i] = (level[to * n + i] as number) / (level[from * n + i] as number);
    return growth;
  };

  /** Drifted priors of every fund at row t. */
  const prior = (t: number): Float64Array => {
    const day = days[t] as number;
    const peer = new Float64Array(n);
    let peers = 0;
    priors.fill(Number.NaN);
    for (let f = 0; f < count; f++) {
      const list = disclosures[f] as readonly Disclosure[];
      const latest = list.findLastIndex((d) => d.known <= day && d.row <= t);
      if (latest < 0) continue;
      const d = list[latest] as Disclosure;
      const full = list.findLast((e, k) => k <= latest && e.knownFull <= day);
      const tail = full ? drift(full.rest, grow(full.row, d.row), new Float64Array(n)) : d.top;
      const at = disclosedPrior(d, tail);
      const w = drift(at, grow(d.row, t), priors.subarray(f * n, f * n + n));
      equities[f] = w.reduce((s, v) => s + v, 0);
      ages[f] = (day - d.period) / 365;
      for (let i = 0; i < n; i++) peer[i] = (peer[i] as number) + (w[i] as number);
      peers++;
    }
    for (let i = 0; i < n; i++) peer[i] = (peer[i] as number) / peers;
    const peerTotal = peer.reduce((s, v) => s + v, 0);
    for (let f = 0; f < count; f++) {
      if (Number.isNaN(priors[f * n])) continue;
      const share = 1 - (1 - params.revert) ** (ages[f] as number);
      for (let i = 0; i < n; i++)
        priors[f * n + i] =
          (1 - share) * (priors[f * n + i] as number) +
          (share * (peer[i] as number) * (equities[f] as number)) / peerTotal;
    }
    return priors;
  };

  /** Estimates at row t; those of a week's end are what the next week's start from. */
  const step = (t: number, weekEnds: boolean): Float64Array => {
    const to = t - funds.lag + 1;
    const from = Math.max(1, to - params.window);
    const window = {columns: n, from, to, weights: lambda};
    prior(t);
    windowGram(returns, window, shared);
    if (before >= 0) grow(before, t);
    const previous = new Float64Array(n);
    for (let f = 0; f < count; f++) {
      const w = weights.subarray(f * n, f * n + n);
      const p = priors.subarray(f * n, f * n + n);
      const missing: number[] = [];
      let present = 0;
      for (let s = from; s < to; s++) {
        if (Number.isNaN(funds.returns[s * count + f])) missing.push(s);
        else if (!Number.isNaN(returns[s * n])) present++;
      }
      if (present < FEWEST || Number.isNaN(p[0])) {
        w.set(p);
        if (present === 0) w.fill(Number.NaN);
        continue;
      }
      const last = anchors.subarray(f * n, f * n + n);
      if (before >= 0 && !Number.isNaN(last[0])) drift(last, growth, previous);
      else previous.set(p);
      let gram = shared;
      if (missing.length > 0) {
        own.set(shared);
        downdateGram(returns, window, {gram: own, missing});
        gram = own;
      }
      windowCross(returns, {values: funds.returns, series: f, count}, window, cross);
      let [rr, mass] = [0, 0];
      for (let s = from; s < to; s++) {
        const r = funds.returns[s * count + f] as number;
        if (Number.isNaN(r) || Number.isNaN(returns[s * n])) continue;
        const l = lambda[lambda.length - (to - s)] as number;
        rr += l * r * r;
        mass += l;
      }
      for (let i = 0; i < n; i++) {
        rr -= 2 * (previous[i] as number) * (cross[i] as number);
        for (let j = 0; j < n; j++)
          rr += (previous[i] as number) * (previous[j] as number) * (gram[i * n + j] as number);
      }
      const age = Math.max(0.02, ages[f] as number);
      const beliefs: Belief[] = [
        {
          weights: p,
          variance: p.map((v) => (params.spread ** 2 * age * (v + 0.01)) / 0.05),
          total: equities[f] as number,
          totalVariance: params.total ** 2 * age
        }
      ];
      if (params.turnover > 0)
        beliefs.push({
          weights: previous,
          variance: previous.map((v) => (params.turnover ** 2 * (v + 0.01)) / 0.05),
          total: 0,
          totalVariance: Number.POSITIVE_INFINITY
        });
      const found = solve({gram, cross, noise: Math.max(FLOOR, rr / mass)}, beliefs, {
        budget: funds.budget[f] as readonly [number, number],
        state: states[f] as Int8Array
      });
      w.set(found.x);
    }
    if (weekEnds) {
      before = t;
      anchors.set(weights);
    }
    return weights;
  };
  return {step, prior, equities, ages};
}
