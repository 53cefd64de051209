import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {createRng} from "../../../lib/random/rng.js";
import {breadth} from "../../../lib/timing/breadth.js";
import {diffusionLines} from "../../../lib/timing/diffusion-lines.js";
import {DOWN, NONE, trendStates, UP} from "../../../lib/timing/trend-states.js";

describe("trend states", () => {
  const feed = (windows: readonly number[], prices: readonly (readonly number[])[]): number[][] => {
    const assets = prices[0]?.length ?? 0;
    const trends = trendStates({assets, windows});
    const all = Array.from({length: assets}, (_, i) => i);
    return prices.map((row) => {
      const there = all.filter((i) => !Number.isNaN(row[i]));
      trends.next(
        there,
        there.map((i) => row[i] as number)
      );
      return [...trends.state];
    });
  };

  it("compare with the close N bars before, from bar N + 1 on", () => {
    expect(feed([2], [[10], [9], [11], [8], [11]])).toEqual([[NONE], [NONE], [UP], [DOWN], [DOWN]]);
  });

  it("keep the previous state on a tie, and are down where there was none", () => {
    expect(feed([1], [[10], [10], [11], [11], [9], [9]]).map((s) => s[0])).toEqual([
      NONE,
      DOWN,
      UP,
      UP,
      DOWN,
      DOWN
    ]);
  });

  it("have none on a day without a bar, and count a stock's own bars", () => {
    const states = feed(
      [1],
      [
        [10, 5],
        [NaN, 6],
        [12, NaN],
        [11, 5]
      ]
    );
    expect(states).toEqual([
      [NONE, NONE],
      [NONE, UP],
      [UP, NONE],
      [DOWN, DOWN]
    ]);
  });

  it("agree with looking up the series directly, for several windows at once", () => {
    const rng = createRng(3, "trend");
    const prices = Array.from({length: 80}, () => [0, 1, 2].map(() => 10 + Math.round(6 * rng.uniform())));
    const windows = [3, 20];
    const states = feed(windows, prices);
    for (let t = 0; t < prices.length; t++) {
      windows.forEach((n, w) => {
        for (let i = 0; i < 3; i++) {
          let expected = t < n ? NONE : DOWN;
          for (let u = n; u <= t; u++) {
            const [a, b] = [prices[u]?.[i] ?? 0, prices[u - n]?.[i] ?? 0];
            if (a !== b) expected = a > b ? UP : DOWN;
          }
          expect(states[t]?.[w * 3 + i]).toBe(expected);
        }
      });
    }
  });

  it("refuse windows and assets that are none", () => {
    expect(() => trendStates({assets: 1, windows: [0]})).toThrow(
      "windows must be whole numbers from 1, got 0"
    );
    expect(() => trendStates({assets: 1, windows: [1]}).next([1], [3])).toThrow(
      "asset must lie in 0 to 0, got 1"
    );
  });
});

describe("breadth", () => {
  it("has up and down that sum to valid, unknown members left out, in any order", () => {
    const state = Uint8Array.of(UP, DOWN, NONE, UP);
    expect(breadth(state, [0, 1, 2, 3, -1], {assets: 4, window: 0})).toEqual({
      up: 2,
      down: 1,
      valid: 3,
      ratio: 2 / 3
    });
    expect(breadth(state, [-1, 3, 1, 0, 2], {assets: 4, window: 0}).ratio).toBe(2 / 3);
    expect(breadth(state, [2, -1], {assets: 4, window: 0}).ratio).toBeNaN();
  });

  it("gives the ratios that the report prints from its counts", () => {
    const printed = readFileSync("pipeline/published/published_diffusion.csv", "utf8")
      .trim()
      .split("\n")
      .slice(1);
    expect(printed).toHaveLength(5);
    for (const line of printed) {
      const [up, down, valid, ratio] = line.split(",").slice(5).map(Number) as [
        number,
        number,
        number,
        number
      ];
      const state = Uint8Array.from({length: valid}, (_, i) => (i < up ? UP : DOWN));
      const counted = breadth(state, Int32Array.from(state.keys()), {assets: valid, window: 0});
      expect([counted.up, counted.down, counted.valid]).toEqual([up, down, valid]);
      expect((100 * counted.ratio).toFixed(1)).toBe(ratio.toFixed(1));
    }
  });
});

describe("diffusion lines", () => {
  const rule = {fast: 2, slow: 2, low: 0.3, high: 0.7, within: 3};

  it("are means of means, worked by hand", () => {
    const {fast, slow} = diffusionLines([0.2, 0.4, 0.6, 0.2], rule);
    expect([...fast].map((x) => Number(x.toFixed(12)))).toEqual([NaN, 0.3, 0.5, 0.4]);
    expect([...slow].map((x) => Number(x.toFixed(12)))).toEqual([NaN, NaN, 0.4, 0.45]);
  });

  it("signal a bottom when fast crosses up within days of a low, and the mirror of it a top", () => {
    const ratio = [0.5, 0.4, 0.25, 0.2, 0.2, 0.5, 0.6];
    const {signal} = diffusionLines(ratio, rule);
    expect([...signal]).toEqual([0, 0, 0, 0, 0, 1, 0]);
    expect([
      ...diffusionLines(
        ratio.map((x) => 1 - x),
        rule
      ).signal
    ]).toEqual([0, 0, 0, 0, 0, -1, 0]);
    expect([...diffusionLines(ratio, {...rule, low: 0.15}).signal]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(
      [...diffusionLines([0.5, 0.2, 0.21, 0.2, 0.32, 0.31, 0.3, 0.32, 0.6], {...rule, within: 2}).signal].at(
        -1
      )
    ).toBe(0);
  });

  it("never look ahead, and leave a gap missing until it has passed", () => {
    const rng = createRng(9, "lines");
    const ratio = Float64Array.from({length: 200}, () => rng.uniform());
    const whole = diffusionLines(ratio);
    for (const n of [30, 77, 150]) {
      const part = diffusionLines(ratio.slice(0, n));
      expect(part.slow).toEqual(whole.slow.slice(0, n));
      expect(part.signal).toEqual(whole.signal.slice(0, n));
    }
    const holed = Float64Array.from(ratio);
    holed[100] = Number.NaN;
    const {slow} = diffusionLines(holed);
    expect(Number.isNaN(slow[123])).toBe(true);
    expect(slow[124]).toBe(whole.slow[124]);
    expect(() => diffusionLines(ratio, {...rule, fast: 0})).toThrow(
      "length must be a whole number from 1, got 0"
    );
  });
});
