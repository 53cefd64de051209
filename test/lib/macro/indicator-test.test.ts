import {describe, expect, it} from "vitest";
import {indicatorTest} from "../../../lib/macro/indicator-test.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import {regression} from "../../../lib/stats/regression.js";

/** A level whose step k is 0.01 × the signal `lag` samples before, and noise. */
function planted(lag: number, noise: number, n = 300) {
  const rng = createRng(11, `planted-${lag}`);
  const signal = Array.from({length: n}, () => normal(rng));
  const level = [0];
  for (let k = 1; k < n; k++)
    level.push((level[k - 1] as number) + 0.01 * (signal[k - lag] ?? 0) + noise * normal(rng));
  return {signal, level};
}

describe("indicatorTest", () => {
  it("recovers a slope at its own lag exactly where there is no noise, and no other", () => {
    for (const lag of [0, 1, 2]) {
      const sample = planted(lag, 0);
      expect(indicatorTest(sample, {lag}).beta).toBeCloseTo(0.01, 12);
      expect(Math.abs(indicatorTest(sample, {lag: lag + 1}).beta)).toBeLessThan(0.002);
    }
  });

  it("is the Newey–West regression on the pairs", () => {
    const {signal, level} = planted(1, 0.02);
    const {n, beta, standardError, t, p} = indicatorTest({signal, level}, {lag: 1});
    const y = signal.slice(0, -1).map((_, k) => (level[k + 1] as number) - (level[k] as number));
    const fit = regression(
      y,
      signal.slice(0, -1).flatMap((x) => [1, x]),
      2,
      {errors: "newey-west"}
    );
    expect([n, beta, standardError]).toEqual([299, fit.coefficients[1], fit.standardErrors[1]]);
    expect(t).toBeCloseTo(beta / standardError, 12);
    expect(p).toBeLessThan(1e-6);
  });

  it("reads no row beyond the one it is told to stop at", () => {
    const {signal, level} = planted(1, 0.02);
    const spoilt = {
      signal: signal.map((x, k) => (k < 200 ? x : 1e6)),
      level: level.map((x, k) => (k < 200 ? x : -1e6))
    };
    expect(indicatorTest(spoilt, {lag: 1, rows: 200})).toEqual(
      indicatorTest({signal, level}, {lag: 1, rows: 200})
    );
  });

  it("says nothing with too few pairs or a signal that does not vary, and refuses misuse", () => {
    const {signal, level} = planted(0, 0.02, 20);
    expect(indicatorTest({signal, level}, {lag: 0})).toMatchObject({n: 19, beta: Number.NaN, p: Number.NaN});
    const flat = planted(0, 0.02);
    expect(indicatorTest({...flat, signal: flat.signal.map(() => 1)}, {lag: 0}).beta).toBeNaN();
    expect(() => indicatorTest({signal: [1], level: []}, {lag: 0})).toThrow(
      "level must hold 1 values, got 0"
    );
    expect(() => indicatorTest(flat, {lag: -1})).toThrow("lag must be a whole number, got -1");
  });
});
