import {describe, expect, it} from "vitest";
import {ema} from "../../../lib/pattern/ema.js";
import {highest, lowest} from "../../../lib/pattern/extreme.js";
import {macd} from "../../../lib/pattern/macd.js";
import {rsi} from "../../../lib/pattern/rsi.js";
import {thinEvents} from "../../../lib/pattern/thin-events.js";
import {createRng} from "../../../lib/random/rng.js";

const rng = createRng(5, "pattern test");
const walk = Float64Array.from({length: 300}, () => 0);
walk.forEach((_, t) => {
  walk[t] = t === 0 ? 10 : (walk[t - 1] as number) * (1 + 0.04 * (rng.uniform() - 0.5));
});

describe("ema", () => {
  it("is worked by hand: span 3 weighs the newest one half", () => {
    expect(Array.from(ema(Float64Array.of(4, 8, 6), 3))).toEqual([4, 6, 6]);
  });
  it("refuses gaps and short spans", () => {
    expect(() => ema(Float64Array.of(1, Number.NaN), 3)).toThrow(
      "x must have no missing values, got NaN at 1"
    );
    expect(() => ema(walk, 0)).toThrow("span must be at least 1, got 0");
  });
});

describe("macd", () => {
  it("is zero on a constant price and scales with the price", () => {
    expect(macd(new Float64Array(50).fill(7)).bar.every((v) => v === 0)).toBe(true);
    const [one, ten] = [macd(walk), macd(walk.map((v) => 10 * v))];
    for (let t = 0; t < walk.length; t++) expect(ten.dif[t]).toBeCloseTo(10 * (one.dif[t] as number), 9);
  });
  it("reads nothing later", () => {
    const whole = macd(walk);
    expect(macd(walk.slice(0, 120)).bar).toEqual(whole.bar.slice(0, 120));
  });
  it("refuses a fast mean that is not fast", () => {
    expect(() => macd(walk, {fast: 26, slow: 12})).toThrow("fast must be below slow 12, got 26");
  });
});

describe("rsi", () => {
  it("is worked by hand", () => {
    // changes +1 −1 | +2 −1: averages over 2: gain 0.5 loss 0.5; then (0.5 + 2)/2, 0.5/2; then 1.25/2, (0.25 + 1)/2
    const value = rsi(Float64Array.of(10, 11, 10, 12, 11), 2);
    expect(Array.from(value.slice(0, 2))).toEqual([Number.NaN, Number.NaN]);
    expect(value[2]).toBeCloseTo(50, 12);
    expect(value[3]).toBeCloseTo((100 * 1.25) / 1.5, 12);
    expect(value[4]).toBeCloseTo(50, 12);
  });
  it("is 100 when prices only rise, 0 when they only fall, 50 when they stand", () => {
    const last = (x: number[]): number => rsi(Float64Array.from(x), 3).at(-1) as number;
    expect(last([1, 2, 3, 4, 5])).toBe(100);
    expect(last([5, 4, 3, 2, 1])).toBe(0);
    expect(last([5, 5, 5, 5, 5])).toBe(50);
  });
  it("does not move with the price's unit and reads nothing later", () => {
    const whole = rsi(walk, 6);
    rsi(
      walk.map((v) => 8 * v),
      6
    ).forEach((v, t) => {
      if (t >= 6) expect(v).toBeCloseTo(whole[t] as number, 9);
    });
    expect(rsi(walk.slice(0, 99), 6)).toEqual(whole.slice(0, 99));
  });
  it("refuses a length that is no count", () => {
    expect(() => rsi(walk, 0)).toThrow("length must be a whole number from 1, got 0");
  });
});

describe("extremes", () => {
  it("take the latest of equals", () => {
    const x = Float64Array.of(3, 1, 2, 1, 3);
    expect([lowest(x, 0, 4), highest(x, 0, 4), lowest(x, 0, 2), highest(x, 1, 3)]).toEqual([3, 4, 1, 2]);
  });
});

describe("thinEvents", () => {
  it("keeps one event a gap, measured in market days and from the last kept", () => {
    const flag = Uint8Array.of(1, 1, 1, 0, 1);
    expect(Array.from(thinEvents(flag, [0, 5, 20, 21, 39], 20))).toEqual([0, 2]);
    expect(Array.from(thinEvents(flag, [0, 5, 20, 21, 40], 20))).toEqual([0, 2, 4]);
  });
  it("refuses columns of other lengths", () => {
    expect(() => thinEvents(Uint8Array.of(1), [], 20)).toThrow("day must have 1 values, got 0");
  });
});
