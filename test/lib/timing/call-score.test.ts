import {describe, expect, it} from "vitest";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import {type Call, callScore} from "../../../lib/timing/call-score.js";
import {outcomesOf} from "../../../lib/timing/outcomes.js";

const close = Float64Array.of(100, 110, 99, 108.9, 98.01, 107.811);
const up = (at: number, series = 0): Call => ({series, at, side: 1});

describe("outcomes", () => {
  it("run from the close after the call, and are missing where the rows end", () => {
    const {result, known, rose, fell} = outcomesOf(close, {horizon: 2});
    expect(result[0]).toBeCloseTo(108.9 / 110 - 1, 14);
    expect([result[3], result[4], result[5]]).toEqual([NaN, NaN, NaN]);
    expect([known[6], rose[6], fell[6]]).toEqual([3, 0, 3]);
    expect(() => outcomesOf(close, {horizon: 0})).toThrow("horizon must be a whole number from 1, got 0");
  });
});

describe("the score of calls", () => {
  const outcomes = outcomesOf(close, {horizon: 1});

  it("sets hits and returns beside those of any day, worked by hand", () => {
    const score = callScore([up(1), up(3)], [{outcomes, from: 0}], {asOf: 5});
    expect(score.n).toBe(2);
    expect(score.hitRate).toBe(1);
    expect(score.baseRate).toBe(0.5);
    expect(score.meanReturn).toBeCloseTo(0.1, 12);
    expect(score.baseReturn).toBeCloseTo(0, 12);
    expect(score.excess).toBeCloseTo(0.1, 12);
    expect(score.independent).toBe(2);
  });

  it("turns the sign for calls of a fall", () => {
    const score = callScore([{series: 0, at: 0, side: -1}], [{outcomes, from: 0}], {asOf: 5});
    expect([score.hitRate, score.baseRate]).toEqual([1, 0.5]);
    expect(score.excess).toBeCloseTo(0.1, 12);
    expect(score.standardError).toBeNaN();
  });

  it("knows nothing after the row it stands on", () => {
    const later = Float64Array.from(close, (c, t) => (t > 3 ? c * 5 : c));
    const at = {asOf: 3};
    const score = (x: Float64Array) =>
      callScore([up(0), up(1), up(3)], [{outcomes: outcomesOf(x, {horizon: 1}), from: 0}], at);
    expect(score(later)).toEqual(score(close));
    expect(score(close).n).toBe(2);
  });

  it("has the plain standard error when windows do not overlap, a larger one when results repeat", () => {
    const rng = createRng(4, "calls");
    let p = 100;
    const walk = Float64Array.from({length: 4000}, () => (p *= 1 + 0.01 * normal(rng)));
    const apart = Array.from({length: 300}, (_, k) => up(10 * k));
    const one = callScore(apart, [{outcomes: outcomesOf(walk, {horizon: 5}), from: 0}], {asOf: 3999});
    const result = outcomesOf(walk, {horizon: 5}).result;
    const values = apart.map((c) => result[c.at] as number);
    const mean = values.reduce((s, x) => s + x, 0) / values.length;
    const sd = Math.sqrt(values.reduce((s, x) => s + (x - mean) ** 2, 0) / (values.length - 1));
    expect(one.standardError).toBeCloseTo(sd / Math.sqrt(values.length), 12);
    expect(one.independent).toBe(300);
    const twin = {outcomes: outcomesOf(walk, {horizon: 5}), from: 0};
    const both = callScore([...apart, ...apart.map((c) => ({...c, series: 1}))], [twin, twin], {asOf: 3999});
    expect(both.n).toBe(600);
    expect(both.independent).toBe(300);
    expect(both.standardError / one.standardError).toBeCloseTo(Math.sqrt((599 * 300) / (600 * 299)) ** -1, 2);
  });

  it("rejects about one in twenty calls at random: the errors are honest", () => {
    const rng = createRng(11, "size");
    let hits = 0;
    for (let trial = 0; trial < 300; trial++) {
      let p = 100;
      const walk = Float64Array.from({length: 1500}, () => (p *= 1 + 0.01 * normal(rng)));
      const calls = Array.from({length: 80}, () => up(Math.floor(1470 * rng.uniform())));
      const {t} = callScore(calls, [{outcomes: outcomesOf(walk, {horizon: 20}), from: 0}], {asOf: 1499});
      if (Math.abs(t) > 1.96) hits++;
    }
    expect(hits / 300).toBeGreaterThan(0.01);
    expect(hits / 300).toBeLessThan(0.14);
  });

  it("refuses outcomes of different horizons", () => {
    const two = [1, 2].map((horizon) => ({outcomes: outcomesOf(close, {horizon}), from: 0}));
    expect(() => callScore([], two, {asOf: 5})).toThrow("outcomes must be of one horizon, got 1, 2");
  });
});
