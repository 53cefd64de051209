import type {FlowHistory} from "./packed.js";
import {percentile, streak} from "./standing.js";
import {MONTH_ROWS, QUARTER_ROWS, trailingSums, weeklySums, weekStart, weekSums} from "./windows.js";

/** One window of flows, in CNY; NaN where the history is too short. */
export interface FlowWindow {
  /** By industry. */
  readonly flow: Float64Array;
  readonly band: Float64Array;
  readonly total: number;
  readonly totalBand: number;
  /** Official net buying of the same days; NaN where one of them has none. */
  readonly official: number;
  /** Official − total. */
  readonly residual: number;
}

/** What a weekly says of northbound flow on one day, reading nothing later. */
export interface FlowView {
  readonly week: FlowWindow;
  readonly month: FlowWindow;
  readonly quarter: FlowWindow;
  /** Trading days of the week so far. */
  readonly weekDays: number;
  /** Weeks in a row with the sign of this week, with that sign. */
  readonly streak: number;
  /** Weeks before this one, and the share of them with a smaller total. */
  readonly weeksBefore: number;
  readonly percentile: number;
  /** Standard deviation of the weekly residual over the weeks before that have one; NaN below 13 of them. */
  readonly residualSd: number;
}

/** The ISO week to date, the last 20 and the last 60 trading days up to row `at`, and how unusual the week is. */
export function flowView({days, columns, flow, band, official}: FlowHistory, at: number): FlowView {
  const from = weekStart(days, at);
  const windowOf = (rows: number): FlowWindow => {
    const of = (values: Float64Array, n: number): Float64Array =>
      rows > 0 ? trailingSums(values, {columns: n, at, rows}) : weekSums(days, values, {columns: n, at});
    const first = rows > 0 ? at + 1 - rows : from;
    const [sums, bands] = [of(flow, columns), of(band, columns)];
    const whole = first >= 0 && !official.subarray(first, at + 1).some(Number.isNaN);
    const published = whole ? (of(official, 1)[0] as number) : Number.NaN;
    const total = sums.reduce((s, x) => s + x, 0);
    return {
      flow: sums,
      band: bands,
      total,
      totalBand: bands.reduce((s, x) => s + x, 0),
      official: published,
      residual: published - total
    };
  };
  const totals = rowTotals(flow.subarray(0, (at + 1) * columns), columns);
  const weeks = weeklySums(days.subarray(0, at + 1), totals);
  const before = weeks.sum.slice(0, -1);
  return {
    week: windowOf(0),
    month: windowOf(MONTH_ROWS),
    quarter: windowOf(QUARTER_ROWS),
    weekDays: at - from + 1,
    streak: streak(weeks.sum),
    weeksBefore: before.length,
    percentile: percentile(before, weeks.sum.at(-1) ?? Number.NaN),
    residualSd: residualSd(days.subarray(0, from), totals, official)
  };
}

/** Sum of each row. */
export function rowTotals(values: ArrayLike<number>, columns: number): Float64Array {
  const totals = new Float64Array(values.length / columns);
  for (let t = 0, i = 0; t < totals.length; t++) {
    for (let c = 0; c < columns; c++, i++) totals[t] = (totals[t] as number) + (values[i] as number);
  }
  return totals;
}

function residualSd(days: Int32Array, totals: Float64Array, official: Float64Array): number {
  const gaps = Array.from(days, (_, t) => (official[t] as number) - (totals[t] as number));
  const {last, sum} = weeklySums(days, gaps);
  const whole = Array.from(sum).filter((_, w) => {
    const first = w === 0 ? 0 : (last[w - 1] as number) + 1;
    return !gaps.slice(first, (last[w] as number) + 1).some(Number.isNaN);
  });
  if (whole.length < 13) return Number.NaN;
  const mean = whole.reduce((s, x) => s + x, 0) / whole.length;
  return Math.sqrt(whole.reduce((s, x) => s + (x - mean) ** 2, 0) / (whole.length - 1));
}

/** Week-end cumulative sums of each column up to row `at`: days, and weeks × columns. */
export function cumulativeByWeek(
  {days, columns, flow}: Pick<FlowHistory, "days" | "columns" | "flow">,
  at: number
): {readonly day: Int32Array; readonly value: Float64Array} {
  const span = days.subarray(0, at + 1);
  const {last} = weeklySums(span, new Float64Array(span.length));
  const value = new Float64Array(last.length * columns);
  const running = new Float64Array(columns);
  let w = 0;
  for (let t = 0; t <= at; t++) {
    for (let c = 0; c < columns; c++) {
      running[c] = (running[c] as number) + (flow[t * columns + c] as number);
    }
    if (last[w] === t) value.set(running, w++ * columns);
  }
  return {day: last.map((t) => days[t] as number), value};
}
