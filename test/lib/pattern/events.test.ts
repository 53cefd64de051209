import {describe, expect, it} from "vitest";
import {blockMeans} from "../../../lib/pattern/block-mean.js";
import {clusteredMean} from "../../../lib/pattern/clustered-mean.js";
import {eventTrade, type TradedBars} from "../../../lib/pattern/event-return.js";
import {eventSummary} from "../../../lib/pattern/event-summary.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";

/** Seven bars; the stock does not trade on market day 4. */
const bars: TradedBars = {
  open: Float64Array.of(10, 11, 12, 13, 14, 15, 16),
  high: Float64Array.of(10.5, 11.5, 12.5, 19, 14.5, 15.5, 16.5),
  close: Float64Array.of(10.2, 11.2, 12.2, 13.2, 14.2, 15.2, 16.2),
  day: Int32Array.of(0, 1, 2, 3, 5, 6, 7),
  lockedUp: new Uint8Array(7),
  lockedDown: new Uint8Array(7)
};

describe("eventTrade", () => {
  it("buys at the next open and sells at the close of the day `hold` nights on", () => {
    expect(eventTrade(bars, 0, {rule: "next_open", hold: 1})).toEqual({
      entry: 1,
      exit: 2,
      bought: 11,
      sold: 12.2
    });
    expect(eventTrade(bars, 0, {rule: "next_open", hold: 2})).toEqual({
      entry: 1,
      exit: 3,
      bought: 11,
      sold: 13.2
    });
  });
  it("waits out a suspension", () => {
    // due on day 4, on which the stock rests: sold on day 5
    expect(eventTrade(bars, 0, {rule: "next_open", hold: 3})).toMatchObject({exit: 4, sold: 14.2});
  });
  it("waits while the close is at its lower limit", () => {
    const locked = {...bars, lockedDown: bars.lockedDown.with(2, 1)};
    expect(eventTrade(locked, 0, {rule: "next_open", hold: 1})).toMatchObject({exit: 3, sold: 13.2});
  });
  it("is void at an open at the limit, and on a day without trading", () => {
    const none = {entry: -1, exit: -1, bought: Number.NaN, sold: Number.NaN};
    const locked = {...bars, lockedUp: bars.lockedUp.with(1, 1)};
    expect(eventTrade(locked, 0, {rule: "next_open", hold: 1})).toEqual(none);
    expect(eventTrade(locked, 0, {rule: "max_favourable", hold: 1})).toEqual(none);
    expect(eventTrade(bars, 3, {rule: "next_open", hold: 1})).toEqual(none);
    expect(eventTrade(bars, 6, {rule: "next_open", hold: 1})).toEqual(none);
    expect(eventTrade(locked, 0, {rule: "signal_close", hold: 1}).sold).toBe(11.2);
  });
  it("never sells on the day of the purchase", () => {
    for (const rule of [
      "next_open",
      "signal_close",
      "max_favourable",
      "signal_open",
      "signal_open_best"
    ] as const)
      expect(eventTrade(bars, 1, {rule, hold: 1}).exit).toBeGreaterThan(
        eventTrade(bars, 1, {rule, hold: 1}).entry
      );
  });
  it("takes the highest price of the days held, not of the day of purchase, in hindsight", () => {
    expect(eventTrade(bars, 0, {rule: "max_favourable", hold: 2})).toMatchObject({bought: 11, sold: 19});
    expect(eventTrade(bars, 2, {rule: "max_favourable", hold: 2})).toMatchObject({entry: 3, sold: 14.5});
  });
  it("buys at the close or the open of the signal's own day", () => {
    expect(eventTrade(bars, 1, {rule: "signal_close", hold: 1})).toMatchObject({bought: 11.2, sold: 12.2});
    expect(eventTrade(bars, 1, {rule: "signal_open", hold: 1})).toMatchObject({bought: 11, sold: 12.2});
    expect(eventTrade(bars, 1, {rule: "signal_open_best", hold: 2})).toMatchObject({bought: 11, sold: 19});
  });
  it("has no outcome where the data end first", () => {
    expect(eventTrade(bars, 5, {rule: "next_open", hold: 1})).toEqual({
      entry: 6,
      exit: -1,
      bought: 16,
      sold: Number.NaN
    });
  });
  it("refuses to hold for no night", () => {
    expect(() => eventTrade(bars, 0, {rule: "next_open", hold: 0})).toThrow(
      "hold must be a whole number from 1, got 0"
    );
  });
});

