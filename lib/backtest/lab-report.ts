import {capacity} from "./capacity.js";
import type {LabMarket} from "./lab-market.js";
import type {LabParameters} from "./lab-parameters.js";
import {performance} from "./performance.js";
import {periodReturns} from "./period-returns.js";
import {COSTS, type Cost, type Ledger, OBSTACLES, type Obstacle, type Result} from "./result.js";
import {returnsOf} from "./returns.js";
import {type YearRow, yearTable} from "./year-table.js";

/** Bars of one stock, by row of the market in CNY, and what it gained. */
export interface LabStock {
  readonly asset: number;
  readonly code: string;
  readonly name: string;
  /** Fen. */
  readonly gain: number;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/** A run of the lab, ready to be drawn. */
export interface LabReport {
  readonly parameters: LabParameters;
  /** From the first purchase day on. */
  readonly days: Int32Array;
  readonly nav: Float64Array;
  readonly gross: Float64Array;
  readonly benchmark: Float64Array | undefined;
  readonly annualReturn: number;
  readonly volatility: number;
  readonly sharpe: number;
  readonly sharpeError: number;
  /** Sharpe ratio of one day and the moments that deflate it. */
  readonly moments: {
    readonly period: number;
    readonly n: number;
    readonly skewness: number;
    readonly kurtosis: number;
  };
  readonly maxDrawdown: number;
  readonly calmar: number;
  /** Traded, both sides, over mean NAV, a year. */
  readonly turnover: number;
  /** Capital, fen, with which 95 % of the fills stay within a tenth of the day's volume. */
  readonly capacity: number;
  readonly years: readonly YearRow[];
  readonly months: {readonly key: Int32Array; readonly value: Float64Array};
  readonly costs: Readonly<Record<Cost, Float64Array>>;
  /** Fen by day, for the costs. */
  readonly navFen: Float64Array;
  readonly obstacles: readonly {readonly obstacle: Obstacle; readonly count: number}[];
  readonly ledger: Ledger;
  /** Of every row of the market, which the ledger and the stocks' bars are counted by. */
  readonly marketDays: Int32Array;
  readonly codes: readonly string[];
  /** The stocks that gained and lost most. */
  readonly stocks: readonly LabStock[];
}

/** What the lab's page draws of a result. */
export function reportOf(lab: LabMarket, parameters: LabParameters, result: Result): LabReport {
  const first = Math.max(0, firstHeld(result) - 1);
  const days = result.days.slice(first);
  const navFen = result.nav.slice(first);
  const own = returnsOf(navFen);
  const bench = lab.benchmark.slice(result.start + first);
  const known = bench.length > 0 && bench.every((x) => x > 0);
  const earned = days.slice(1);
  const figures = performance(own);
  const mean = navFen.reduce((s, v) => s + v, 0) / navFen.length;
  const {key, value} = periodReturns(own, earned, "month");
  const level = (x: Float64Array): Float64Array => x.map((v) => v / (x[0] as number));
  return {
    parameters,
    days,
    nav: level(navFen),
    gross: level(result.gross.slice(first)),
    benchmark: known ? level(bench) : undefined,
    annualReturn: figures.annualReturn,
    volatility: figures.volatility,
    sharpe: figures.sharpe.ratio,
    sharpeError: figures.sharpe.standardError,
    moments: {
      period: figures.sharpe.period,
      n: figures.n,
      skewness: figures.skewness,
      kurtosis: figures.kurtosis
    },
    maxDrawdown: figures.maxDrawdown,
    calmar: figures.calmar,
    turnover: (result.traded.slice(first).reduce((s, v) => s + v, 0) / mean / Math.max(1, own.length)) * 252,
    capacity: capacity(result, lab.market),
    years: own.length > 0 ? yearTable(own, earned, known ? {benchmark: returnsOf(bench)} : {}) : [],
    months: {key, value},
    costs: Object.fromEntries(COSTS.map((kind) => [kind, result.costs[kind].slice(first)])) as Record<
      Cost,
      Float64Array
    >,
    navFen,
    obstacles: countObstacles(result),
    ledger: result.ledger,
    marketDays: lab.market.days,
    codes: lab.market.codes,
    stocks: stocksOf(lab, result)
  };
}

/** First row of a result with anything held; 0 where there is none. */
export const firstHeld = ({held}: Result): number =>
  Math.max(
    0,
    held.findIndex((n) => n > 0)
  );

function countObstacles({rejections}: Result): LabReport["obstacles"] {
  return OBSTACLES.map((obstacle, i) => ({
    obstacle,
    count: rejections.obstacle.filter((o) => o === i).length
  }))
    .filter((o) => o.count > 0)
    .sort((a, b) => b.count - a.count);
}

/** Names with the largest gains and losses: cash that came back, and what is still held at the last close. */
function stocksOf({market, names}: LabMarket, {ledger, start, days}: Result, count = 8): LabStock[] {
  const assets = market.codes.length;
  const gain = new Float64Array(assets);
  const held = new Float64Array(assets);
  for (let i = 0; i < ledger.row.length; i++) {
    const a = ledger.asset[i] as number;
    gain[a] = (gain[a] as number) + (ledger.cash[i] as number);
    held[a] = (held[a] as number) + (ledger.shares[i] as number);
  }
  const end = start + days.length - 1;
  for (let a = 0; a < assets; a++) {
    gain[a] = (gain[a] as number) + (held[a] as number) * (market.close[end * assets + a] as number);
  }
  const traded = [...new Set(ledger.asset)].sort(
    (a, b) => (gain[b] as number) - (gain[a] as number) || a - b
  );
  const half = Math.ceil(count / 2);
  const shown = traded.length <= count ? traded : [...traded.slice(0, half), ...traded.slice(half - count)];
  const column = (panel: Int32Array, a: number): Float64Array =>
    Float64Array.from(market.days, (_, row) => {
      const price = panel[row * assets + a] as number;
      return price > 0 ? price / 100 : Number.NaN;
    });
  return shown.map((a) => ({
    asset: a,
    code: market.codes[a] ?? "",
    name: names[a] ?? "",
    gain: gain[a] as number,
    open: column(market.open, a),
    high: column(market.high, a),
    low: column(market.low, a),
    close: column(market.close, a)
  }));
}
