import {alphaBeta} from "../../../lib/backtest/alpha-beta.js";
import {annualReturn, annualVolatility, maxDrawdown, sortino} from "../../../lib/backtest/performance.js";
import {periodReturns} from "../../../lib/backtest/period-returns.js";
import {EVENTS, REASONS, type Result} from "../../../lib/backtest/result.js";
import {levelsOf, returnsOf, YEAR} from "../../../lib/backtest/returns.js";
import {sharpe} from "../../../lib/backtest/sharpe.js";
import {yearTable} from "../../../lib/backtest/year-table.js";
import {Rows} from "../northbound/rows.js";
import {netReturns} from "./family.js";

const STATS = [
  "annual_return",
  "volatility",
  "sharpe",
  "sharpe_se",
  "max_drawdown",
  "calmar",
  "turnover",
  "cost",
  "excess",
  "dsr",
  "pbo",
  "gross_return",
  "benchmark",
  "sortino",
  "alpha",
  "alpha_t",
  "beta",
  "win_month",
  "placebo"
] as const;

export const statRows = () => new Rows([], ["strategy", "year"], STATS);
export const navRows = () =>
  new Rows(["date"], ["strategy"], ["nav", "nav_gross", "benchmark", "benchmark_2"]);
export const fillRows = () =>
  new Rows(["date"], ["strategy", "code", "side", "reason"], ["line", "shares", "price", "cost", "cash"]);

/** A strategy's daily returns beside its benchmarks', all from the second of `days` on. */
export interface Track {
  readonly strategy: string;
  /** One longer than the returns. */
  readonly days: Int32Array;
  readonly net: Float64Array;
  readonly gross: Float64Array;
  readonly benchmark: Float64Array;
  readonly benchmark2?: Float64Array;
  /** Two-sided, as a share of the book, by day; empty where unknown. */
  readonly traded: Float64Array;
}

/** The track of a backtest; benchmark levels are by day of the result. */
export function trackOf(
  strategy: string,
  result: Result,
  {benchmark, benchmark2}: {readonly benchmark: Float64Array; readonly benchmark2?: Float64Array}
): Track {
  return {
    strategy,
    days: result.days,
    net: netReturns(result),
    gross: returnsOf(result.gross),
    benchmark: moves(benchmark),
    ...(benchmark2 ? {benchmark2: moves(benchmark2)} : {}),
    traded: result.traded.slice(1).map((v, t) => v / (result.nav[t] as number))
  };
}

/** Returns of an index's levels; 0 where a level is missing. */
export const moves = (levels: Float64Array): Float64Array =>
  Float64Array.from({length: levels.length - 1}, (_, t) => {
    const r = (levels[t + 1] as number) / (levels[t] as number) - 1;
    return Number.isFinite(r) ? r : 0;
  });

export function addNav(rows: ReturnType<typeof navRows>, track: Track): void {
  const {strategy, days, net, gross, benchmark, benchmark2} = track;
  const [nav, before, index] = [levelsOf(net), levelsOf(gross), levelsOf(benchmark)];
  const second = benchmark2 ? levelsOf(benchmark2) : undefined;
  days.forEach((date, t) => {
    rows.add({
      strategy,
      date,
      nav: nav[t] as number,
      nav_gross: before[t] as number,
      benchmark: index[t] as number,
      benchmark_2: second?.[t] ?? Number.NaN
    });
  });
}

/** What only the whole sample can say. */
export interface Honesty {
  readonly dsr: number;
  readonly pbo: number;
  /** Percentile among random books, NaN where there are none. */
  readonly placebo: number;
}

/** The whole sample and every calendar year; a year's return and cost are its own, not annual. */
export function addStats(rows: ReturnType<typeof statRows>, track: Track, honesty: Honesty): void {
  const {strategy, days, net, gross, benchmark, traded} = track;
  const own = days.subarray(1);
  const whole = sharpe(net);
  const {alpha, alphaT, beta} = alphaBeta(net, benchmark);
  const annual = annualReturn(net);
  const fall = maxDrawdown(net);
  const paid = gross.map((g, t) => g - (net[t] as number));
  const yearly = (x: Float64Array): number =>
    x.length === 0 ? Number.NaN : (x.reduce((s, v) => s + v, 0) / x.length) * YEAR;
  const months = periodReturns(net, own, "month").value;
  rows.add({
    strategy,
    year: "all",
    annual_return: annual,
    volatility: annualVolatility(net),
    sharpe: whole.ratio,
    sharpe_se: whole.standardError,
    max_drawdown: fall,
    calmar: fall < 0 ? annual / -fall : Number.NaN,
    turnover: yearly(traded),
    cost: yearly(paid),
    excess: annual - annualReturn(benchmark),
    ...honesty,
    gross_return: annualReturn(gross),
    benchmark: annualReturn(benchmark),
    sortino: sortino(net),
    alpha,
    alpha_t: alphaT,
    beta,
    win_month: months.filter((r) => r > 0).length / months.length
  });
  const grossYears = periodReturns(gross, own, "year");
  yearTable(net, own, {benchmark}).forEach((year, k) => {
    const [from, to] = [grossYears.from[k] as number, grossYears.to[k] as number];
    const sum = (x: Float64Array): number =>
      x.length === 0 ? Number.NaN : x.subarray(from, to).reduce((s, v) => s + v, 0);
    const months = periodReturns(net.subarray(from, to), own.subarray(from, to), "month").value;
    rows.add({
      strategy,
      year: String(year.year),
      annual_return: year.return,
      volatility: year.volatility,
      sharpe: year.sharpe,
      sharpe_se: year.sharpeError,
      max_drawdown: year.maxDrawdown,
      calmar: Number.NaN,
      turnover: sum(traded),
      cost: sum(paid),
      excess: year.excess,
      dsr: Number.NaN,
      pbo: Number.NaN,
      placebo: Number.NaN,
      gross_return: grossYears.value[k] as number,
      benchmark: year.benchmark,
      sortino: sortino(net.subarray(from, to)),
      alpha: Number.NaN,
      alpha_t: Number.NaN,
      beta: Number.NaN,
      win_month: months.filter((r) => r > 0).length / months.length
    });
  });
}

/** Every line that moved cash or shares, in CNY: with the capital and the closes they add up to the NAV. */
export function addFills(
  rows: ReturnType<typeof fillRows>,
  strategy: string,
  {
    result,
    market
  }: {
    readonly result: Result;
    readonly market: {
      readonly codes: readonly string[];
      readonly days: Int32Array;
      readonly venue: "cn" | "hk";
    };
  }
): void {
  const {ledger} = result;
  const tick = market.venue === "cn" ? 100 : 1000;
  for (let k = 0; k < ledger.row.length; k++) {
    const paid = (["commission", "stamp", "transfer", "levy", "slippage"] as const).reduce(
      (s, kind) => s + (ledger[kind][k] as number),
      0
    );
    rows.add({
      strategy,
      date: market.days[ledger.row[k] as number] as number,
      code: market.codes[ledger.asset[k] as number] ?? "",
      side: EVENTS[ledger.event[k] as number] ?? "",
      reason: REASONS[ledger.reason[k] as number] ?? "",
      line: k + 1,
      shares: ledger.shares[k] as number,
      price: (ledger.price[k] as number) / tick,
      cost: paid / 100,
      cash: (ledger.cash[k] as number) / 100
    });
  }
}
