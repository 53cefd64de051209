import type {InformedTracker} from "../../../lib/timing/informed-tracker.js";
import {estimatePin} from "../../../lib/timing/pin.js";
import type {BarBatch} from "./stock-bars.js";

/** Measures of informed trading, each days × stocks; they count where `here` is 1. */
export interface InformedBatch {
  readonly days: Int32Array;
  /** 1 where a stock's day says something. */
  readonly here: Uint8Array;
  /** 1 where a stock has enough days behind it for one of the measures. */
  readonly shown: Uint8Array;
  /** 1 on days on which PIN was fitted. */
  readonly fitted: Uint8Array;
  readonly ia1: Float64Array;
  readonly within: Float64Array;
  readonly vpin: Float64Array;
  readonly pin: Float64Array;
}

/** What is known of the stocks so far. */
export interface Followed {
  readonly trackers: readonly InformedTracker[];
  /** Each stock's last PIN; NaN before the first. */
  readonly pin: Float64Array;
  /** Days of counts that PIN is fitted to. */
  readonly pinDays: number;
}

/**
 * Takes a batch of days, stock by stock, so that what a tracker holds stays at hand for all of them. PIN is fitted on
 * days of which `weekStarts` is 1 and stands until the next.
 */
export function followBatch(
  {days, bars}: BarBatch,
  weekStarts: Uint8Array,
  {trackers, pin: last, pinDays}: Followed
): InformedBatch {
  const stocks = trackers.length;
  const size = days.length * stocks;
  const [here, shown, fitted] = [new Uint8Array(size), new Uint8Array(size), new Uint8Array(days.length)];
  const ia1 = new Float64Array(size);
  const within = new Float64Array(size);
  const vpin = new Float64Array(size);
  const pin = new Float64Array(size);
  for (let col = 0; col < stocks; col++) {
    const at = trackers[col] as InformedTracker;
    for (let row = 0; row < days.length; row++) {
      const i = row * stocks + col;
      if (!at.next(bars(row, col))) continue;
      here[i] = 1;
      const premium = at.premium();
      ia1[i] = premium.pooled;
      within[i] = premium.within;
      vpin[i] = at.vpin;
      const full = at.buys.length >= pinDays;
      if (full && weekStarts[row] === 1) {
        last[col] = estimatePin(at.buys, at.sells).pin;
        fitted[row] = 1;
      }
      pin[i] = last[col] as number;
      shown[i] = full || !Number.isNaN((ia1[i] as number) + (vpin[i] as number)) ? 1 : 0;
    }
  }
  return {days, here, shown, fitted, ia1, within, vpin, pin};
}
