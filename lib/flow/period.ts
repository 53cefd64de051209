import type {HoldingPanel} from "./northbound.js";
import {checkPanel, type PanelSize} from "./panel.js";

export interface PeriodPanel extends HoldingPanel {
  /** Shares traded each day, the weights of the period's average price. */
  readonly volume: Float64Array;
}

export interface PeriodOptions extends PanelSize {
  /** Row of the earlier report; its own trades are not in the period. */
  readonly from: number;
  /** Row of the later report. */
  readonly to: number;
  /** Shares of each asset held after row `from`; NaN where not held. */
  readonly held: Float64Array;
}

export interface PeriodFlow {
  /** CNY of each asset at the period's average price; NaN where the later holding is not reported. */
  readonly flow: Float64Array;
  /** The same change at the cheapest and the dearest price of the period, in ascending order. */
  readonly lo: Float64Array;
  readonly hi: Float64Array;
  /** Shares held after row `to`; NaN where never reported. */
  readonly held: Float64Array;
}

/**
 * Net flow between two reports that lie a quarter apart (季度持股变动): the change of the holding, net of splits
 * and bonuses, at the volume-weighted average price of the days between, and at their lowest and highest price.
 * Prices and volumes are put on the share basis of the period's end. Days between are never given a flow.
 * A holding first reported at the end was bought in the period. Throws on wrong sizes and rows out of order.
 */
export function periodFlow(
  {shares, factor, price, low, high, volume}: PeriodPanel,
  {dates, assets, from, to, held}: PeriodOptions
): PeriodFlow {
  checkPanel({shares, factor, price, low, high, volume}, {dates, assets});
  if (!(from >= 0 && from < to && to < dates)) {
    throw new RangeError(`to must be a row after from = ${from} and before ${dates}, got ${to}`);
  }
  const flow = new Float64Array(assets);
  const lo = new Float64Array(assets);
  const hi = new Float64Array(assets);
  const after = new Float64Array(assets);
  for (let a = 0; a < assets; a++) {
    let k = 1;
    let paid = 0;
    let traded = 0;
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let t = to; t > from; t--) {
      const i = t * assets + a;
      const v = volume[i] as number;
      if (v > 0) {
        paid += (price[i] as number) * v;
        traded += v * k;
        least = Math.min(least, (low[i] as number) / k);
        most = Math.max(most, (high[i] as number) / k);
      }
      k *= factor[i] as number;
    }
    const last = price[to * assets + a] as number;
    const now = shares[to * assets + a] as number;
    const before = (held[a] as number) * k;
    const change = now - (Number.isNaN(before) ? 0 : before);
    const ends = traded > 0 ? [change * least, change * most] : [change * last, change * last];
    flow[a] = change === 0 ? 0 : change * (traded > 0 ? paid / traded : last);
    lo[a] = change === 0 ? 0 : Math.min(...ends);
    hi[a] = change === 0 ? 0 : Math.max(...ends);
    after[a] = Number.isNaN(now) ? before : now;
  }
  return {flow, lo, hi, held: after};
}
