import {describe, expect, it} from "vitest";
import {BetaWindow} from "../../../lib/factor/beta-window.js";
import {StrengthWindow, VolatilityWindow} from "../../../lib/factor/decayed-window.js";
import {trendGrowth, twelveMonthForward, variability} from "../../../lib/factor/fiscal.js";
import {Ring} from "../../../lib/factor/ring.js";
import {RangeWindow, TurnoverWindow} from "../../../lib/factor/turnover-window.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import {regression} from "../../../lib/stats/regression.js";

const ASSETS = 4;

/** Seeded days of returns: one stock always there, one listed later, one often suspended, one of which little is seen. */
function days(n: number): Float64Array[] {
  const rng = createRng(5, "windows");
  return Array.from({length: n}, (_, t) =>
    Float64Array.from({length: ASSETS}, (_, i) => {
      const r = 0.02 * normal(rng);
      const missing = (i === 1 && t < 100) || (i === 2 && rng.uniform() < 0.3) || (i === 3 && t % 50 !== 0);
      return missing ? Number.NaN : r;
    })
  );
}

const weightOf = (age: number, halfLife: number): number => 0.5 ** (age / halfLife);

/** Past values of asset `i`, newest first, of ages `lag … lag + window − 1` as of day `t`. */
const past = (
  panel: readonly Float64Array[],
  i: number,
  t: number,
  {window, lag = 0}: {window: number; lag?: number}
) => Array.from({length: window}, (_, a) => panel[t - lag - a]?.[i] ?? Number.NaN);

describe("rolling descriptors equal the sums they stand for", () => {
  it("BETA and HSIGMA are a weighted regression of the window", () => {
    const panel = days(420);
    const rng = createRng(6, "market");
    const market = panel.map(() => 0.01 * normal(rng));
    const [window, halfLife] = [252, 63];
    const beta = new BetaWindow(ASSETS, {window, halfLife, least: 63});
    panel.forEach((row, t) => {
      beta.push(
        row.map((r, i) => r + (1 + i / 4) * (market[t] as number)),
        market[t] as number
      );
    });
    for (const i of [0, 1, 2]) {
      const t = panel.length - 1;
      const m = Array.from({length: window}, (_, a) => market[t - a] as number);
      const r = past(panel, i, t, {window}).map((v, a) => v + (1 + i / 4) * (m[a] as number));
      const weight = r.map((v, a) => (Number.isNaN(v) ? 0 : weightOf(a, halfLife)));
      const fit = regression(
        r,
        m.flatMap((v) => [1, v]),
        2,
        {weight}
      );
      expect(beta.beta[i]).toBeCloseTo(fit.coefficients[1] as number, 11);
      const total = weight.reduce((s, w) => s + w, 0);
      const squares = weight.reduce((s, w, a) => (w > 0 ? s + w * (fit.residuals[a] as number) ** 2 : s), 0);
      expect(beta.hsigma[i]).toBeCloseTo(Math.sqrt(squares / total), 11);
      expect(beta.count[i]).toBe(weight.filter((w) => w > 0).length);
    }
    expect(beta.beta[3]).toBeNaN();
  });

  it("DASTD is the weighted deviation of the window", () => {
    const panel = days(400);
    const own = new VolatilityWindow(ASSETS, {window: 252, halfLife: 42, least: 42});
    for (const row of panel) own.push(row);
    for (const i of [0, 1, 2]) {
      const pairs = past(panel, i, 399, {window: 252}).flatMap((v, a) =>
        Number.isNaN(v) ? [] : [[v, weightOf(a, 42)] as const]
      );
      const total = pairs.reduce((s, [, w]) => s + w, 0);
      const mean = pairs.reduce((s, [v, w]) => s + w * v, 0) / total;
      const variance = pairs.reduce((s, [v, w]) => s + w * (v - mean) ** 2, 0) / total;
      expect(own.value[i]).toBeCloseTo(Math.sqrt(variance), 12);
    }
    expect(own.value[3]).toBeNaN();
  });

  it("RSTR ends a month ago; smoothing averages days; a short history is drawn to zero", () => {
    const panel = days(300);
    const options = {window: 120, halfLife: 40, lag: 21, smooth: 5, least: 20};
    const logs = new Ring(142, ASSETS);
    const own = new StrengthWindow(logs, options);
    for (const row of panel) {
      logs.push(row);
      own.step();
    }
    const all = Array.from({length: 120}, (_, a) => weightOf(a, 40)).reduce((s, w) => s + w, 0);
    for (const i of [0, 1, 2]) {
      let mean = 0;
      for (let back = 0; back < 5; back++) {
        const values = past(panel, i, 299 - back, {window: 120, lag: 21});
        mean += values.reduce((s, v, a) => (Number.isNaN(v) ? s : s + v * weightOf(a, 40)), 0) / all / 5;
      }
      expect(own.value[i]).toBeCloseTo(mean, 13);
    }
    expect(own.value[3]).toBeNaN();
    expect(() => new StrengthWindow(new Ring(100, 1), options)).toThrow("logs must hold 142 days, got 100");
  });

  it("STOM, STOQ and STOA are logs of mean monthly turnover", () => {
    const own = new TurnoverWindow(3);
    for (let t = 0; t < 300; t++) {
      own.push(Float64Array.of(0.01 * (1 + (t % 3)), t < 250 ? Number.NaN : 0.02, t < 200 ? 0.05 : 0));
    }
    expect(own.stom[0]).toBeCloseTo(Math.log(21 * 0.02), 12);
    expect(own.stoq[0]).toBeCloseTo(Math.log(21 * 0.02), 12);
    expect(own.stoa[0]).toBeCloseTo(Math.log(21 * 0.02), 12);
    expect(own.stom[1]).toBeCloseTo(Math.log(21 * 0.02), 12);
    expect(own.stoq[1]).toBeNaN();
    expect(own.stom[2]).toBeNaN();
    expect(own.stoa[2]).toBeCloseTo(Math.log((152 * 0.05) / 12), 12);
  });

  it("CMRA is the range of cumulative returns over months, and counts where the published form fails", () => {
    const own = new RangeWindow(2);
    for (let t = 0; t < 260; t++)
      own.push(Float64Array.of(t < 130 ? 0.01 : -0.01, -0.02), Uint8Array.of(1, 1));
    const months = Array.from({length: 12}, (_, k) => {
      let z = 0;
      for (let a = 0; a < 21 * (k + 1); a++) z += 259 - a < 130 ? 0.01 : -0.01;
      return z;
    });
    expect(own.value[0]).toBeCloseTo(Math.max(...months) - Math.min(...months), 12);
    expect(own.value[1]).toBeCloseTo(0.02 * 21 * 11, 12);
    expect(own.undefinedForm).toBe(2);
  });
});

