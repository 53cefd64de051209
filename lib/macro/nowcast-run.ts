import {bridge} from "./bridge.js";
import type {Vintage} from "./news.js";
import {lastKnown} from "./nowcast-benchmarks.js";
import {type NowcastFit, standardisePanel, targetValue} from "./nowcast-fit.js";
import {smoothMean} from "./smoother.js";
import {fittedAt} from "./target.js";

/** Forecasts that are combined. */
export const MEMBERS = ["factor", "bridge", "bvar"] as const;

/** A fit at work: the vintage of the day and the one before. */
export interface Run {
  readonly fit: NowcastFit;
  readonly month: number;
  after: Vintage;
  before: Vintage;
}

/** A fit on the vintage of its day, which is its own predecessor. */
export function startRun(fit: NowcastFit, month: number): Run {
  const {panel, filter} = fit.vintage;
  return {fit, month, after: {panel, filter}, before: {panel, filter: filter.copy()}};
}

/** Takes in a day's panel. */
export function advance(run: Run, panel: Float64Array, n: number): void {
  const {fit, before, after} = run;
  const k = fit.used.length;
  const {filter} = before;
  const own = standardisePanel(panel.subarray(0, filter.months * n), fit, n);
  const first = own.findIndex((v, at) => !Object.is(v, before.panel[at]));
  if (first >= 0) filter.run(own, {from: Math.floor(first / k)});
  run.before = after;
  run.after = {panel: own, filter};
}

/** The members' values of each target, in its unit. */
export function members(
  {fit, after}: Run,
  panel: Float64Array,
  {n, targets}: {readonly n: number; readonly targets: readonly number[]}
): Map<number, number[]> {
  const {filter} = after;
  const {states, design} = filter.space;
  const k = fit.used.length;
  const gdp = k - 1;
  const last = lastKnown(panel, n);
  const first = Math.min(last + 1, ...targets.map((t) => t - 2));
  const state = smoothMean(filter, {from: Math.max(first, 0)});
  const out = new Map<number, number[]>();
  let previous = after.panel[last * k + gdp] as number;
  const end = Math.max(...targets);
  for (let t = last + 3, step = 0; t <= end; t += 3, step++) {
    const means = Float64Array.from({length: gdp}, (_, i) => {
      let s = 0;
      for (let month = t - 2; month <= t; month++) {
        const seen = after.panel[month * k + i] as number;
        s += Number.isNaN(seen) ? fittedAt(design, state, {month, series: i, states}) : seen;
      }
      return s / 3;
    });
    previous = bridge(fit.bridge, {last: previous, means});
    if (!targets.includes(t)) continue;
    const factor = fittedAt(design, state, {month: t, series: gdp, states});
    out.set(
      t,
      [factor, previous, fit.ahead[step] ?? Number.NaN].map((v) => targetValue(fit, v, t))
    );
  }
  return out;
}

/** Factors by month (months × factors) from `from` to the last month with data. */
export interface Factors {
  readonly from: number;
  readonly count: number;
  readonly value: Float64Array;
}

/** The smoothed factors of a fit. */
export function factorsOf({fit, after}: Run, from: number): Factors {
  const count = fit.model.factors;
  const {states} = after.filter.space;
  const k = fit.used.length;
  let last = after.panel.length - 1;
  while (last >= 0 && Number.isNaN(after.panel[last])) last--;
  const months = Math.floor(last / k) + 1;
  const state = smoothMean(after.filter);
  const value = new Float64Array(months * count);
  for (let t = 0; t < months; t++)
    for (let j = 0; j < count; j++) value[t * count + j] = state[t * states + j] as number;
  return {from, count, value};
}
