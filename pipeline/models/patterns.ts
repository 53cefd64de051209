import {ENTRY_RULES} from "../../lib/pattern/event-return.js";
import {defineModel} from "../run/model.js";
import {type Column, dayOf, dictionaryOf, NULL_DAY} from "../warehouse/columns.js";
import {detect, type Events, PATTERNS, PLACEBO} from "./patterns/detect.js";
import {type Histories, readHistories} from "./patterns/histories.js";
import {addPeriods, addStatistics, type Group, periodRows, statRows} from "./patterns/statistics.js";
import {HOLDS, tradeEvents} from "./patterns/study.js";
import {readBroadIndex} from "./strategies/index-levels.js";
import {tradingCosts} from "./strategies/trading-costs.js";

/** Report B's own sample. */
export const REPORT_SAMPLE = {name: "2019-10/2021-04", from: "2019-10-01", to: "2021-04-26"} as const;

/** Three chart patterns and what followed them (methods.md S14), with random days of the same universe beside. */
export default defineModel({
  name: "patterns",
  inputs: ["stock_daily", "stock", "index_daily"],
  outputs: ["pattern_event", "pattern_stat", "pattern_period"],
  params: {gap: 20, strongest: 0.2, momentum: 60, chance: 0.01, seed: 20210426, block: 20, draws: 500},
  async run(context) {
    const {block, draws, seed} = context.params;
    const histories = await readHistories(context);
    const {days, all} = histories;
    const index = await readBroadIndex(context, days);
    const costs = tradingCosts(days);
    const events = detect(histories, context.params);
    const [stats, periods] = [statRows(), periodRows()];
    const periodsOf = periodNames(days);
    const groups: Group[] = [];
    for (const pattern of [...PATTERNS, PLACEBO] as const) {
      const own = events[pattern];
      const day = Int32Array.from(own, (row) => all.day[row] as number);
      const of = ENTRY_RULES.flatMap((rule) =>
        HOLDS.map((hold) => ({
          pattern,
          rule,
          hold,
          outcome: tradeEvents(histories, own, {rule, hold, index, costs})
        }))
      );
      addStatistics(stats, of, {day, days: days.length, block, draws, seed});
      addPeriods(periods, of, {day, periodsOf});
      groups.push(...of);
      context.log(`${pattern}: ${own.length} events`);
    }
    await context.write("pattern_event", eventColumns(histories, events, groups));
    await context.write("pattern_stat", stats.columns());
    await context.write("pattern_period", periods.columns());
  }
});

/** The year of a day, and the report's sample where the day lies in it. */
function periodNames(days: Int32Array): (t: number) => readonly string[] {
  const {name, from, to} = REPORT_SAMPLE;
  const [first, last] = [dayOf(from), dayOf(to)];
  return (t) => {
    const day = days[t] as number;
    const year = String(new Date(day * 86_400_000).getUTCFullYear());
    return day >= first && day <= last ? [year, name] : [year];
  };
}

/** Every event of the three patterns with its honest purchase and what came of it. */
function eventColumns(
  histories: Histories,
  events: Events,
  groups: readonly Group[]
): Record<string, Column> {
  const {codes, days, start, all, unit} = histories;
  const rows = PATTERNS.flatMap((pattern) => Array.from(events[pattern]));
  const of = (rule: Group["rule"], hold: number): Group[] =>
    groups.filter((g) => g.pattern !== PLACEBO && g.rule === rule && g.hold === hold);
  const honest = of("next_open", 5);
  const entry = honest.flatMap((g) => Array.from(g.outcome.entry));
  const exit = honest.flatMap((g) => Array.from(g.outcome.exit));
  const next = (row: number): number => days[(all.day[row] as number) + 1] ?? NULL_DAY;
  const net = (rule: Group["rule"], hold: number): Float64Array =>
    Float64Array.from(of(rule, hold).flatMap((g) => Array.from(g.outcome.net)));
  const stock = stockOf(start);
  const traded = (row: number): boolean => all.day[row + 1] === (all.day[row] as number) + 1;
  return {
    date: Int32Array.from(rows, (row) => days[all.day[row] as number] as number),
    code: {codes: Int32Array.from(rows, stock), values: codes},
    pattern: dictionaryOf(PATTERNS.flatMap((pattern) => Array.from(events[pattern], () => pattern))),
    entry_date: Int32Array.from(rows, next),
    entry_price: Float64Array.from(entry, (e) =>
      e < 0 ? Number.NaN : (all.open[e] as number) * (unit[e] as number)
    ),
    filled: Uint8Array.from(entry, (e) => (e < 0 ? 0 : 1)),
    void: dictionaryOf(
      rows.map((row, k) => {
        if ((entry[k] as number) >= 0) return "";
        return next(row) === NULL_DAY ? "pending" : traded(row) ? "limit_up" : "suspended";
      })
    ),
    ...Object.fromEntries(HOLDS.map((h) => [`net_${h}`, net("next_open", h)])),
    best_5: net("max_favourable", 5),
    settled_date: Int32Array.from(rows, (row, k) => {
      if ((entry[k] as number) < 0) return next(row);
      const sold = exit[k] as number;
      return sold < 0 ? NULL_DAY : (days[all.day[sold] as number] as number);
    })
  };
}

/** The stock that a row of the histories belongs to. */
function stockOf(start: Int32Array): (row: number) => number {
  return (row) => {
    let [low, high] = [0, start.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((start[middle] as number) <= row) low = middle;
      else high = middle;
    }
    return low;
  };
}
