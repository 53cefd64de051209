import {trailingMean} from "./trailing-mean.js";
import {YEAR_ROWS} from "./window.js";

/** One day's stocks: columns of one length, money in CNY, NaN where unknown. */
export interface StockDay {
  /** Total return of the day; NaN when suspended. */
  readonly ret: ArrayLike<number>;
  /** Market value at the close, and at the close before (weight of the return). */
  readonly cap: ArrayLike<number>;
  readonly capBefore: ArrayLike<number>;
  readonly amount: ArrayLike<number>;
  readonly floatCap: ArrayLike<number>;
  readonly book: ArrayLike<number>;
  /** Trailing-twelve-month profit and revenue, and the same a year before, as known on the day. */
  readonly profit: ArrayLike<number>;
  readonly profitBefore: ArrayLike<number>;
  readonly revenue: ArrayLike<number>;
  readonly revenueBefore: ArrayLike<number>;
}

const SUMS = [
  "capBook",
  "book",
  "capProfit",
  "profit",
  "profitNow",
  "profitThen",
  "revenueNow",
  "revenueThen",
  "amount",
  "floatCap",
  "weight",
  "weightRet",
  "weightRet2",
  "stocks"
] as const;

/** Running sums by day and group: days × groups each. */
export type CharacterSums = Readonly<Record<(typeof SUMS)[number], Float64Array>>;

/** Empty sums of `days` × `groups`. */
export function characterSums(days: number, groups: number): CharacterSums {
  return Object.fromEntries(SUMS.map((name) => [name, new Float64Array(days * groups)])) as CharacterSums;
}

/**
 * Adds one day's stocks to their groups (0 … groups − 1; negative: none). Each measure sums the stocks that have both
 * of its sides, so that numerator and denominator are of the same stocks.
 */
export function addDay(
  sums: CharacterSums,
  stocks: StockDay,
  {row, group, groups}: {readonly row: number; readonly group: ArrayLike<number>; readonly groups: number}
): void {
  const add = (a: Float64Array, b: Float64Array, at: number, x: number, y: number): void => {
    if (Number.isNaN(x) || Number.isNaN(y)) return;
    a[at] = (a[at] as number) + x;
    b[at] = (b[at] as number) + y;
  };
  for (let i = 0; i < group.length; i++) {
    const g = group[i] as number;
    if (g < 0) continue;
    const at = row * groups + g;
    const cap = stocks.cap[i] as number;
    add(sums.capBook, sums.book, at, cap, stocks.book[i] as number);
    add(sums.capProfit, sums.profit, at, cap, stocks.profit[i] as number);
    add(sums.profitNow, sums.profitThen, at, stocks.profit[i] as number, stocks.profitBefore[i] as number);
    add(
      sums.revenueNow,
      sums.revenueThen,
      at,
      stocks.revenue[i] as number,
      stocks.revenueBefore[i] as number
    );
    add(sums.amount, sums.floatCap, at, stocks.amount[i] as number, stocks.floatCap[i] as number);
    const w = stocks.capBefore[i] as number;
    const r = stocks.ret[i] as number;
    if (!(w > 0) || Number.isNaN(r)) continue;
    sums.weight[at] = (sums.weight[at] as number) + w;
    sums.weightRet[at] = (sums.weightRet[at] as number) + w * r;
    sums.weightRet2[at] = (sums.weightRet2[at] as number) + w * r * r;
    sums.stocks[at] = (sums.stocks[at] as number) + 1;
  }
}

/** Daily character of one group. */
export interface Character {
  readonly lnPb: Float64Array;
  readonly lnPe: Float64Array;
  readonly profitGrowth: Float64Array;
  readonly revenueGrowth: Float64Array;
  /** Mean of 21 days of Σ amount / Σ float capitalisation, a day. */
  readonly turnover: Float64Array;
  /** Mean of 21 days of √Σw(r − r̄)², annual (× √252). */
  readonly crossSectionalVol: Float64Array;
}

export const CHARACTER = [
  "lnPb",
  "lnPe",
  "profitGrowth",
  "revenueGrowth",
  "turnover",
  "crossSectionalVol"
] as const satisfies readonly (keyof Character)[];

/** Days in the means of turnover and cross-sectional volatility. */
const MONTH_ROWS = 21;

/**
 * Character of group `group` by day (methods S2): PB = ΣMV/ΣBE and PE = ΣMV/ΣE, NaN where the sum below is not
 * positive; growth of the summed trailing twelve months over a year, NaN where the base is not positive;
 * cross-sectional volatility (截面波动率) of three stocks or more. Known at each day's close.
 */
export function characterOf(
  sums: CharacterSums,
  {group, groups}: {readonly group: number; readonly groups: number}
): Character {
  const days = sums.weight.length / groups;
  const at = (name: (typeof SUMS)[number], t: number): number => sums[name][t * groups + group] as number;
  const series = (f: (t: number) => number): Float64Array =>
    Float64Array.from({length: days}, (_, t) => f(t));
  const over = (x: number, y: number): number => (y > 0 ? x / y : Number.NaN);
  const dispersion = (t: number): number => {
    const w = at("weight", t);
    if (at("stocks", t) < 3) return Number.NaN;
    return Math.sqrt(Math.max(0, at("weightRet2", t) / w - (at("weightRet", t) / w) ** 2));
  };
  const annual = Math.sqrt(YEAR_ROWS);
  return {
    lnPb: series((t) => Math.log(over(at("capBook", t), at("book", t)))),
    lnPe: series((t) => Math.log(over(at("capProfit", t), at("profit", t)))),
    profitGrowth: series((t) => over(at("profitNow", t), at("profitThen", t)) - 1),
    revenueGrowth: series((t) => over(at("revenueNow", t), at("revenueThen", t)) - 1),
    turnover: trailingMean(
      series((t) => over(at("amount", t), at("floatCap", t))),
      {window: MONTH_ROWS}
    ),
    crossSectionalVol: trailingMean(series(dispersion), {window: MONTH_ROWS}).map((v) => v * annual)
  };
}

/**
 * Character of a style: its top against its bottom quintile. Differences of ln PB, ln PE and growth; ratios of
 * turnover and cross-sectional volatility.
 */
export function topAgainstBottom(top: Character, bottom: Character): Character {
  const less = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, t) => x - (b[t] as number));
  const over = (a: Float64Array, b: Float64Array): Float64Array => a.map((x, t) => x / (b[t] as number));
  return {
    lnPb: less(top.lnPb, bottom.lnPb),
    lnPe: less(top.lnPe, bottom.lnPe),
    profitGrowth: less(top.profitGrowth, bottom.profitGrowth),
    revenueGrowth: less(top.revenueGrowth, bottom.revenueGrowth),
    turnover: over(top.turnover, bottom.turnover),
    crossSectionalVol: over(top.crossSectionalVol, bottom.crossSectionalVol)
  };
}
