import {leastSquares} from "../linalg/qr.js";
import {median} from "../stats/quantile.js";
import {bridge} from "./bridge.js";
import {type ErrorRecord, errorRecord, inverseErrorWeights} from "./error-record.js";
import {kalmanFilter} from "./kalman.js";
import {monthEnd, monthOf, quarterMonth} from "./month.js";
import {news, type Vintage} from "./news.js";
import {
  fitNowcast,
  type NowcastFit,
  type NowcastFitOptions,
  type NowcastSeries,
  standardisePanel,
  targetValue
} from "./nowcast-fit.js";
import {type Releases, releasePanel} from "./release-panel.js";
import {smoothMean} from "./smoother.js";
import {stateSpace} from "./state-space.js";
import {fittedAt} from "./target.js";

/** Forecasts that are combined, then those that only stand beside them. */
export const MEMBERS = ["factor", "bridge", "bvar"] as const;
export const FORECASTS = [...MEMBERS, "combination", "ar1", "last"] as const;
export type Forecast = (typeof FORECASTS)[number];

/** What moved a nowcast besides data: the other members, the weights of the combination, parameters fitted anew. */
export const OTHER_NEWS = ["bridge", "bvar", "weights", "refit"] as const;

export interface NowcastInput extends NowcastSeries {
  /** Indicators, then the target. */
  readonly releases: Releases;
  /** 1 for indicators whose January and February are one figure. */
  readonly merged: Uint8Array;
  /** Days at whose close a vintage is made, ascending. */
  readonly days: Int32Array;
}

export interface NowcastRow {
  readonly day: number;
  /** Last month of the quarter. */
  readonly month: number;
  readonly daysToRelease: number;
  readonly value: Readonly<Record<Forecast, number>>;
  /** Of the members in the combination. */
  readonly weight: Readonly<Record<(typeof MEMBERS)[number], number>>;
  readonly half70: number;
  readonly half90: number;
}

export interface NewsRow {
  readonly day: number;
  readonly month: number;
  /** An indicator's position, the target's, or one of `OTHER_NEWS`. */
  readonly source: number | (typeof OTHER_NEWS)[number];
  /** In the series' unit; NaN for other news. */
  readonly surprise: number;
  /** In the target's unit. */
  readonly contribution: number;
}

export interface NowcastPath {
  readonly rows: readonly NowcastRow[];
  readonly news: readonly NewsRow[];
  /** Of the last fit: factors by month (months × factors) from `from` to the last month with data. */
  readonly factors: {readonly from: number; readonly count: number; readonly value: Float64Array} | undefined;
}

/** Days from a quarter's end to its release, until past releases say it better. */
const USUAL_LAG = 18;

/**
 * Nowcasts of a quarterly target week after week as each was possible on its day: parameters are fitted anew when the
 * target is released and at least every quarter, errors and so weights and bands are those known by then. Each
 * vintage covers the quarters that are not yet known, up to the one after the current.
 */
