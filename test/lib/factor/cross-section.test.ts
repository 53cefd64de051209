import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {crossSection} from "../../../lib/factor/cross-section.js";
import {purePortfolios} from "../../../lib/factor/pure-portfolio.js";
import type {Sample, Shape} from "../../../lib/factor/within.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";

interface Golden {
  industries: number;
  industry: number[];
  style: number[][];
  cap: number[];
  weight: number[];
  y: number[];
  share: number[];
  f: number[];
  f_kkt: number[];
  se: number[];
  se_hc3: number[];
  r2: number;
  r2_centred: number;
  vif: number[];
  condition: number;
}
const golden: Golden = JSON.parse(
  readFileSync(new URL("../../golden/factor/cross-section.json", import.meta.url), "utf8")
);

function closeTo(got: ArrayLike<number>, want: ArrayLike<number>, tolerance = 1e-10): void {
  expect(got.length).toBe(want.length);
  const scale = Math.max(...Array.from(want, Math.abs), 1e-300);
  Array.from(want).forEach((w, i) => {
    expect(Math.abs((got[i] as number) - w) / scale, `at ${i}: ${got[i]} for ${w}`).toBeLessThan(tolerance);
  });
}

const goldenSample = (): Sample => ({
  n: golden.y.length,
  style: golden.style.map((x) => Float64Array.from(x)),
  industry: Int32Array.from(golden.industry),
  weight: Float64Array.from(golden.weight),
  cap: Float64Array.from(golden.cap),
  y: Float64Array.from(golden.y)
});
const goldenShape: Shape = {
  assets: golden.y.length,
  industries: golden.industries,
  styles: golden.style.length
};

/** A seeded market of `n` stocks in which every industry has a stock. */
function market(seed: number, n: number, {industries, styles}: {industries: number; styles: number}): Sample {
  const rng = createRng(seed, "market");
  const column = (scale: number): Float64Array => Float64Array.from({length: n}, () => scale * normal(rng));
  const cap = column(1.2).map((x) => Math.exp(22 + x));
  const total = cap.reduce((s, c) => s + Math.sqrt(c), 0);
  return {
    n,
    style: Array.from({length: styles}, () => column(1)),
    industry: Int32Array.from({length: n}, (_, k) =>
      k < industries ? k : Math.floor(rng.uniform() * industries)
    ),
    weight: cap.map((c) => (Math.sqrt(c) * n) / total),
    cap,
    y: column(0.02)
  };
}

describe("cross-section, values", () => {
  it("agrees with statsmodels WLS on the eliminated design, and with the Lagrange conditions", () => {
    const fit = crossSection(goldenShape)(goldenSample());
    const f = [fit.country, ...fit.industry, ...fit.style];
    closeTo(f, golden.f);
    closeTo(f, golden.f_kkt);
    closeTo(fit.share, golden.share);
    closeTo(fit.errors, golden.se);
    closeTo(fit.errorsHc3, golden.se_hc3);
    closeTo([fit.r2, fit.r2Centred], [golden.r2, golden.r2_centred]);
    closeTo(fit.vif, golden.vif);
    closeTo([fit.condition], [golden.condition]);
  });

  it("gives by hand: two industries, no styles", () => {
    const fit = crossSection({assets: 4, industries: 2, styles: 0})(
      {
        n: 4,
        style: [],
        industry: [0, 0, 1, 1],
        weight: Float64Array.of(1, 1, 1, 1),
        cap: Float64Array.of(1, 2, 0.5, 0.5),
        y: Float64Array.of(0.01, 0.03, 0, -0.02)
      },
      {spare: 1}
    );
    expect(fit.country).toBeCloseTo(0.75 * 0.02 + 0.25 * -0.01, 15);
    expect(fit.industry[0]).toBeCloseTo(0.02 - 0.0125, 15);
    expect(fit.industry[1]).toBeCloseTo(-0.01 - 0.0125, 15);
    expect(fit.r2).toBeCloseTo(1 - 4e-4 / 14e-4, 12);
  });
});

