import {capacity} from "./capacity.js";
import {backtest} from "./engine.js";
import type {LabParameters} from "./lab-parameters.js";
import type {Market} from "./market.js";
import {performance} from "./performance.js";
import {periodReturns} from "./period-returns.js";
import {placeboBooks, placeboRank} from "./placebo.js";
import {rebalanceRows} from "./rebalance-rows.js";
import {COSTS, type Cost, type Ledger, OBSTACLES, type Obstacle, type Result} from "./result.js";
import {returnsOf} from "./returns.js";
import {sharpeRatio} from "./sharpe.js";
import type {Strategy} from "./strategy.js";
import {topN} from "./top-n.js";
import {type YearRow, yearTable} from "./year-table.js";

/** What the lab works on: a subset of the market, who may be bought when, and weekly scores. */
export interface LabMarket {
  readonly market: Market;
  readonly names: readonly string[];
  /** Rows × assets: 1 where the asset was in the universe, as known at that close. */
  readonly eligible: Uint8Array;
  /** Rows at whose close scores are known, ascending. */
  readonly scoreRows: Int32Array;
  /** Each `scoreRows` × assets. */
  readonly scores: ReadonlyMap<string, Float32Array>;
  /** Level by row; NaN where the dataset has no index. */
  readonly benchmark: Float64Array;
}

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

/** The strategy that the parameters say: best (or lowest) scores in the universe, equal weights. */
export function labStrategy(lab: LabMarket, parameters: LabParameters): Strategy {
  const {market, eligible, scoreRows, scores} = lab;
  const assets = market.codes.length;
  const panel = scores.get(parameters.signal);
  if (!panel)
    throw new RangeError(
      `signal must be one of ${[...scores.keys()].join(", ")}, got "${parameters.signal}"`
    );
  const sign = parameters.side === "high" ? 1 : -1;
  const signal = (row: number): Float64Array | undefined => {
    const at = lastAt(scoreRows, row);
    if (at < 0) return undefined;
    return Float64Array.from(panel.subarray(at * assets, (at + 1) * assets), (x) => sign * x);
  };
  return topN({
    signal,
    n: parameters.n,
    keep: parameters.n + Math.round(parameters.n * parameters.buffer),
    rows: rebalanceRows(market.days, parameters.every),
    eligible: (asset, view) => eligible[view.row * assets + asset] === 1 && view.past("close")[asset] !== 0
  });
}

/** Last of ascending rows that is not after `row`; −1 before the first. */
function lastAt(rows: Int32Array, row: number): number {
  let at = rows.length - 1;
  while (at >= 0 && (rows[at] as number) > row) at--;
  return at;
}

const optionsOf = (p: LabParameters) => ({
  capital: p.capital,
  delay: p.delay,
  participation: p.participation,
  costs: {commission: p.commission, least: p.commission > 0 ? 5 : 0, statutory: p.statutory},
  slippage: {spread: p.spread, impact: p.impact},
  stops: {
    ...(p.loss > 0 ? {loss: p.loss} : {}),
    ...(p.gain > 0 ? {gain: p.gain} : {}),
    at: p.stopAt
  }
});

/** Runs the lab's strategy and gathers what its page draws; `progress` hears the share done, from 0 to 1. */
export function runLab(
  lab: LabMarket,
  parameters: LabParameters,
  {progress = () => {}}: {readonly progress?: (share: number) => void} = {}
): LabReport {
  const {market} = lab;
  const inner = labStrategy(lab, parameters);
  const from = Math.max(0, lab.scoreRows[0] ?? 0);
  const step = Math.max(1, Math.floor(market.days.length / 50));
  const strategy: Strategy = (view) => {
    if (view.row % step === 0) progress(view.row / market.days.length);
    return inner(view);
  };
  const result = backtest(market, strategy, {...optionsOf(parameters), from});
  progress(1);
  return reportOf(lab, parameters, result);
}

function reportOf(lab: LabMarket, parameters: LabParameters, result: Result): LabReport {
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

const firstHeld = ({held}: Result): number =>
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

/**
 * What the same rules and costs give with books drawn at random from the same universe on the same days, which keep as
 * many names each time as the strategy does.
 */
export function runPlacebo(
  lab: LabMarket,
  parameters: LabParameters,
  {
    draws = 200,
    progress = () => {}
  }: {readonly draws?: number; readonly progress?: (share: number) => void} = {}
): {readonly p: number; readonly percentile: number; readonly values: Float64Array} {
  const {market, eligible} = lab;
  const assets = market.codes.length;
  const from = Math.max(0, lab.scoreRows[0] ?? 0);
  const rows = rebalanceRows(market.days, parameters.every);
  const dates = Array.from(rows, (_, t) => t).filter((t) => t >= from && rows[t] === 1);
  const lists = dates.map((t) =>
    Array.from({length: assets}, (_, a) => a).filter(
      (a) => eligible[t * assets + a] === 1 && market.close[t * assets + a] !== 0
    )
  );
  const at = new Map(dates.map((t, i) => [t, i]));
  const ratio = (strategy: Strategy): number => {
    const result = backtest(market, strategy, {...optionsOf(parameters), from});
    return sharpeRatio(returnsOf(result.nav.slice(Math.max(0, firstHeld(result) - 1))));
  };
  const inner = labStrategy(lab, parameters);
  const targets = new Map<number, Set<number>>();
  const own = ratio((view) => {
    const decision = inner(view);
    if (decision && "targets" in decision)
      targets.set(view.row, new Set(Array.from(decision.targets.assets)));
    return decision;
  });
  const kept = dates.map((t, i) => {
    const [book, last] = [targets.get(t), targets.get(dates[i - 1] ?? -1)];
    return book && last ? [...book].filter((a) => last.has(a)).length : 0;
  });
  const values = Array.from({length: draws}, (_, draw) => {
    progress(draw / draws);
    const books = placeboBooks(lists, {size: parameters.n, seed: 20240223, draw, kept});
    return ratio(({row}) => {
      const i = at.get(row);
      const book = i === undefined ? undefined : books[i];
      return book ? {targets: {assets: book, weights: Array.from(book, () => 1 / parameters.n)}} : undefined;
    });
  });
  progress(1);
  return placeboRank(own, values);
}
