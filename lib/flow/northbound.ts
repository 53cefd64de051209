import {checkPanel, type PanelSize} from "./panel.js";
import type {Prices} from "./valuation-price.js";

/** Holdings and what they are valued at, dates × assets. */
export interface HoldingPanel extends Prices {
  /** Shares held at the close as reported; NaN where a stock is not reported that day. */
  readonly shares: Float64Array;
  /** Split and bonus factor k, from `shareFactor`. */
  readonly factor: Float64Array;
}

export interface NorthboundOptions extends PanelSize {
  /**
   * For each asset the row of its market's first report: holdings first reported there are a start, not a flow;
   * those first reported later were bought since. Default the first row on which any asset is reported.
   */
  readonly base?: ArrayLike<number>;
}

export interface NorthboundFlow {
  /** CNY, dates × assets; NaN while a stock is not held, and where a change has no price. */
  readonly flow: Float64Array;
  /** Half-width in CNY: every price within the day's range values the change within flow ± band. */
  readonly band: Float64Array;
  /** 1 where a known holding was not reported and is carried forward. */
  readonly carried: Uint8Array;
  /** Shares held after the last row, carried forward; NaN where never reported. */
  readonly held: Float64Array;
}

/**
 * Northbound net flow of each stock (北向资金净流入): (Qₜ − Qₜ₋₁·kₜ)·VWAPₜ.
 *
 * A holding that is not reported (a Hong Kong holiday, a gap) is carried forward with kₜ and has flow 0; the
 * difference is booked on the day it is reported again. One that is never reported again books nothing: whether
 * it was sold or struck from the list is unknown; a reported 0 is a sale. The first row reported is a start.
 * Known when the holdings of the day are. Throws on wrong sizes, negative holdings and factors that are not
 * positive.
 */
export function northboundFlow(
  {shares, factor, price, low, high}: HoldingPanel,
  {dates, assets, base}: NorthboundOptions
): NorthboundFlow {
  checkPanel({shares, factor, price, low, high}, {dates, assets});
  if (base && base.length !== assets) {
    throw new RangeError(`base must hold ${assets} rows, got ${base.length}`);
  }
  const flow = new Float64Array(dates * assets).fill(Number.NaN);
  const band = new Float64Array(dates * assets).fill(Number.NaN);
  const carried = new Uint8Array(dates * assets);
  const held = new Float64Array(assets).fill(Number.NaN);
  const start = firstReport(shares, {dates, assets});
  for (let t = 0, i = 0; t < dates; t++) {
    for (let a = 0; a < assets; a++, i++) {
      const now = shares[i] as number;
      const k = factor[i] as number;
      if (now < 0) throw new RangeError(`shares must not be negative, got ${now} at ${i}`);
      if (!(k > 0)) throw new RangeError(`factor must be positive, got ${k} at ${i}`);
      const known = held[a] as number;
      const before = Number.isNaN(known) ? (t > (base?.[a] ?? start) ? 0 : Number.NaN) : known * k;
      if (Number.isNaN(now)) {
        if (Number.isNaN(known)) continue;
        held[a] = before;
        carried[i] = 1;
        flow[i] = band[i] = 0;
        continue;
      }
      held[a] = now;
      if (Number.isNaN(before)) continue;
      const change = now - before;
      const p = price[i] as number;
      flow[i] = change === 0 ? 0 : change * p;
      const reach = Math.max((high[i] as number) - p, p - (low[i] as number), 0);
      band[i] = change === 0 ? 0 : Math.abs(change) * reach;
    }
  }
  return {flow, band, carried, held};
}

function firstReport(shares: Float64Array, {dates, assets}: PanelSize): number {
  const at = shares.findIndex((x) => !Number.isNaN(x));
  return at < 0 ? dates : Math.floor(at / assets);
}