export function nowcastPath(input: NowcastInput, options: NowcastFitOptions = {}): NowcastPath {
  const {releases, group, merged, days} = input;
  const n = group.length + 1;
  const rows: NowcastRow[] = [];
  const newsRows: NewsRow[] = [];
  const lastDay = days.at(-1);
  if (lastDay === undefined || releases.series.length === 0)
    return {rows, news: newsRows, factors: undefined};
  const from = firstQuarter(releases.month);
  const months = quarterMonth(monthOf(lastDay)) + 8 - from;
  const reader = releasePanel(releases, {from, months, series: n, merged: Uint8Array.from([...merged, 0])});
  const record = errorRecord();
  const released = firstReleases(releases, {series: n - 1, from});
  const lags: number[] = [];
  const known = new Set<number>();
  let run: Run | undefined;
  let before = new Map<number, Standing>();
  for (const day of days) {
    const panel = reader.at(day);
    const fresh = settle(panel, {n, from, released, known, record, lags});
    const now = monthOf(day) - from;
    const targets = targetsOf(panel, {n, now});
    const stale = run === undefined || fresh || quarterMonth(now) > run.month + 3;
    if (run) advance(run, panel, n);
    const after = new Map<number, Standing>();
    const old = run;
    if (stale) {
      const fit = fitNowcast(panel, input, {...options, earlier: run?.fit});
      run = fit && startRun(fit, panel, {n, months: quarterMonth(now) + 7, month: quarterMonth(now)});
    }
    if (!run) continue;
    const held = members(run, panel, {n, targets});
    const plain = benchmarks(panel, {n, targets});
    const lag = lags.length > 0 ? median(lags) : USUAL_LAG;
    for (const month of targets) {
      const daysToRelease = Math.round(monthEnd(from + month) + lag - day);
      const value = held.get(month) ?? [Number.NaN, Number.NaN, Number.NaN];
      const weight = inverseErrorWeights(
        value,
        MEMBERS.map((_, k) => record.rmse(k, daysToRelease))
      );
      const combined = value.reduce((s, v, k) => s + (weight[k] === 0 ? 0 : v * (weight[k] as number)), 0);
      const all = [...value, combined, ...(plain.get(month) ?? [])];
      all.forEach((v, k) => {
        record.forecast(month, k, daysToRelease, v);
      });
      const own = MEMBERS.length;
      rows.push({
        day,
        month: from + month,
        daysToRelease,
        value: named(FORECASTS, all),
        weight: named(MEMBERS, [...weight]),
        half70: record.band(own, daysToRelease, 0.7),
        half90: record.band(own, daysToRelease, 0.9)
      });
      after.set(month, {value, weight});
      const past = before.get(month);
      if (past && old)
        newsRows.push(
          ...explain({day, month, from, n, past, now: {value, weight}, old, refitted: run !== old})
        );
    }
    before = after;
  }
  return {rows, news: newsRows, factors: run && factorsOf(run, from)};
}

interface Standing {
  readonly value: readonly number[];
  readonly weight: Float64Array;
}

/** A fit at work: the vintage of the day and the one before. */
interface Run {
  readonly fit: NowcastFit;
  readonly month: number;
  after: Vintage;
  before: Vintage;
}

function startRun(
  fit: NowcastFit,
  panel: Float64Array,
  {n, months, month}: {readonly n: number; readonly months: number; readonly month: number}
): Run {
  const own = standardisePanel(panel.subarray(0, months * n), fit, n);
  const space = stateSpace(fit.model);
  const vintage = (): Vintage => {
    const filter = kalmanFilter(space, months);
    filter.run(own);
    return {panel: own, filter};
  };
  return {fit, month, after: vintage(), before: vintage()};
}

/** Takes in a day's panel. */
function advance(run: Run, panel: Float64Array, n: number): void {
  const {fit, before, after} = run;
  const k = fit.used.length;
  const {filter} = before;
  const own = standardisePanel(panel.subarray(0, filter.months * n), fit, n);
  const first = own.findIndex((v, at) => !Object.is(v, before.panel[at]));
  if (first >= 0) filter.run(own, {from: Math.floor(first / k)});
  run.before = after;
  run.after = {panel: own, filter};
}

interface Settling {
  readonly n: number;
  readonly from: number;
  readonly released: ReadonlyMap<number, number>;
  readonly known: Set<number>;
  readonly record: ErrorRecord;
  readonly lags: number[];
}

/** Notes targets that have become known; whether there were any. */
function settle(panel: Float64Array, {n, from, released, known, record, lags}: Settling): boolean {
  const size = known.size;
  for (let t = 2; t * n < panel.length; t += 3) {
    const value = panel[t * n + n - 1] as number;
    if (Number.isNaN(value) || known.has(t)) continue;
    known.add(t);
    record.settle(t, value);
    lags.push((released.get(t) ?? Number.NaN) - monthEnd(from + t));
  }
  return known.size > size;
}

/** Day of the first release of each of a series' months. */
function firstReleases(
  {series, month, known}: Releases,
  {series: own, from}: {readonly series: number; readonly from: number}
): Map<number, number> {
  const first = new Map<number, number>();
  series.forEach((s, k) => {
    if (s !== own) return;
    const t = (month[k] as number) - from;
    first.set(t, Math.min(first.get(t) ?? Number.POSITIVE_INFINITY, known[k] as number));
  });
  return first;
}

