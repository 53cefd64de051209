import {dateOf, yearOf} from "./dates.js";
import type {Output} from "./output.js";
import type {Plan} from "./plan.js";
import {Rows} from "./rows.js";

interface Portfolio {
  readonly codes: Int32Array;
  readonly weights: Float64Array;
  readonly equity: number;
}

/** A reporting date: the period, when the ten largest are known, and when all are (0 in spring and autumn). */
export interface Report {
  readonly period: number;
  readonly quarterly: number;
  readonly full: number;
}

/**
 * What funds disclose: the ten largest positions within fifteen working days of each quarter, every position with the
 * half-year and annual reports. A row appears once, with the day on which it first became known.
 */
export class Disclosures {
  private readonly holdings: Rows;
  private readonly reports: Rows;

  constructor(
    readonly plan: Plan,
    funds: readonly string[],
    codes: readonly string[]
  ) {
    this.holdings = new Rows(
      {fund: "code", period_end: "day", code: "code", weight: "number", scope: "code", known_date: "day"},
      {fund: funds, code: codes, scope: ["top10", "full"]}
    );
    this.reports = new Rows(
      {fund: "code", period_end: "day", equity_ratio: "number", aum: "number", known_date: "day"},
      {fund: funds}
    );
  }

  /** The report that is drawn up at the close of day `t`, if it is the last trading day of a quarter. */
  due(t: number): Report | undefined {
    const {days} = this.plan.calendar;
    const day = days[t] as number;
    const next = days[t + 1];
    const month = (d: number): number => new Date(d * 86_400_000).getUTCMonth() + 1;
    if (next === undefined || month(next) === month(day) || month(day) % 3 !== 0) return undefined;
    const year = yearOf(day);
    const m = month(day);
    const period = dateOf(year, m, m === 3 || m === 12 ? 31 : 30);
    const quarterly = this.openOn(period + 21);
    const full =
      m === 6 ? this.openOn(dateOf(year, 8, 30)) : m === 12 ? this.openOn(dateOf(year + 1, 3, 30)) : 0;
    return {period, quarterly, full};
  }

  add(report: Report, fund: number, aum: number, {codes, weights, equity}: Portfolio): void {
    const merged = new Map<number, number>();
    codes.forEach((code, k) => {
      if (code >= 0) merged.set(code, (merged.get(code) ?? 0) + (weights[k] as number));
    });
    const ranked = [...merged].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    ranked.forEach(([code, weight], rank) => {
      if (rank >= 10 && report.full === 0) return;
      const known = rank < 10 ? report.quarterly : report.full;
      this.holdings.push(fund, report.period, code, Math.round(weight * 1e4) / 1e4, rank < 10 ? 0 : 1, known);
    });
    this.reports.push(fund, report.period, Math.round(equity * 1e4) / 1e4, Math.round(aum), report.quarterly);
  }

  finish(output: Output): void {
    output.write("fund_holding", this.holdings.take());
    output.write("fund_report", this.reports.take());
  }

  private openOn(day: number): number {
    const {days, at} = this.plan.calendar;
    const position = at(day);
    return position < days.length ? (days[position] as number) : day;
  }
}
