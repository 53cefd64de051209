import {blockMeans} from "../../../lib/pattern/block-mean.js";
import {clusteredMean} from "../../../lib/pattern/clustered-mean.js";
import type {EntryRule} from "../../../lib/pattern/event-return.js";
import {eventSummary} from "../../../lib/pattern/event-summary.js";
import {Rows} from "../northbound/rows.js";
import type {Outcome} from "./study.js";

/** Outcomes of one pattern's events under one rule and holding period. */
export interface Group {
  readonly pattern: string;
  readonly rule: EntryRule;
  readonly hold: number;
  readonly outcome: Outcome;
}

const BOUNDS = ["lo", "hi", "block_lo", "block_hi", "win_lo", "win_hi", "excess_lo", "excess_hi"] as const;

/** Rows of `pattern_stat`. */
export const statRows = () =>
  new Rows(
    [],
    ["pattern", "entry_rule"],
    ["hold", "n", "win_rate", "payoff", "mean", "median", "excess", ...BOUNDS, "days", "unfilled"]
  );

/** Rows of `pattern_period`. */
export const periodRows = () =>
  new Rows([], ["pattern", "entry_rule", "period"], ["hold", "n", "win_rate", "mean", "excess"]);

/**
 * Adds the statistics of all groups of one pattern; `day` is the place of each event's day, of `days` in all. Every
 * group sees the same resamples of days.
 */
export function addStatistics(
  rows: ReturnType<typeof statRows>,
  groups: readonly Group[],
  {day, ...blocks}: {day: Int32Array; days: number; block: number; draws: number; seed: number}
): void {
  const measures = groups.flatMap(({outcome: {net, excess}}) => [
    net,
    net.map((r) => (Number.isNaN(r) ? r : r > 0 ? 1 : 0)),
    excess
  ]);
  const intervals = blockMeans(measures, day, blocks);
  groups.forEach(({pattern, rule, hold, outcome: {net, excess, entry}}, g) => {
    const {n, winRate, payoff, mean, median} = eventSummary(net);
    const cluster = clusteredMean(net, day);
    const [average, wins, over] = intervals.slice(3 * g, 3 * g + 3) as {lo: number; hi: number}[];
    rows.add({
      pattern,
      entry_rule: rule,
      hold,
      n,
      win_rate: winRate,
      payoff,
      mean,
      median,
      excess: eventSummary(excess).mean,
      lo: cluster.lo,
      hi: cluster.hi,
      block_lo: average?.lo ?? Number.NaN,
      block_hi: average?.hi ?? Number.NaN,
      win_lo: wins?.lo ?? Number.NaN,
      win_hi: wins?.hi ?? Number.NaN,
      excess_lo: over?.lo ?? Number.NaN,
      excess_hi: over?.hi ?? Number.NaN,
      days: cluster.clusters,
      unfilled: entry.reduce((s, e) => s + (e < 0 ? 1 : 0), 0)
    });
  });
}

/** Adds what each group came to in each period; `periodsOf` names the periods of a day. */
export function addPeriods(
  rows: ReturnType<typeof periodRows>,
  groups: readonly Group[],
  {day, periodsOf}: {day: Int32Array; periodsOf: (day: number) => readonly string[]}
): void {
  const places = new Map<string, number[]>();
  day.forEach((t, e) => {
    for (const p of periodsOf(t)) {
      const own = places.get(p);
      if (own) own.push(e);
      else places.set(p, [e]);
    }
  });
  for (const {pattern, rule, hold, outcome} of groups) {
    for (const [period, own] of [...places].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const {n, winRate, mean} = eventSummary(own.map((e) => outcome.net[e] as number));
      if (n === 0) continue;
      const excess = eventSummary(own.map((e) => outcome.excess[e] as number)).mean;
      rows.add({pattern, entry_rule: rule, period, hold, n, win_rate: winRate, mean, excess});
    }
  }
}
