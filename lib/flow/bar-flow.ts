import {activeRatio} from "./active-ratio.js";
import {checkPanel, type PanelSize} from "./panel.js";
import {inSession} from "./session.js";

/** Bars within days, as columns sorted by day and time. */
export interface IntradayBars {
  /** Row of the day in the panels. */
  readonly row: ArrayLike<number>;
  /** Second of the day at which the bar ends. */
  readonly time: ArrayLike<number>;
  /** Column of the stock in the panels; −1 leaves the bar out. */
  readonly asset: ArrayLike<number>;
  readonly open: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly close: ArrayLike<number>;
  /** CNY. */
  readonly amount: ArrayLike<number>;
}

export interface BarFlowOptions extends PanelSize {
  /** Reference price of each stock-day, dates × assets: the open of the first bar is joined to it. */
  readonly previous: Float64Array;
  /** Price limits, dates × assets; NaN or absent where unknown. */
  readonly limitUp?: Float64Array;
  readonly limitDown?: Float64Array;
}

export interface BarFlow {
  /** CNY, dates × assets; NaN where a stock-day has no bar that counts. */
  readonly net: Float64Array;
  /** CNY traded in the bars that count. */
  readonly amount: Float64Array;
  /** Bars that end outside the sessions: left out. */
  readonly outside: number;
  /** Bars whose prices contradict each other or are missing: left out. */
  readonly bad: number;
  /** Bars at one price at a limit. */
  readonly locked: number;
}

/** Half of the smallest price step, within which a price is at its limit. */
const HALF_TICK = 0.005;

/**
 * Net active inflow of each stock-day from its intraday bars (重构K线 资金主动净流入): the sum of amount ×
 * `activeRatio`. A stock's first bar of the day is joined to the previous close, so that the gap at the open counts;
 * a bar locked at one price at the limit takes the limit's sign with its whole amount (nobody can trade against the
 * queue but at that price); any other bar at one price is joined to the bar before it. |net| ≤ amount. Known at the
 * close. Throws on wrong sizes and bars out of order.
 */
export function barFlow(bars: IntradayBars, options: BarFlowOptions): BarFlow {
  const {dates, assets, previous, limitUp, limitDown} = options;
  checkPanel({previous, ...(limitUp ? {limitUp} : {}), ...(limitDown ? {limitDown} : {})}, {dates, assets});
  const {row, time, asset, open, high, low, close, amount} = bars;
  const net = new Float64Array(dates * assets).fill(Number.NaN);
  const paid = new Float64Array(dates * assets).fill(Number.NaN);
  const last = new Float64Array(dates * assets).fill(Number.NaN);
  let [outside, bad, locked, before] = [0, 0, 0, Number.NEGATIVE_INFINITY];
  for (let k = 0; k < row.length; k++) {
    const moment = (row[k] as number) * 86_400 + (time[k] as number);
    if (moment < before) throw new RangeError(`bars must be sorted by day and time; row ${k} goes back`);
    before = moment;
    if ((asset[k] as number) < 0) continue;
    if (!inSession(time[k] as number)) {
      outside++;
      continue;
    }
    const i = (row[k] as number) * assets + (asset[k] as number);
    const [h, l, c] = [high[k] as number, low[k] as number, close[k] as number];
    const side = h === l ? limitSide(c, limitUp?.[i], limitDown?.[i]) : 0;
    const first = Number.isNaN(last[i]);
    const reference = first ? (previous[i] as number) : h === l ? (last[i] as number) : Number.NaN;
    const ratio =
      side === 0 ? activeRatio({open: open[k] as number, high: h, low: l, close: c, reference}) : side;
    const a = amount[k] as number;
    if (Number.isNaN(ratio) || !(a >= 0)) {
      bad++;
      continue;
    }
    if (side !== 0) locked++;
    last[i] = c;
    net[i] = (first ? 0 : (net[i] as number)) + a * ratio;
    paid[i] = (first ? 0 : (paid[i] as number)) + a;
  }
  return {net, amount: paid, outside, bad, locked};
}

/** 1 at the upper limit, −1 at the lower, 0 elsewhere and where limits are unknown. */
function limitSide(price: number, up: number | undefined, down: number | undefined): -1 | 0 | 1 {
  if (up !== undefined && price >= up - HALF_TICK) return 1;
  if (down !== undefined && price <= down + HALF_TICK) return -1;
  return 0;
}