describe("cross-section, properties", () => {
  it("Ω X holds its identities and Ω r is the estimate, to 1e-12", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({min: 60, max: 160}), (seed, n) => {
        const [industries, styles] = [6, 5];
        const shape = {assets: n, industries, styles};
        const sample = market(seed, n, shape);
        const omega = purePortfolios(shape, sample);
        const fit = crossSection(shape)(sample, {spare: 1});
        const f = [fit.country, ...fit.industry, ...fit.style];
        const size = 1 + industries + styles;
        for (let a = 0; a < size; a++) {
          const row = omega.subarray(a * n, a * n + n);
          const load = (x: (k: number) => number): number => row.reduce((s, w, k) => s + w * x(k), 0);
          const industry = (i: number): number => load((k) => (sample.industry[k] === i ? 1 : 0));
          expect(Math.abs(load((k) => sample.y[k] as number) - (f[a] as number))).toBeLessThan(1e-12);
          expect(Math.abs(load(() => 1) - (a === 0 ? 1 : 0))).toBeLessThan(1e-12);
          for (let i = 0; i < industries; i++) {
            const w = fit.share[i] as number;
            const want = a === 0 ? w : a <= industries ? (a === i + 1 ? 1 : 0) - w : 0;
            expect(Math.abs(industry(i) - want)).toBeLessThan(1e-12);
          }
          for (let s = 0; s < styles; s++) {
            const x = sample.style[s] as Float64Array;
            const want = a === 1 + industries + s ? 1 : 0;
            expect(Math.abs(load((k) => x[k] as number) - want)).toBeLessThan(1e-12);
          }
        }
      }),
      {numRuns: 25, seed: 1}
    );
  });

  it("Σ w_i f_i = 0, residuals are orthogonal to every factor, fits add up, weights' scale is nothing", () => {
    const shape = {assets: 300, industries: 8, styles: 6};
    const sample = market(3, 300, shape);
    const before = structuredClone(sample);
    const fit = crossSection(shape)(sample);
    const residual = fit.residual.slice();
    expect(Math.abs(fit.industry.reduce((s, f, i) => s + f * (fit.share[i] as number), 0))).toBeLessThan(
      1e-15
    );
    for (const x of [...sample.style, new Float64Array(300).fill(1)]) {
      const dot = x.reduce((s, v, k) => s + v * (sample.weight[k] as number) * (residual[k] as number), 0);
      expect(Math.abs(dot)).toBeLessThan(1e-12);
    }
    for (let k = 0; k < 300; k++) {
      let fitted = fit.country + (fit.industry[sample.industry[k] as number] as number);
      sample.style.forEach((x, s) => {
        fitted += (x[k] as number) * (fit.style[s] as number);
      });
      expect(fitted + (residual[k] as number)).toBeCloseTo(sample.y[k] as number, 12);
    }
    const scaled = crossSection(shape)({...sample, weight: sample.weight.map((w) => w * 7)});
    closeTo(scaled.errorsHc3, fit.errorsHc3, 1e-11);
    closeTo(scaled.errors, fit.errors, 1e-11);
    expect(sample).toEqual(before);
  });

  it("the order of stocks changes nothing", () => {
    const shape = {assets: 200, industries: 5, styles: 4};
    const sample = market(9, 200, shape);
    const turn = <T extends ArrayLike<number>>(x: T): Float64Array => Float64Array.from(x).reverse();
    const fit = crossSection(shape)(sample);
    const back = crossSection(shape)({
      n: 200,
      style: sample.style.map(turn),
      industry: turn(sample.industry),
      weight: turn(sample.weight),
      cap: turn(sample.cap),
      y: turn(sample.y)
    });
    closeTo(back.industry, fit.industry, 1e-11);
    closeTo(back.errorsHc3, fit.errorsHc3, 1e-11);
  });

  it("one room serves days of different size", () => {
    const shape = {assets: 300, industries: 5, styles: 4};
    const regress = crossSection(shape);
    const small = market(5, 150, shape);
    const alone = crossSection(shape)(small).errorsHc3;
    regress(market(4, 300, shape));
    closeTo(regress(small).errorsHc3, alone, 1e-15);
  });
});

describe("cross-section, edges and refusals", () => {
  it("drops a style that others explain, and one that is an industry", () => {
    const shape = {assets: 200, industries: 5, styles: 5};
    const base = market(2, 200, {industries: 5, styles: 3});
    const [a, b] = base.style as [Float64Array, Float64Array, Float64Array];
    const sum = a.map((x, k) => 2 * x - (b[k] as number));
    const dummy = Float64Array.from(base.industry, (i) => (i === 2 ? 1 : 0));
    const fit = crossSection(shape)({...base, style: [...base.style, sum, dummy]});
    const plain = crossSection({...shape, styles: 3})(base);
    expect(fit.dropped).toEqual([3, 4]);
    expect(fit.style[3]).toBeNaN();
    expect(fit.errorsHc3[1 + 5 + 4]).toBeNaN();
    closeTo(fit.style.subarray(0, 3), plain.style, 1e-10);
    closeTo(fit.errorsHc3.subarray(0, 9), plain.errorsHc3, 1e-10);
  });

  it("gives NaN for an industry without stocks and weighs the others alone", () => {
    const shape = {assets: 120, industries: 7, styles: 2};
    const fit = crossSection(shape)(market(2, 120, {industries: 5, styles: 2}));
    expect(Array.from(fit.industry.subarray(5))).toEqual([Number.NaN, Number.NaN]);
    expect(fit.share[6]).toBe(0);
    expect(fit.share.reduce((s, w) => s + w, 0)).toBeCloseTo(1, 14);
  });

  it("refuses too few stocks, more than its room, weights that are not positive, missing columns", () => {
    const shape = {assets: 50, industries: 5, styles: 2};
    const sample = market(1, 50, shape);
    const regress = crossSection(shape);
    expect(() => regress(market(1, 36, shape))).toThrow(
      "sample must leave 30 degrees of freedom, got 29 from 36 stocks"
    );
    expect(() => regress(market(1, 51, shape))).toThrow("n must be at most 50, got 51");
    expect(() => regress({...sample, weight: sample.weight.with(3, 0)})).toThrow("weight must be positive");
    expect(() => regress({...sample, style: []})).toThrow("style must hold 2 columns, got 0");
    expect(() => regress({...sample, y: new Float64Array(3)})).toThrow("y must hold 50 values, got 3");
  });
});
