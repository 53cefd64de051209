import {backtest} from "../../../lib/backtest/engine.js";
import {fixedSlots} from "../../../lib/backtest/fixed-slots.js";
import type {BacktestOptions, Stops} from "../../../lib/backtest/options.js";
import type {Result} from "../../../lib/backtest/result.js";
import {sleeves} from "../../../lib/backtest/sleeves.js";
import type {Strategy} from "../../../lib/backtest/strategy.js";
import {Family, type Point} from "./family.js";
import type {Southbound} from "./south-data.js";

export interface SouthGrid {
  readonly lookbacks: readonly number[];
  readonly thresholds: readonly number[];
  readonly holds: readonly number[];
  readonly slots: readonly number[];
  /** CNY. */
  readonly capital: number;
}

/** Least share of the free float that southbound money must hold. */
const LEAST_RATIO = 0.1;
/** No name has more than this part of a sleeve. */
const MOST = 0.2;
const TREND = 20;

/** Stops, targets and the one filter that the dataset can feed; each also runs without the others. */
export const RULES: Readonly<Record<string, {readonly stops?: Stops; readonly trend?: boolean}>> = {
  "": {},
  sl8: {stops: {loss: 0.08}},
  sl12: {stops: {loss: 0.12}},
  tp15: {stops: {gain: 0.15}},
  tp30: {stops: {gain: 0.3}},
  sl8_tp15: {stops: {loss: 0.08, gain: 0.15}},
  ma20: {trend: true}
};

/** The middle of the grid, chosen before any result: what the page's hypothesis is about. */
export const SOUTH_BASE = {lookback: 5, threshold: 0.005, every: 20} as const;

/** Runs southbound strategies; holdings of a row are known before the open of the next. */
export class SouthRunner {
  readonly family = new Family("south");
  readonly from: number;
  private readonly lists = new Map<string, Map<number, Int32Array>>();

  constructor(
    readonly south: Southbound,
    private readonly grid: SouthGrid
  ) {
    this.from = Math.max(TREND, ...grid.lookbacks);
  }

  get possible(): boolean {
    return this.south.market.days.length - this.from > 100;
  }

  point(own: Partial<Point>): Point {
    return {
      strategy: "south",
      seat: "*",
      lookback: Number.NaN,
      threshold: Number.NaN,
      size: 0,
      every: 0,
      book: "sleeves",
      rule: "",
      ...own
    };
  }

  /** Every signal in every book; stops and filters on the base signal, in every book and for every holding period. */
  runGrid(): void {
    const {lookbacks, thresholds, holds, slots} = this.grid;
    const books = [...slots.map((size) => ({book: "slots", size})), {book: "sleeves", size: 0}];
    const run = (own: Partial<Point>): void => {
      for (const every of holds) {
        for (const book of books) {
          const point = this.point({...own, ...book, every});
          this.family.run(point, () => this.backtest(point));
        }
      }
    };
    for (const lookback of lookbacks) for (const threshold of thresholds) run({lookback, threshold});
    const {lookback, threshold} = SOUTH_BASE;
    for (const rule of Object.keys(RULES)) run({lookback, threshold, rule});
  }

  backtest(point: Point, {delay = 1, capital = this.grid.capital} = {}): Result {
    const {market} = this.south;
    const {stops} = RULES[point.rule] ?? {};
    const options: BacktestOptions = {from: this.from, delay, capital, ...(stops ? {stops} : {})};
    if (point.book === "sleeves") {
      return sleeves(market, point.every, (sleeve) => this.sleeve(point, sleeve), options);
    }
    const {size, every} = point;
    return backtest(
      market,
      fixedSlots({slots: size, hold: every, entries: ({row}) => this.signals(point, row)}),
      options
    );
  }

  /** Sleeve s takes the signals of every n-th day from day s on and holds them until its next turn. */
  private sleeve(point: Point, sleeve: number): Strategy {
    return ({row}) => {
      if ((row - this.from) % point.every !== sleeve) return undefined;
      const assets = this.signals(point, row);
      const weight = Math.min(MOST, 1 / assets.length);
      return {targets: {assets, weights: Array.from(assets, () => weight)}};
    };
  }

  /** Stocks whose southbound share rose by more than the threshold and is above 10 %, the largest rise first. */
  signals({lookback, threshold, rule}: Point, row: number): Int32Array {
    const trend = RULES[rule]?.trend === true;
    const key = `${lookback}/${threshold}/${trend}`;
    const known = this.lists.get(key) ?? new Map<number, Int32Array>();
    this.lists.set(key, known);
    const list = known.get(row);
    if (list) return list;
    const {market, ratio} = this.south;
    const assets = market.codes.length;
    const rise = (i: number): number =>
      (ratio[row * assets + i] as number) - (ratio[(row - lookback) * assets + i] as number);
    const own: number[] = [];
    for (let i = 0; i < assets; i++) {
      if (!((ratio[row * assets + i] as number) > LEAST_RATIO) || !(rise(i) > threshold)) continue;
      if (!trend || this.rising(row, i)) own.push(i);
    }
    const sorted = Int32Array.from(own.sort((a, b) => rise(b) - rise(a) || a - b));
    known.set(row, sorted);
    return sorted;
  }

  /** Whether the 20-day mean of closes is above the day before's: its slope is the change of its two ends. */
  private rising(row: number, asset: number): boolean {
    const {close, codes} = this.south.market;
    const [now, then] = [close[row * codes.length + asset], close[(row - TREND) * codes.length + asset]];
    return (now as number) > 0 && (then as number) > 0 && (now as number) > (then as number);
  }
}
