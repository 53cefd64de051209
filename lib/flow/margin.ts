import {checkPanel, type PanelSize} from "./panel.js";

/** Margin trading of each stock-day, dates × assets; NaN where a stock is not on the list. */
export interface MarginPanel {
  /** CNY. */
  readonly balance: Float64Array;
  readonly buy: Float64Array;
  readonly repay: Float64Array;
  /** Shares. */
  readonly shortSell: Float64Array;
  readonly shortRepay: Float64Array;
  /** CNY per share. */
  readonly close: Float64Array;
}

export interface MarginOptions extends PanelSize {
  /** Gap, as a share of the balance, beyond which balance = last balance + buy − repay is broken. */
  readonly tolerance?: number;
  /** Balances of the day before the first row; NaN, or absent, where there are none. */
  readonly before?: Float64Array;
}

export interface MarginFlow {
  /** 融资净买入, CNY. */
  readonly financing: Float64Array;
  /** 融券净卖出, CNY; NaN where the stock has no close. */
  readonly short: Float64Array;
  /** 两融净买入 = financing − short, CNY. */
  readonly net: Float64Array;
  /** Reported balance ÷ (last balance + buy − repay) − 1; NaN where the day before is not reported. */
  readonly gap: Float64Array;
  /** 1 where the gap is beyond the tolerance. */
  readonly broken: Uint8Array;
}

/**
 * Net margin buying of each stock-day (融资融券净买入, S8): financing = buy − repay; short = (sold − repaid) × close;
 * net = financing − short. The accounting identity of the balance is checked against the day before and breaks are
 * marked, not repaired. Published the next morning: known at the close of the next trading day, not of its own.
 * Throws on wrong sizes and a tolerance that is not positive.
 */
export function marginFlow(
  {balance, buy, repay, shortSell, shortRepay, close}: MarginPanel,
  {dates, assets, tolerance = 0.01, before}: MarginOptions
): MarginFlow {
  checkPanel({balance, buy, repay, shortSell, shortRepay, close}, {dates, assets});
  if (before) checkPanel({before}, {dates: 1, assets});
  if (!(tolerance > 0)) throw new RangeError(`tolerance must be positive, got ${tolerance}`);
  const n = dates * assets;
  const financing = new Float64Array(n);
  const short = new Float64Array(n);
  const net = new Float64Array(n);
  const gap = new Float64Array(n).fill(Number.NaN);
  const broken = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    financing[i] = (buy[i] as number) - (repay[i] as number);
    const shares = (shortSell[i] as number) - (shortRepay[i] as number);
    short[i] = shares === 0 ? 0 : shares * (close[i] as number);
    net[i] = (financing[i] as number) - (short[i] as number);
    const last = i < assets ? (before?.[i] ?? Number.NaN) : (balance[i - assets] as number);
    const expected = last + (financing[i] as number);
    const reported = balance[i] as number;
    if (Number.isNaN(expected) || Number.isNaN(reported)) continue;
    gap[i] = reported === expected ? 0 : reported / expected - 1;
    if (!(Math.abs(gap[i] as number) <= tolerance)) broken[i] = 1;
  }
  return {financing, short, net, gap, broken};
}
