import {median} from "../stats/quantile.js";
import {type ErrorRecord, errorRecord, inverseErrorWeights} from "./error-record.js";
import {monthEnd, monthOf, quarterMonth} from "./month.js";
import {benchmarks} from "./nowcast-benchmarks.js";
import {explain, type NewsRow, type Standing} from "./nowcast-explain.js";
import {fitNowcast, type NowcastFitOptions, type NowcastSeries} from "./nowcast-fit.js";
import {advance, type Factors, factorsOf, MEMBERS, members, type Run, startRun} from "./nowcast-run.js";
import {type Releases, releasePanel} from "./release-panel.js";

/** The members, then the combination and what stands beside it. */
export const FORECASTS = [...MEMBERS, "combination", "ar1", "last"] as const;
export type Forecast = (typeof FORECASTS)[number];

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

export interface NowcastPath {
  readonly rows: readonly NowcastRow[];
  readonly news: readonly NewsRow[];
  /** Of the last fit: factors by month (months × factors) from `from` to the last month with data. */
  readonly factors: Factors | undefined;
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
      const month = quarterMonth(now);
      const fit = fitNowcast(panel, input, {...options, earlier: run?.fit, months: month + 7});
      run = fit && startRun(fit, month);
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

const named = <K extends string>(names: readonly K[], values: readonly number[]): Record<K, number> =>
  Object.fromEntries(names.map((name, k) => [name, values[k] ?? Number.NaN])) as Record<K, number>;

/** First month of the earliest quarter. */
function firstQuarter(month: Int32Array): number {
  const first = month.reduce((low, m) => Math.min(low, m), Number.POSITIVE_INFINITY);
  return first - (first % 3);
}
