import {describe, expect, test} from "vitest";
import {exponential, gamma, poisson} from "../../../lib/random/gamma.js";
import {normal} from "../../../lib/random/normal.js";
import {below, shuffle, weighted} from "../../../lib/random/pick.js";
import {createRng, mixSeed} from "../../../lib/random/rng.js";
import {student} from "../../../lib/random/student.js";

const N = 200_000;
const draws = (draw: () => number): Float64Array => Float64Array.from({length: N}, draw);
const mean = (x: Float64Array): number => x.reduce((a, b) => a + b, 0) / x.length;
const moment = (x: Float64Array, k: number): number => {
  const m = mean(x);
  return x.reduce((a, b) => a + (b - m) ** k, 0) / x.length;
};

describe("createRng", () => {
  test("the same seed and stream repeat, others do not", () => {
    const [a, b] = [createRng(7, "x"), createRng(7, "x")];
    const first = Array.from({length: 50}, () => a.next());
    expect(Array.from({length: 50}, () => b.next())).toEqual(first);
    const c = createRng(7, "y");
    const d = createRng(8, "x");
    expect(c.next()).not.toBe(first[0]);
    expect(d.next()).not.toBe(first[0]);
  });

  test("bits are an unsigned integer of 32 bits, uniforms lie inside (0, 1)", () => {
    const rng = createRng(1);
    for (let i = 0; i < 10_000; i++) {
      const bits = rng.next();
      expect(Number.isInteger(bits) && bits >= 0 && bits < 2 ** 32).toBe(true);
      const u = rng.uniform();
      expect(u > 0 && u < 1).toBe(true);
    }
  });

  test("uniforms have the mean and variance of their law within four standard errors", () => {
    const rng = createRng(3);
    const x = draws(() => rng.uniform());
    expect(Math.abs(mean(x) - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / N));
    expect(Math.abs(moment(x, 2) - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / N));
  });

  test("neighbouring streams are uncorrelated", () => {
    const [a, b] = [createRng(5, "a"), createRng(5, "b")];
    let sum = 0;
    for (let i = 0; i < N; i++) sum += (a.uniform() - 0.5) * (b.uniform() - 0.5);
    expect(Math.abs((12 * sum) / N)).toBeLessThan(4 / Math.sqrt(N));
  });

  test("a seed that is no integer is refused", () => {
    expect(() => createRng(0.5)).toThrow(/seed must be an integer; got 0.5/);
  });

  test("a name changes the seed in all its bits", () => {
    expect(mixSeed(1, "a")).not.toBe(mixSeed(1, "b"));
    expect(mixSeed(1, "")).toBe(Number((2166136261 ^ 1) >>> 0));
  });
});

describe("laws", () => {
  test("normal: moments of the standard law, and its tail beyond three", () => {
    const rng = createRng(11);
    const x = draws(() => normal(rng));
    expect(Math.abs(mean(x))).toBeLessThan(4 / Math.sqrt(N));
    expect(Math.abs(moment(x, 2) - 1)).toBeLessThan(4 * Math.sqrt(2 / N));
    expect(Math.abs(moment(x, 3))).toBeLessThan(4 * Math.sqrt(15 / N));
    expect(Math.abs(moment(x, 4) - 3)).toBeLessThan(4 * Math.sqrt(96 / N));
    const tail = x.filter((v) => Math.abs(v) > 3).length / N;
    expect(Math.abs(tail - 0.0026998)).toBeLessThan(4 * Math.sqrt(0.0027 / N));
    expect(x.filter((v) => Math.abs(v) > 3.5).length).toBeGreaterThan(20);
  });

  test.each([4, 5, 6, 9])("student with %d degrees has unit variance and heavier tails", (df) => {
    const rng = createRng(13, String(df));
    const x = draws(() => student(rng, df));
    expect(Math.abs(mean(x))).toBeLessThan(4 / Math.sqrt(N));
    expect(Math.abs(moment(x, 2) - 1)).toBeLessThan(df === 4 ? 0.15 : 0.05);
    expect(x.filter((v) => Math.abs(v) > 4).length / N).toBeGreaterThan(2e-4);
  });

  test("gamma, exponential and poisson have their means and variances", () => {
    const rng = createRng(17);
    for (const shape of [0.5, 2.5]) {
      const x = draws(() => gamma(rng, shape));
      expect(Math.abs(mean(x) - shape)).toBeLessThan(4 * Math.sqrt(shape / N));
      expect(Math.abs(moment(x, 2) - shape) / shape).toBeLessThan(0.05);
    }
    expect(Math.abs(mean(draws(() => exponential(rng))) - 1)).toBeLessThan(4 / Math.sqrt(N));
    for (const rate of [0, 3, 80]) {
      const x = draws(() => poisson(rng, rate));
      expect(Math.abs(mean(x) - rate)).toBeLessThan(4 * Math.sqrt((rate + 0.1) / N));
    }
  });

  test("laws refuse what they are not defined for", () => {
    const rng = createRng(1);
    expect(() => student(rng, 2)).toThrow(/df must exceed 2; got 2/);
    expect(() => gamma(rng, 0)).toThrow(/shape must be positive; got 0/);
    expect(() => poisson(rng, -1)).toThrow(/mean must not be negative; got -1/);
  });
});

describe("picks", () => {
  test("below covers its range evenly", () => {
    const rng = createRng(19);
    const counts = new Float64Array(5);
    for (let i = 0; i < N; i++) {
      const k = below(rng, 5);
      counts[k] = (counts[k] ?? 0) + 1;
    }
    for (const c of counts) expect(Math.abs(c / N - 0.2)).toBeLessThan(4 * Math.sqrt(0.16 / N));
    expect(() => below(rng, 0)).toThrow(/n must be at least 1; got 0/);
  });

  test("weighted draws in proportion and never what weighs nothing", () => {
    const rng = createRng(23);
    const counts = new Float64Array(3);
    for (let i = 0; i < N; i++) {
      const k = weighted(rng, [1, 0, 3]);
      counts[k] = (counts[k] ?? 0) + 1;
    }
    expect(counts[1]).toBe(0);
    expect(Math.abs((counts[2] ?? 0) / N - 0.75)).toBeLessThan(4 * Math.sqrt(0.1875 / N));
    expect(() => weighted(rng, [0, 0])).toThrow(/positive sum; got 0/);
  });

  test("shuffle keeps the items", () => {
    const items = Array.from({length: 40}, (_, i) => i);
    const shuffled = shuffle(createRng(29), [...items]);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
  });
});
