import {deepestFall} from "../stats/drawdown.js";
import {kurtosis, sd, skewness} from "../stats/moments.js";
import {checkReturns, compound, excessOf, YEAR} from "./returns.js";
import {type Sharpe, type SharpeOptions, sharpe} from "./sharpe.js";

/** Geometric annual return: (Π(1 + r))^(year / n) − 1 (年化收益); NaN for no returns. */
export function annualReturn(
  returns: ArrayLike<number>,
  {year = YEAR}: {readonly year?: number} = {}
): number {
  checkReturns(returns);
  return returns.length === 0 ? Number.NaN : (1 + compound(returns)) ** (year / returns.length) - 1;
}

/** Annual volatility: sd (divisor n − 1) × √year (年化波动率); NaN below two returns. */
export const annualVolatility = (
  returns: ArrayLike<number>,
  {year = YEAR}: {readonly year?: number} = {}
): number => sd(returns) * Math.sqrt(year);

/** Deepest fall from a peak, the start counted as one: 0 or negative (最大回撤); 0 for no returns. */
export const maxDrawdown = (returns: ArrayLike<number>): number => deepestFall(returns);

/**
 * Root mean square of the shortfall below a required return a period, divisor n, annual: Sortino and van der Meer
 * (1991), as empyrical. NaN for no returns.
 */
export function downsideDeviation(
  returns: ArrayLike<number>,
  {year = YEAR, required = 0}: {readonly year?: number; readonly required?: number} = {}
): number {
  let total = 0;
  for (let t = 0; t < returns.length; t++) total += Math.min(0, (returns[t] as number) - required) ** 2;
  return returns.length === 0 ? Number.NaN : Math.sqrt((total / returns.length) * year);
}

/** Annual mean excess over a required return a period ÷ downside deviation; NaN without a shortfall. */
export function sortino(
  returns: ArrayLike<number>,
  {year = YEAR, required = 0}: {readonly year?: number; readonly required?: number} = {}
): number {
  const below = downsideDeviation(returns, {year, required});
  let total = 0;
  for (let t = 0; t < returns.length; t++) total += (returns[t] as number) - required;
  return below > 0 ? ((total / returns.length) * year) / below : Number.NaN;
}

/** Annual return ÷ |maximum drawdown| (Young 1991); NaN without a drawdown. */
export function calmar(returns: ArrayLike<number>, {year = YEAR}: {readonly year?: number} = {}): number {
  const fall = maxDrawdown(returns);
  return fall < 0 ? annualReturn(returns, {year}) / -fall : Number.NaN;
}

/** Share of periods with a gain, those without a move counted as none (胜率); NaN for no returns. */
export function winRate(returns: ArrayLike<number>): number {
  const wins = Array.from(returns).filter((r) => r > 0).length;
  return returns.length === 0 ? Number.NaN : wins / returns.length;
}

/** Mean gain ÷ mean loss (盈亏比); NaN without a gain or a loss. */
export function payoff(returns: ArrayLike<number>): number {
  let [gain, gains, loss, losses] = [0, 0, 0, 0];
  for (let t = 0; t < returns.length; t++) {
    const r = returns[t] as number;
    if (r > 0) [gain, gains] = [gain + r, gains + 1];
    if (r < 0) [loss, losses] = [loss - r, losses + 1];
  }
  return gains > 0 && losses > 0 ? gain / gains / (loss / losses) : Number.NaN;
}

/** Annual sd of returns above the benchmark's (跟踪误差); NaN below two. */
export const trackingError = (
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  {year = YEAR}: {readonly year?: number} = {}
): number => annualVolatility(excessOf(returns, benchmark), {year});

/** Sharpe ratio of the returns above the benchmark's, with its errors (信息比率). */
export const informationRatio = (
  returns: ArrayLike<number>,
  benchmark: ArrayLike<number>,
  options: Omit<SharpeOptions, "riskFree"> = {}
): Sharpe => sharpe(returns, {...options, riskFree: benchmark});

export interface Performance {
  readonly n: number;
  readonly total: number;
  readonly annualReturn: number;
  readonly volatility: number;
  readonly sharpe: Sharpe;
  readonly sortino: number;
  readonly maxDrawdown: number;
  readonly calmar: number;
  readonly winRate: number;
  readonly payoff: number;
  readonly skewness: number;
  /** Raw: 3 for a normal law. */
  readonly kurtosis: number;
}

/** The usual figures of a series of simple returns in one object; `riskFree` enters the Sharpe ratio only. */
export function performance(returns: ArrayLike<number>, options: SharpeOptions = {}): Performance {
  const {year = YEAR} = options;
  return {
    n: returns.length,
    total: compound(returns),
    annualReturn: annualReturn(returns, {year}),
    volatility: annualVolatility(returns, {year}),
    sharpe: sharpe(returns, options),
    sortino: sortino(returns, {year}),
    maxDrawdown: maxDrawdown(returns),
    calmar: calmar(returns, {year}),
    winRate: winRate(returns),
    payoff: payoff(returns),
    skewness: skewness(returns),
    kurtosis: kurtosis(returns)
  };
}
