import {ewmaWeights} from "../stats/ewma.js";
import {regression} from "../stats/regression.js";
import type {NavText} from "./nav-text.js";
import {positionSolver} from "./position-problem.js";
import {windowCross, windowGram} from "./window-moments.js";

/** Daily returns of a market: days × names, row-major, NaN where there are none. */
export interface MarketReturns {
  readonly days: ArrayLike<number>;
  readonly industries: Float64Array;
  readonly styles: Float64Array;
  /** What active funds hold on average: the prior of a fund of which nothing is disclosed. */
  readonly peers: Float64Array;
}

export interface OwnFund {
  /** Industry weights at the last day used, and half-widths of their 90 % intervals. */
  readonly weights: Float64Array;
  readonly half: Float64Array;
  readonly total: number;
  /** Exposure to each style beyond the industries, with its t (Newey–West); NaN where styles are missing. */
  readonly style: Float64Array;
  readonly t: Float64Array;
  /** Share of the variance of returns that the industries explain. */
  readonly r2: number;
  readonly from: number;
  readonly to: number;
  /** Returns used, and those left out: over a gap, or a jump that no fund of shares makes in a day. */
  readonly used: number;
  readonly gaps: readonly number[];
  readonly jumps: readonly number[];
}

const WINDOW = 60;
const FEWEST = 30;
const JUMP = 0.15;
/** Standard deviations of an industry weight of 5 % and of the total about the peers'. */
const SPREAD = 0.08;
const TOTAL = 0.15;

/**
 * Industry positions and styles of one fund from its NAV series alone: the estimate of the fund pages with the mean of
 * active funds as prior. Reads the last 60 market days on which the series has a value on that day and the one before.
 * Undefined below 30 such days. Throws where the market's arrays do not fit.
 */
export function ownFund({days, nav}: NavText, market: MarketReturns): OwnFund | undefined {
  const n = market.peers.length;
  if (market.industries.length !== market.days.length * n)
    throw new RangeError(
      `industries must hold ${market.days.length} × ${n} values, got ${market.industries.length}`
    );
  const value = new Map(Array.from(days, (d, k) => [d, nav[k] as number]));
  const returns = new Float64Array(market.days.length).fill(Number.NaN);
  const gaps: number[] = [];
  const jumps: number[] = [];
  for (let t = 1; t < returns.length; t++) {
    const day = market.days[t] as number;
    const [now, before] = [value.get(day), value.get(market.days[t - 1] as number)];
    if (now === undefined) continue;
    if (before === undefined) {
      gaps.push(day);
      continue;
    }
    const r = now / before - 1;
    if (Math.abs(r) > JUMP) jumps.push(day);
    else returns[t] = r;
  }
  const last = returns.findLastIndex((r) => !Number.isNaN(r));
  const from = Math.max(1, last + 1 - WINDOW);
  const window = {columns: n, from, to: last + 1, weights: ewmaWeights(WINDOW, 20).map((w) => w * WINDOW)};
  const y = returns.slice(from, last + 1);
  const x = market.industries.slice();
  for (let t = from; t <= last; t++) if (Number.isNaN(returns[t])) x.fill(Number.NaN, t * n, (t + 1) * n);
  const used = y.filter((r) => !Number.isNaN(r)).length;
  if (last < 0 || used < FEWEST) return undefined;
  const gram = new Float64Array(n * n);
  const cross = new Float64Array(n);
  windowGram(x, window, gram);
  windowCross(x, y, window, cross);
  const solve = positionSolver(n);
  const total = market.peers.reduce((s, w) => s + w, 0);
  const belief = {
    weights: market.peers,
    variance: market.peers.map((w) => (SPREAD ** 2 * (w + 0.003)) / 0.05),
    total,
    totalVariance: TOTAL ** 2
  };
  const residuals = (w: Float64Array): Float64Array =>
    y.map((r, k) => {
      let e = r;
      for (let i = 0; i < n; i++) e -= (w[i] as number) * (x[(from + k) * n + i] as number);
      return e;
    });
  const square = (e: Float64Array): number => e.reduce((s, v) => (Number.isNaN(v) ? s : s + v * v), 0);
  let weights = market.peers;
  let noise = 0;
  for (let round = 0; round < 3; round++) {
    noise = Math.max(1e-8, square(residuals(weights)) / used);
    weights = solve({gram, cross, noise}, [belief], {budget: [0, 1]}).x.slice();
  }
  const e = residuals(weights);
  const unit = new Float64Array(n);
  const half = weights.map((_, i) => {
    unit.fill(0);
    unit[i] = 1;
    return 1.6449 * Math.sqrt(Math.max(0, solve.influence(unit)[i] as number));
  });
  const mean = y.reduce((s, r) => (Number.isNaN(r) ? s : s + r), 0) / used;
  const spread = square(y.map((r) => r - mean));
  return {
    weights,
    half,
    total: weights.reduce((s, w) => s + w, 0),
    ...styleOf(e, market, from),
    r2: 1 - square(e) / spread,
    from: market.days[from] as number,
    to: market.days[last] as number,
    used,
    gaps,
    jumps
  };
}

function styleOf(
  residual: Float64Array,
  {styles, days}: MarketReturns,
  from: number
): {style: Float64Array; t: Float64Array} {
  const k = styles.length / days.length;
  const none = new Float64Array(k).fill(Number.NaN);
  const rows = residual.length;
  const p = k + 1;
  const x = new Float64Array(rows * p).fill(1);
  for (let t = 0; t < rows; t++) x.set(styles.subarray((from + t) * k, (from + t + 1) * k), t * p);
  const complete = Array.from(
    residual,
    (e, t) => !Number.isNaN(e) && !x.subarray(t * p, t * p + p).some(Number.isNaN)
  );
  if (k === 0 || complete.filter(Boolean).length < p + 10) return {style: none, t: none};
  const fit = regression(residual, x, p, {errors: "newey-west"});
  return {style: fit.coefficients.slice(0, k), t: fit.t.slice(0, k)};
}