describe("fiscal descriptors", () => {
  it("gives by hand", () => {
    expect(trendGrowth([2018, 2019, 2020, 2021, 2022], [1, 2, 3, 4, 5])).toBeCloseTo(1 / 3, 14);
    expect(trendGrowth([2018, 2020, 2022], [-4, -2, -3])).toBeCloseTo(0.25 / 3, 14);
    expect(trendGrowth([2021, 2022], [1, 2])).toBeNaN();
    expect(trendGrowth([1, 2, 3], [-1, 0, 1])).toBeNaN();
    expect(trendGrowth([1, 2, 3], [1, 2, 3], {floor: 2})).toBeNaN();
    expect(variability([1, 2, 3])).toBeCloseTo(0.5, 14);
    expect(variability([1, Number.NaN, 3])).toBeNaN();
    expect(() => trendGrowth([1], [1, 2])).toThrow("values must hold 1 numbers, got 2");
  });

  it("the twelve-month forward value slides from this fiscal year to the next", () => {
    expect(twelveMonthForward(10, 20, {day: 0, end: 365})).toBe(10);
    expect(twelveMonthForward(10, 20, {day: 292, end: 365})).toBeCloseTo(18, 12);
    expect(twelveMonthForward(10, 20, {day: 400, end: 365})).toBe(20);
    expect(twelveMonthForward(10, Number.NaN, {day: 400, end: 365})).toBe(10);
  });
});

describe("ring", () => {
  it("remembers what it holds and refuses what it does not", () => {
    const ring = new Ring(2, 1);
    for (const v of [1, 2, 3]) ring.push(Float64Array.of(v));
    expect([ring.row(0)[0], ring.row(1)[0]]).toEqual([3, 2]);
    expect(() => ring.row(2)).toThrow("age must be below 2, got 2");
    expect(() => new Ring(0, 1)).toThrow("days must be a positive whole number, got 0");
  });
});
