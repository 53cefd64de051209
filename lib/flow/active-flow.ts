import {activeRatio} from "./active-ratio.js";
import {checkPanel, type PanelSize} from "./panel.js";

/** Daily bars as panels, dates × assets; NaN where a stock has none. Prices as traded, not adjusted. */
export interface DailyBars {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** The exchange's reference: the last close, less what went ex. */
  readonly previous: Float64Array;
  /** CNY traded. */
  readonly amount: Float64Array;
}

/**
 * Net active inflow of each stock-day from its daily bar (资金主动净流入, 日线口径), CNY: amount × `activeRatio`
 * with the previous close as the open. |net| ≤ amount. NaN where a stock has no bar or a bar that contradicts
 * itself; 0 on a day without trade. Known at the close. Throws on wrong sizes and negative amounts.
 */
export function activeFlow(
  {open, high, low, close, previous, amount}: DailyBars,
  {dates, assets}: PanelSize
): Float64Array {
  checkPanel({open, high, low, close, previous, amount}, {dates, assets});
  const net = new Float64Array(dates * assets).fill(Number.NaN);
  for (let i = 0; i < net.length; i++) {
    const paid = amount[i] as number;
    if (paid < 0) throw new RangeError(`amount must not be negative, got ${paid} at ${i}`);
    if (paid === 0) net[i] = 0;
    if (!(paid > 0)) continue;
    net[i] =
      paid *
      activeRatio({
        open: open[i] as number,
        high: high[i] as number,
        low: low[i] as number,
        close: close[i] as number,
        reference: previous[i] as number
      });
  }
  return net;
}
