import {describe, expect, it} from "vitest";
import {crossSection} from "../../../lib/factor/cross-section.js";
import {efficientFit} from "../../../lib/factor/efficient-fit.js";
import type {Sample, Shape} from "../../../lib/factor/within.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng, type Rng} from "../../../lib/random/rng.js";
import {student} from "../../../lib/random/student.js";

const shape: Shape = {assets: 600, industries: 6, styles: 3};
const PLANTED = [0.004, -0.002, 0.001];

interface Market {
  readonly sample: Sample;
  readonly sigma: Float64Array;
}

/** A market whose specific volatilities differ, with Student-t noise times `noise`. */
function market(rng: Rng, noise: number): Market {
  const n = shape.assets;
  const column = (): Float64Array => Float64Array.from({length: n}, () => normal(rng));
  const cap = column().map((z) => Math.exp(22 + z));
  const sigma = column().map((z) => 0.02 * Math.exp(0.6 * z));
  const style = Array.from({length: shape.styles}, column);
  const y = sigma.map((s, k) => {
    const systematic = PLANTED.reduce((sum, f, j) => sum + f * (style[j]?.[k] ?? 0), 0.003 * (k % 2));
    return systematic + (noise * s * student(rng, 4)) / Math.SQRT2;
  });
  const industry = Int32Array.from({length: n}, (_, k) => k % shape.industries);
  return {sample: {n, style, industry, weight: cap.map(Math.sqrt), cap, y}, sigma};
}

const regress = crossSection(shape);

function both({sample, sigma}: Market) {
  const plain = regress(sample);
  const residual = plain.residual.slice();
  return {plain, efficient: efficientFit(regress, sample, {sigma, residual})};
}

describe("the efficient estimate", () => {
  it("is nearer to the truth than weights by capitalisation, and its errors are those that repetition shows", () => {
    const rng = createRng(3, "efficient");
    const days = 400;
    let [plainSquares, squares, claimed] = [0, 0, 0];
    for (let t = 0; t < days; t++) {
      const {plain, efficient} = both(market(rng, 1));
      PLANTED.forEach((f, s) => {
        plainSquares += ((plain.style[s] as number) - f) ** 2;
        squares += ((efficient.style[s] as number) - f) ** 2;
        claimed += (efficient.errors[1 + shape.industries + s] as number) ** 2;
      });
    }
    expect(squares / plainSquares).toBeLessThan(0.45);
    expect(Math.sqrt(claimed / squares)).toBeGreaterThan(0.9);
    expect(Math.sqrt(claimed / squares)).toBeLessThan(1.1);
  });

  it("holds the constraint exactly, by the shares of capitalisation", () => {
    const {plain, efficient} = both(market(createRng(4, "efficient"), 1));
    const sum = efficient.industry.reduce((s, f, g) => s + f * (plain.share[g] as number), 0);
    expect(Math.abs(sum)).toBeLessThan(1e-12);
  });

  it("finds returns without noise exactly, where there is no scale to weigh by", () => {
    const {efficient} = both(market(createRng(5, "efficient"), 0));
    PLANTED.forEach((f, s) => {
      expect(efficient.style[s] as number).toBeCloseTo(f, 12);
    });
  });

  it("takes a stock without a forecast for a typical one", () => {
    const {sample} = market(createRng(6, "efficient"), 1);
    const residual = regress(sample).residual.slice();
    const of = (value: number) =>
      efficientFit(regress, sample, {sigma: new Float64Array(sample.n).fill(value), residual}).style.slice();
    of(Number.NaN).forEach((f, s) => {
      expect(f).toBeCloseTo(of(0.02)[s] as number, 12);
    });
  });

  it("hardly moves when one return is absurd", () => {
    const {sample, sigma} = market(createRng(7, "efficient"), 1);
    const before = both({sample, sigma});
    const y = sample.y.slice();
    y[10] = 5;
    const after = both({sample: {...sample, y}, sigma});
    const moved = (name: "plain" | "efficient"): number =>
      Math.max(
        ...PLANTED.map((_, s) =>
          Math.abs((after[name].style[s] as number) - (before[name].style[s] as number))
        )
      );
    expect(moved("efficient")).toBeLessThan(0.05 * moved("plain"));
  });
});
