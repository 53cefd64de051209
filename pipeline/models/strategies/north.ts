import {bookReturns} from "../../../lib/backtest/book-returns.js";
import {backtest} from "../../../lib/backtest/engine.js";
import {openReturns} from "../../../lib/backtest/open-returns.js";
import {annualReturn} from "../../../lib/backtest/performance.js";
import {pickTop} from "../../../lib/backtest/pick-top.js";
import {placeboBooks} from "../../../lib/backtest/placebo.js";
import type {Result} from "../../../lib/backtest/result.js";
import {sharpeRatio} from "../../../lib/backtest/sharpe.js";
import {topN} from "../../../lib/backtest/top-n.js";
import {seatDiffusion, seatPace} from "../../../lib/flow/seat-signals.js";
import {Family, type Point} from "./family.js";
import {eligibleAt, type Northbound} from "./seats.js";
import {HALF_SPREAD, tradingCosts} from "./trading-costs.js";

export const ALL_SEATS = "*";

export interface NorthGrid {
  readonly lookbacks: readonly number[];
  readonly sizes: readonly number[];
  readonly everies: readonly number[];
  readonly thresholds: readonly number[];
  /** CNY. */
  readonly capital: number;
}

/** Report B's own points. */
export const NORTH_1 = {lookback: 230, size: 5, every: 15} as const;
export const NORTH_2 = {lookback: 20, size: 5, every: 15} as const;
export const NORTH_3 = {...NORTH_2, threshold: 0.6} as const;

/** Runs northbound strategies; every signal of a row is known before the open of the next. */
export class NorthRunner {
  readonly family = new Family("north");
  /** First row on which a book is chosen: the same for every variant. */
  readonly from: number;
  private readonly allowed = new Map<number, Uint8Array>();
  private readonly scores = new Map<string, Float64Array>();

  constructor(
    readonly north: Northbound,
    private readonly grid: NorthGrid
  ) {
    this.from = Math.max(...grid.lookbacks);
  }

  /** Whether there are days enough to choose and to hold. */
  get possible(): boolean {
    return this.north.last - this.from > 100;
  }

  point(strategy: string, own: Partial<Point>): Point {
    return {
      strategy,
      seat: ALL_SEATS,
      lookback: Number.NaN,
      threshold: Number.NaN,
      size: 0,
      every: 0,
      book: "top",
      rule: "",
      ...own
    };
  }

  /** The whole grid: strategy 1 by seat, strategy 2 by all seats together, strategy 3 with diffusion. */
  runGrid(): void {
    const {lookbacks, sizes, everies, thresholds} = this.grid;
    const run = (own: Partial<Point>, strategy: string): void => {
      for (const size of sizes) {
        for (const every of everies) {
          const point = this.point(strategy, {...own, size, every});
          this.family.run(point, () => this.backtest(point));
        }
      }
      this.scores.clear();
    };
    for (const lookback of lookbacks) {
      for (const seat of this.north.seats) run({seat, lookback}, "north_1");
      run({lookback}, "north_2");
    }
    for (const threshold of thresholds) run({lookback: NORTH_3.lookback, threshold}, "north_3");
  }

  backtest(point: Point, {delay = 1, capital = this.grid.capital} = {}): Result {
    const {market, last} = this.north;
    return backtest(
      market,
      topN({n: point.size, rows: this.rowsOf(point.every), signal: (row) => this.signal(point, row)}),
      {from: this.from, to: last, delay, capital}
    );
  }

  /** 1 on rows at whose close a book is chosen. */
  rowsOf(every: number): Uint8Array {
    return this.north.market.days.reduce((rows, _, t) => {
      if (t >= this.from && t < this.north.last && (t - this.from) % every === 0) rows[t] = 1;
      return rows;
    }, new Uint8Array(this.north.market.days.length));
  }

  /** Scores at a row's close; NaN where the stock may not be bought or meets no condition. */
  signal({seat, lookback, threshold}: Point, row: number): Float64Array {
    const key = `${seat}/${lookback}/${threshold}/${row}`;
    const known = this.scores.get(key);
    if (known) return known;
    const {panel, seats} = this.north;
    const scores = seatPace(panel, {
      row,
      lookback,
      ...(seat === ALL_SEATS ? {} : {seat: seats.indexOf(seat)})
    });
    const diffusion = Number.isNaN(threshold) ? undefined : seatDiffusion(panel, {row, lookback});
    const allowed = this.eligible(row);
    for (let i = 0; i < scores.length; i++) {
      if (allowed[i] === 0 || (diffusion && !((diffusion[i] as number) >= threshold))) scores[i] = Number.NaN;
    }
    this.scores.set(key, scores);
    return scores;
  }

  eligible(row: number): Uint8Array {
    const known = this.allowed.get(row);
    if (known) return known;
    const own = eligibleAt(this.north, row);
    this.allowed.set(row, own);
    return own;
  }

  /** Rows of a frequency, and of each the stocks that have a score, best first. */
  private books(point: Point): {readonly rows: number[]; readonly ranked: Int32Array[]} {
    const rows = Array.from(this.rowsOf(point.every).keys()).filter((t) => this.rowsOf(point.every)[t] === 1);
    return {
      rows: rows.map((t) => t + 1),
      ranked: rows.map((t) => {
        const scores = this.signal(point, t);
        return pickTop(scores, scores.length);
      })
    };
  }

  private arithmetic() {
    const {market, last} = this.north;
    const rates = tradingCosts(market.days);
    const costs = {buy: rates.buy.map((c) => c + HALF_SPREAD), sell: rates.sell.map((c) => c + HALF_SPREAD)};
    return {returns: openReturns(market), assets: market.codes.length, to: last - 1, costs};
  }

  /** Curves of the five fifths by score, the largest increase last: daily returns from `from + 1`. */
  quintiles(point: Point): Float64Array[] {
    const {rows, ranked} = this.books(point);
    const {returns, ...options} = this.arithmetic();
    return [4, 3, 2, 1, 0].map((fifth) => {
      const books = ranked.map((own) =>
        own.slice(Math.round((own.length * fifth) / 5), Math.round((own.length * (fifth + 1)) / 5))
      );
      return bookReturns(returns, {rows, books}, options).slice(this.from + 1);
    });
  }

  /** The same arithmetic for the strategy's own books (first) and for random ones from the same lists. */
  placebo(point: Point, {draws, seed}: {readonly draws: number; readonly seed: number}) {
    const {rows, ranked} = this.books(point);
    const {returns, ...options} = this.arithmetic();
    const figures = (books: readonly Int32Array[]): {readonly annual: number; readonly sharpe: number} => {
      const own = bookReturns(returns, {rows, books}, options).slice(this.from + 1);
      return {annual: annualReturn(own), sharpe: sharpeRatio(own)};
    };
    return [
      figures(ranked.map((own) => own.slice(0, point.size))),
      ...Array.from({length: draws}, (_, d) =>
        figures(placeboBooks(ranked, {size: point.size, seed, draw: d + 1}))
      )
    ];
  }
}
