import {describe, expect, it} from "vitest";
import {STYLES} from "../../lib/factor/styles.js";
import {normal} from "../../lib/random/normal.js";
import {createRng} from "../../lib/random/rng.js";
import {SchemeFitter} from "../../pipeline/models/factor/daily-fit.js";
import type {ExposureDay} from "../../pipeline/models/factor/exposure-days.js";

const n = 80;
const rng = createRng(5, "daily fit");
const draw = (): Float64Array => Float64Array.from({length: n}, () => normal(rng));
const absent = new Float64Array(n).fill(Number.NaN);
const [size, beta] = [draw(), draw()];
const excess = Float64Array.from(size, (s) => 0.01 * s + 0.02 * normal(rng));

/** A day of two industries on which momentum is a mix of size and beta. */
const day = (members = n): ExposureDay => ({
  day: 19000,
  n,
  col: Int32Array.from({length: n}, (_, k) => k),
  style: STYLES.map(({name}) => {
    if (name === "size") return size;
    if (name === "beta") return beta;
    return name === "momentum" ? size.map((s, k) => s - 2 * (beta[k] as number)) : absent;
  }),
  industry: [Int32Array.from({length: n}, (_, k) => k % 2), new Int32Array(n).fill(-1)],
  weight: new Float64Array(n).fill(1),
  member: Uint8Array.from({length: n}, (_, k) => (k < members ? 1 : 0))
});
const fitter = () => new SchemeFitter({scheme: "citic", industries: ["甲", "乙"], sectors: []}, 0, n);

describe("a day's regression", () => {
  it("leaves out a style that others explain, and counts it; what is left fits as without it", () => {
    const own = fitter();
    const fit = own.fit(day(), excess, 30);
    expect(own.collinear).toEqual(new Map([["momentum", 1]]));
    expect(fit?.style[2]).toBeNaN();
    const alone = day();
    const without = {...alone, style: alone.style.map((x, s) => (s === 2 ? absent : x))};
    const second = fitter();
    const other = second.fit(without, excess, 30);
    expect(fit?.style[0]).toBeCloseTo(other?.style[0] ?? Number.NaN, 12);
    expect(fit?.country).toBeCloseTo(other?.country ?? Number.NaN, 12);
  });

  it("with too few stocks is none, and counted", () => {
    const own = fitter();
    expect(own.fit(day(34), excess, 30)).toBeUndefined();
    expect(own.skipped).toBe(1);
    expect(own.fit(day(35), excess, 30)).toBeDefined();
  });
});
