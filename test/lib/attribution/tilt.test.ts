import {describe, expect, it} from "vitest";
import {allocation} from "../../../lib/attribution/allocation.js";
import {industryStyles} from "../../../lib/attribution/industry-styles.js";
import {tiltReturns} from "../../../lib/attribution/tilt-returns.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";

const nan = Number.NaN;

describe("tiltReturns", () => {
  it("takes the last tilts known before a row, by hand", () => {
    const returns = [1, 10, 2, 20, 3, nan, nan, nan, 5, 50];
    const found = tiltReturns({row: [0, 3], tilt: [0.5, 0.1, -1, 0]}, returns, {rows: 5, styles: 2});
    expect(Array.from(found)).toEqual([nan, 0.5 * 2 + 0.1 * 20, 0.5 * 3, nan, -5]);
  });

  it("ends tilts that are too old, and reads nothing of the row itself or later", () => {
    const returns = new Float64Array(8).fill(1);
    const own = tiltReturns({row: [1], tilt: [2]}, returns, {rows: 8, styles: 1, most: 3});
    expect(Array.from(own)).toEqual([nan, nan, 2, 2, 2, 2, nan, nan]);
    const two = tiltReturns({row: [1, 4], tilt: [2, 9]}, returns, {rows: 8, styles: 1});
    expect(Array.from(two.subarray(0, 5))).toEqual([nan, nan, 2, 2, 2]);
    expect(two[5]).toBe(9);
    expect(Array.from(tiltReturns({row: [], tilt: []}, returns, {rows: 8, styles: 1}))).toEqual(
      new Array(8).fill(nan)
    );
  });

  it("says what does not fit", () => {
    const size = {rows: 2, styles: 1};
    expect(() => tiltReturns({row: [0], tilt: []}, [1, 1], size)).toThrow(
      "tilt must hold 1 × 1 values, got 0"
    );
    expect(() => tiltReturns({row: [0], tilt: [1]}, [1], size)).toThrow(
      "returns must hold 2 × 1 values, got 1"
    );
    expect(() => tiltReturns({row: [1, 1], tilt: [1, 1]}, [1, 1], size)).toThrow(
      "row must ascend, got 1 after 1"
    );
  });
});

describe("industryStyles", () => {
  it("splits exposures into an industry's weighted mean and the departure from it", () => {
    const {mean, departure} = industryStyles(
      {exposure: [[1, 3, 5, nan, 7]], industry: [0, 0, 1, 1, -1], cap: [3, 1, 2, 8, 1]},
      {industries: 3}
    );
    expect(Array.from(mean)).toEqual([1.5, 5, 0]);
    expect(Array.from(departure)).toEqual([-0.5, 1.5, 0, 0, 0]);
  });
});

describe("styles within selection", () => {
  it("are all of R where stocks earn their industry and their styles and nothing else", () => {
    const rng = createRng(21, "styled");
    const [stocks, industries, styles, rows] = [60, 4, 3, 40];
    const draw = (n: number, scale = 1): Float64Array =>
      Float64Array.from({length: n}, () => scale * normal(rng));
    const exposure = Array.from({length: styles}, () => draw(stocks));
    const industry = Int32Array.from({length: stocks}, (_, i) => i % industries);
    const cap = draw(stocks).map(Math.exp);
    const {mean, departure} = industryStyles({exposure, industry, cap}, {industries});
    const returns = draw(rows * industries, 0.01);
    const f = draw(rows * styles, 0.005);
    const weight = draw(stocks).map((v) => Math.exp(v) / 100);
    const fund = Float64Array.from({length: rows}, (_, t) =>
      weight.reduce((sum, w, i) => {
        let r = returns[t * industries + (industry[i] as number)] as number;
        for (let s = 0; s < styles; s++)
          r += (departure[i * styles + s] as number) * (f[t * styles + s] as number);
        return sum + w * r;
      }, 0)
    );
    const held = new Float64Array(industries);
    const tilt = new Float64Array(styles);
    weight.forEach((w, i) => {
      held[industry[i] as number] = (held[industry[i] as number] as number) + w;
      for (let s = 0; s < styles; s++)
        tilt[s] = (tilt[s] as number) + w * (departure[i * styles + s] as number);
    });
    const everyDay = (x: Float64Array): Float64Array =>
      Float64Array.from({length: rows * industries}, (_, k) => x[k % industries] as number);
    const size = {rows, columns: industries};
    const {r} = allocation({
      fund,
      weight: everyDay(held),
      benchmark: new Float64Array(rows * industries),
      returns,
      ...size
    });
    const style = tiltReturns({row: [0], tilt}, f, {rows, styles});
    for (let t = 1; t < rows; t++) expect((r[t] as number) - (style[t] as number)).toBeCloseTo(0, 14);
    expect(mean.some((v) => Math.abs(v) > 0.1)).toBe(true);
  });
});
