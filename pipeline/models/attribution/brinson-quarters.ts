import {brinson} from "../../../lib/attribution/brinson.js";
import type {MonthPrices} from "./month-prices.js";

/** A portfolio's or an index's weights by industry and what each industry's stocks earned; the last column is cash. */
export interface Side {
  readonly weight: Float64Array;
  readonly return: Float64Array;
}

/** Groups stocks into industries; what has no industry goes to the column before cash, and unheld money to cash. */
export function sideOf(
  {code, weight}: {readonly code: ArrayLike<number>; readonly weight: ArrayLike<number>},
  {
    group,
    columns,
    returnOf
  }: {
    readonly group: ArrayLike<number>;
    readonly columns: number;
    readonly returnOf: (code: number) => number;
  }
): Side {
  const sum = new Float64Array(columns);
  const earned = new Float64Array(columns);
  let held = 0;
  for (let i = 0; i < code.length; i++) {
    const id = code[i] as number;
    const w = weight[i] as number;
    const g = (group[id] as number) < 0 ? columns - 2 : (group[id] as number);
    const r = returnOf(id);
    sum[g] = (sum[g] as number) + w;
    earned[g] = (earned[g] as number) + w * (Number.isNaN(r) ? 0 : r);
    held += w;
  }
  sum[columns - 1] = 1 - held;
  return {
    weight: sum,
    return: earned.map((e, g) => ((sum[g] as number) === 0 ? Number.NaN : e / (sum[g] as number)))
  };
}

/** One fund's quarter: effects summed over industries, and what the holdings do not explain. */
export interface Quarter {
  readonly allocation: number;
  readonly selection: number;
  readonly interaction: number;
  readonly unexplained: number;
  readonly active: number;
  readonly portfolio: number;
  readonly benchmark: number;
  readonly disclosed: number;
}

const total = (x: Float64Array): number => x.reduce((a, b) => a + b, 0);

/**
 * Effects of a quarter by the holdings at its start, left alone, against the benchmark's; `fund` is what the fund
 * earned by its net asset value, and its difference from the holdings' return is unexplained.
 */
export function quarterOf(
  holdings: Side,
  benchmark: Side,
  {fund, disclosed}: {readonly fund: number; readonly disclosed: number}
): Quarter {
  const cash = holdings.weight.length - 1;
  const zero = (side: Side): Float64Array => side.return.map((r, i) => (i === cash ? 0 : r));
  const effects = brinson({
    weight: holdings.weight,
    return: zero(holdings),
    benchmarkWeight: benchmark.weight,
    benchmarkReturn: zero(benchmark)
  });
  return {
    allocation: total(effects.allocation),
    selection: total(effects.selection),
    interaction: total(effects.interaction),
    unexplained: fund - effects.portfolio,
    active: fund - effects.benchmark,
    portfolio: fund,
    benchmark: effects.benchmark,
    disclosed
  };
}

/** Growth less one of a stock's price between two month ends. */
export const growthBetween =
  (prices: MonthPrices, from: number, to: number) =>
  (id: number): number =>
    prices.at(id, to) / prices.at(id, from) - 1;
