import {describe, expect, it} from "vitest";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import {blockLength} from "../../../lib/stats/block-length.js";
import {bootstrapMean, resampler} from "../../../lib/stats/stationary-bootstrap.js";
import {golden} from "../../golden/tear-sheet/read.js";

describe("block length", () => {
  it("agrees with arch's optimal_block_length, from one up", () => {
    for (const {x, stationary} of golden.blocks)
      expect(blockLength(x)).toBeCloseTo(Math.max(1, stationary), 8);
  });

  it("is one where nothing varies or little is known, and refuses gaps", () => {
    expect(blockLength(new Float64Array(50).fill(3))).toBe(1);
    expect(blockLength([1, 2, 3])).toBe(1);
    expect(() => blockLength([1, Number.NaN])).toThrow("x must have no missing values");
  });
});

describe("stationary bootstrap", () => {
  it("draws blocks of the expected length, wrapped around the end", () => {
    const next = resampler(50, {seed: 2, block: 10});
    let [runs, last] = [0, -2];
    const draws = 40_000;
    for (let i = 0; i < draws; i++) {
      const at = next();
      if (at !== (last + 1) % 50) runs++;
      last = at;
    }
    expect(draws / runs).toBeGreaterThan(9.4);
    expect(draws / runs).toBeLessThan(11);
  });

  it("covers the mean of independent draws about as often as it says", () => {
    let covered = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const rng = createRng(seed, "coverage");
      const x = Float64Array.from({length: 80}, () => 0.3 + normal(rng));
      const {lo, hi} = bootstrapMean(x, {seed, draws: 300, level: 0.9, block: 1});
      if (lo < 0.3 && hi > 0.3) covered++;
    }
    expect(covered / 200).toBeGreaterThan(0.9 - 4 * Math.sqrt((0.9 * 0.1) / 200));
  });

  it("refuses draws, levels and blocks that are none", () => {
    expect(() => bootstrapMean([1], {draws: 0})).toThrow("draws must be a whole number from 1, got 0");
    expect(() => bootstrapMean([1], {level: 1})).toThrow("level must be between 0 and 1, got 1");
    expect(() => bootstrapMean([1], {block: 0.5})).toThrow("block must be at least 1, got 0.5");
  });
});
