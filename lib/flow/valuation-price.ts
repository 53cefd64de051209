import {checkPanel, type PanelSize} from "./panel.js";

/** Daily bars as panels, dates × assets; NaN where there is no bar. */
export interface Bars {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** Shares. */
  readonly volume: Float64Array;
  /** CNY; absent or NaN where the source has none. */
  readonly amount?: Float64Array;
  readonly adjust: Float64Array;
}

/** Prices at which trades of a day are valued, with the day's range; CNY per share. */
export interface Prices {
  readonly price: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * The day's volume-weighted average price (成交均价), dates × assets: amount ÷ volume; the typical price
 * (high + low + close)/3 where the amount is missing; on a day without trade the last close, put on that day's
 * share basis by the adjustment factor, with no range. NaN before a stock's first trade.
 * Known at the close of its day. Throws on wrong sizes.
 */
export function valuationPrice(
  {high, low, close, volume, amount, adjust}: Bars,
  {dates, assets}: PanelSize
): Prices {
  checkPanel({high, low, close, volume, adjust, ...(amount ? {amount} : {})}, {dates, assets});
  const price = new Float64Array(dates * assets).fill(Number.NaN);
  const floor = new Float64Array(dates * assets).fill(Number.NaN);
  const ceiling = new Float64Array(dates * assets).fill(Number.NaN);
  const lastClose = new Float64Array(assets).fill(Number.NaN);
  const lastAdjust = new Float64Array(assets).fill(Number.NaN);
  for (let t = 0, i = 0; t < dates; t++) {
    for (let a = 0; a < assets; a++, i++) {
      const v = volume[i] as number;
      const x = adjust[i] as number;
      const h = high[i] as number;
      const l = low[i] as number;
      const c = close[i] as number;
      if (v > 0 && c > 0) {
        const paid = amount ? (amount[i] as number) : Number.NaN;
        price[i] = paid > 0 ? paid / v : (h + l + c) / 3;
        floor[i] = l;
        ceiling[i] = h;
        lastClose[a] = c;
        lastAdjust[a] = x;
        continue;
      }
      const before = lastAdjust[a] as number;
      const basis = x > 0 && before > 0 ? before / x : 1;
      price[i] = floor[i] = ceiling[i] = (lastClose[a] as number) * basis;
    }
  }
  return {price, low: floor, high: ceiling};
}
