import {deflatedSharpe} from "../../../lib/backtest/deflated-sharpe.js";
import {overfitting} from "../../../lib/backtest/overfitting.js";
import {annualReturn, annualVolatility, maxDrawdown} from "../../../lib/backtest/performance.js";
import type {Result} from "../../../lib/backtest/result.js";
import {YEAR} from "../../../lib/backtest/returns.js";
import {type Sharpe, sharpe} from "../../../lib/backtest/sharpe.js";
import {type WalkForward, walkForward} from "../../../lib/backtest/walk-forward.js";
import {variance} from "../../../lib/stats/moments.js";

/** Coordinates of a variant on the grid; text is empty and numbers NaN where they do not apply. */
export interface Point {
  readonly strategy: string;
  readonly seat: string;
  readonly lookback: number;
  readonly threshold: number;
  readonly size: number;
  readonly every: number;
  readonly book: string;
  readonly rule: string;
}

/** One variant that was run: a point of the grid and what came of it. */
export interface Variant extends Point {
  readonly variant: string;
  /** Daily, after costs. */
  readonly returns: Float64Array;
  readonly annual: number;
  readonly gross: number;
  readonly volatility: number;
  readonly sharpe: Sharpe;
  readonly drawdown: number;
  /** Two-sided, a year. */
  readonly turnover: number;
}

/** Every variant of a family that was ever run: what is added is counted, there is no other way in. */
export class Family {
  readonly variants: Variant[] = [];
  private readonly byName = new Map<string, Variant>();

  constructor(readonly name: string) {}

  /** Runs a point once; a point that was run before is not run again, nor counted twice. */
  run(point: Point, backtest: () => Result): Variant {
    const variant = nameOf(point);
    const known = this.byName.get(variant);
    if (known) return known;
    const result = backtest();
    const returns = netReturns(result);
    const gross = result.gross;
    const years = returns.length / YEAR;
    const mean = result.nav.reduce((s, v) => s + v, 0) / result.nav.length;
    const own = {
      ...point,
      variant,
      returns,
      annual: annualReturn(returns),
      gross: (gross.at(-1) ?? Number.NaN) ** (1 / years) - 1,
      volatility: annualVolatility(returns),
      sharpe: sharpe(returns),
      drawdown: maxDrawdown(returns),
      turnover: result.traded.reduce((s, v) => s + v, 0) / mean / years
    };
    this.variants.push(own);
    this.byName.set(variant, own);
    return own;
  }

  find(point: Point): Variant {
    const own = this.byName.get(nameOf(point));
    if (!own) throw new Error(`${this.name} has no variant ${nameOf(point)}`);
    return own;
  }

  /** The variant of the highest value; NaN never wins. */
  best(value: (v: Variant) => number): Variant {
    return this.variants.reduce((a, b) => (value(b) > value(a) || Number.isNaN(value(a)) ? b : a));
  }

  /** Probability that the ratio is no luck of the best of all variants run. */
  deflated({sharpe}: Pick<Variant, "sharpe">): number {
    const ratios = this.variants.map((v) => v.sharpe.period).filter((r) => !Number.isNaN(r));
    return deflatedSharpe(sharpe, {trials: ratios.length, variance: variance(ratios)});
  }

  private matrix() {
    const periods = this.variants[0]?.returns.length ?? 0;
    const variants = this.variants.length;
    const returns = new Float64Array(periods * variants);
    this.variants.forEach((v, j) => {
      for (let t = 0; t < periods; t++) returns[t * variants + j] = v.returns[t] as number;
    });
    return {returns, periods, variants};
  }

  overfitting() {
    return overfitting(this.matrix());
  }

  /** Chosen each year on the two years before it; empty where there are too few days. */
  walk({train = 2 * YEAR, test = YEAR} = {}): WalkForward {
    return walkForward(this.matrix(), {train, test});
  }
}

/** Daily returns of the NAV, the first row left out: nothing is invested at it. */
export const netReturns = ({nav}: Result): Float64Array =>
  Float64Array.from({length: nav.length - 1}, (_, t) => (nav[t + 1] as number) / (nav[t] as number) - 1);

const nameOf = ({strategy, seat, lookback, threshold, size, every, book, rule}: Point): string =>
  [
    strategy,
    seat,
    Number.isNaN(lookback) ? "" : `N${lookback}`,
    Number.isNaN(threshold) ? "" : `T${threshold}`,
    `H${size}`,
    `F${every}`,
    book,
    rule
  ]
    .filter(Boolean)
    .join("/");