/** Last months of the quarters to nowcast: after the last known target, from the quarter before to the one after now. */
function targetsOf(panel: Float64Array, {n, now}: {readonly n: number; readonly now: number}): number[] {
  const current = quarterMonth(now);
  return [current - 3, current, current + 3].filter((t) => t >= 2 && Number.isNaN(panel[t * n + n - 1]));
}

/** The members' values of each target, in its unit. */
function members(
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

function lastKnown(panel: Float64Array, n: number): number {
  let t = panel.length / n - 1;
  while (t >= 0 && Number.isNaN(panel[t * n + n - 1])) t--;
  return t;
}

/** A first-order autoregression of the target, and its last value. */
function benchmarks(
  panel: Float64Array,
  {n, targets}: {readonly n: number; readonly targets: readonly number[]}
): Map<number, number[]> {
  const last = lastKnown(panel, n);
  const x: number[] = [];
  const y: number[] = [];
  for (let t = 5; t <= last; t += 3) {
    const [now, before] = [panel[t * n + n - 1] as number, panel[(t - 3) * n + n - 1] as number];
    if (Number.isNaN(now + before)) continue;
    x.push(1, before);
    y.push(now);
  }
  const [constant = Number.NaN, slope = Number.NaN] = y.length > 2 ? leastSquares(x, y, 2).coefficients : [];
  const final = panel[last * n + n - 1] as number;
  return new Map(
    targets.map((t) => {
      let value = final;
      for (let at = last; at < t; at += 3) value = constant + slope * value;
      return [t, [value, final]];
    })
  );
}

interface Explained {
  readonly day: number;
  readonly month: number;
  readonly from: number;
  readonly n: number;
  readonly past: Standing;
  readonly now: Standing;
  readonly old: Run;
  readonly refitted: boolean;
}

/** Rows that sum to the change of the combination since the vintage before. */
function explain({day, month, from, past, now, old, refitted}: Explained): NewsRow[] {
  const {fit, before, after} = old;
  const k = fit.used.length;
  const target = {month, series: k - 1};
  const {items, updated} = news(before, after, target);
  const scale = fit.scale[k - 1] as number;
  const share = now.weight[0] as number;
  const row = (source: NewsRow["source"], contribution: number, surprise = Number.NaN): NewsRow => ({
    day,
    month: from + month,
    source,
    surprise,
    contribution
  });
  const bySeries = new Map<number, {surprise: number; contribution: number}>();
  for (const {series, surprise, contribution} of items) {
    const sum = bySeries.get(series) ?? {surprise: 0, contribution: 0};
    sum.surprise += surprise * (fit.scale[series] as number);
    sum.contribution += contribution * scale * share;
    bySeries.set(series, sum);
  }
  const out = Array.from(bySeries, ([series, {surprise, contribution}]) =>
    row(fit.used[series] as number, contribution, surprise)
  );
  if (refitted) out.push(row("refit", share * ((now.value[0] as number) - targetValue(fit, updated, month))));
  const both = (m: number): boolean => !Number.isNaN((now.value[m] as number) + (past.value[m] as number));
  for (const [m, source] of [
    [1, "bridge"],
    [2, "bvar"]
  ] as const) {
    if (both(m))
      out.push(
        row(source, (now.weight[m] as number) * ((now.value[m] as number) - (past.value[m] as number)))
      );
  }
  const weights = MEMBERS.reduce((s, _, m) => {
    const [w, u] = [now.weight[m] as number, past.weight[m] as number];
    if (both(m)) return s + (w - u) * (past.value[m] as number);
    return s + (w === 0 ? 0 : w * (now.value[m] as number)) - (u === 0 ? 0 : u * (past.value[m] as number));
  }, 0);
  out.push(row("weights", weights));
  return out.filter((r) => r.contribution !== 0);
}

function factorsOf({fit, after}: Run, from: number): NowcastPath["factors"] {
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

const named = <K extends string>(names: readonly K[], values: readonly number[]): Record<K, number> =>
  Object.fromEntries(names.map((name, k) => [name, values[k] ?? Number.NaN])) as Record<K, number>;

/** First month of the earliest quarter. */
function firstQuarter(month: Int32Array): number {
  const first = month.reduce((low, m) => Math.min(low, m), Number.POSITIVE_INFINITY);
  return first - (first % 3);
}