describe("eventSummary", () => {
  it("is worked by hand; ties are no win, missing ones do not count", () => {
    expect(eventSummary([0.1, -0.05, 0, Number.NaN, 0.2, -0.15])).toEqual({
      n: 5,
      winRate: 0.4,
      payoff: expect.closeTo(0.15 / 0.1, 12),
      mean: expect.closeTo(0.02, 12),
      median: 0
    });
    expect(eventSummary([])).toMatchObject({n: 0, winRate: Number.NaN, payoff: Number.NaN, mean: Number.NaN});
  });
});

describe("clusteredMean", () => {
  it("is worked by hand: two days", () => {
    // mean 0.02; day sums of deviations 0.04 and −0.04; √(2 × 0.0032 / 1) / 4 = 0.02
    const {mean, lo, hi, clusters} = clusteredMean([0.03, 0.05, 0, 0], [0, 0, 1, 1], {z: 1});
    expect([mean, clusters]).toEqual([0.02, 2]);
    expect(hi - mean).toBeCloseTo(0.02, 12);
    expect(mean - lo).toBeCloseTo(0.02, 12);
  });
  it("is the plain standard error when every event has a day of its own", () => {
    const x = [0.01, 0.03, -0.02, 0.05, 0];
    const mean = 0.014;
    const s2 = x.reduce((s, v) => s + (v - mean) ** 2, 0) / 4;
    expect(clusteredMean(x, [0, 1, 2, 3, 4], {z: 1}).hi - mean).toBeCloseTo(Math.sqrt(s2 / 5), 12);
  });
  it("has no interval of one day", () => {
    expect(clusteredMean([1, 2], [3, 3])).toEqual({mean: 1.5, lo: Number.NaN, hi: Number.NaN, clusters: 1});
  });
});

describe("blockMeans", () => {
  const rng = createRng(3, "block means");
  const day = Int32Array.from({length: 4000}, (_, e) => Math.floor(e / 8));
  const shock = Float64Array.from({length: 500}, () => 0.02 * normal(rng));
  const together = Float64Array.from(day, (t) => (shock[t] as number) + 0.01 * normal(rng));
  it("is as wide as the days are few, not as the events are many", () => {
    const [whole] = blockMeans([together], day, {days: 500, block: 1, draws: 400});
    const apart = Int32Array.from(day.keys());
    const [naive] = blockMeans([together], apart, {days: 4000, block: 1, draws: 400});
    const wide = (i: {lo: number; hi: number} | undefined): number => (i?.hi ?? 0) - (i?.lo ?? 0);
    expect(wide(whole) / wide(naive)).toBeGreaterThan(2);
    expect(wide(whole)).toBeCloseTo(2 * 1.96 * Math.sqrt((0.0004 + 0.0001 / 8) / 500), 3);
  });
  it("gives the same interval for the same seed, and none where there are no values", () => {
    const options = {days: 500, draws: 50, seed: 4};
    expect(blockMeans([together], day, options)).toEqual(blockMeans([together], day, options));
    expect(blockMeans([together.map(() => Number.NaN)], day, options)).toEqual([
      {lo: Number.NaN, hi: Number.NaN}
    ]);
  });
  it("refuses days outside the sample", () => {
    expect(() => blockMeans([[1]], [7], {days: 7})).toThrow("day must lie in [0, 7), got 7");
  });
});
