import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {impute} from "../../../lib/factor/impute.js";
import {orthogonalise} from "../../../lib/factor/orthogonalise.js";
import {standardise, winsorise} from "../../../lib/factor/standardise.js";
import {type ExposureSample, styleExposures} from "../../../lib/factor/style-exposures.js";
import {DESCRIPTORS, STYLES} from "../../../lib/factor/styles.js";
import {mergeThin} from "../../../lib/factor/thin.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";

const ones = (n: number): Uint8Array => new Uint8Array(n).fill(1);

describe("standardise", () => {
  it("gives cap-weighted mean 0 and equal-weighted deviation 1 over the members; others on the same yardstick", () => {
    const x = Float64Array.of(1, 2, 3, 10, Number.NaN);
    const member = Uint8Array.of(1, 1, 1, 0, 1);
    const cap = Float64Array.of(1, 1, 2, 50, 9);
    expect(standardise(x, {n: 5, member, cap})).toBe(3);
    expect(Array.from(x)).toEqual([-1.25, -0.25, 0.75, 7.75, Number.NaN]);
  });

  it("scale and shift of the raw column change nothing", () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.double({min: 0.01, max: 100, noNaN: true}),
        fc.double({min: -50, max: 50, noNaN: true}),
        (seed, a, b) => {
          const rng = createRng(seed, "x");
          const raw = Float64Array.from({length: 40}, () => normal(rng));
          const cap = Float64Array.from({length: 40}, () => Math.exp(normal(rng)));
          const sample = {n: 40, member: ones(40), cap};
          const one = raw.slice();
          const two = raw.map((v) => a * v + b);
          standardise(one, sample);
          standardise(two, sample);
          one.forEach((v, k) => {
            expect(two[k]).toBeCloseTo(v, 8);
          });
          expect(one.reduce((s, v, k) => s + v * (cap[k] as number), 0)).toBeCloseTo(0, 9);
        }
      ),
      {seed: 1}
    );
  });

  it("is missing where members do not differ", () => {
    const x = Float64Array.of(2, 2, 2);
    standardise(x, {n: 3, member: ones(3), cap: Float64Array.of(1, 1, 1)});
    expect(Array.from(x)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});

describe("winsorise", () => {
  it("three groups: errors out, far values drawn in, the rest as they are", () => {
    const x = Float64Array.from({length: 403}, (_, k) => (k % 2 ? 1 : -1));
    x[400] = 5;
    x[401] = 1000;
    x[402] = Number.NaN;
    const done = winsorise(x, {n: 403, member: ones(403)});
    expect(done).toEqual({discarded: 1, trimmed: 1});
    expect(x[401]).toBeNaN();
    expect(x[400] as number).toBeGreaterThan(2.9);
    expect(x[400] as number).toBeLessThan(3.3);
    expect(x[1]).toBe(1);
    expect(() => winsorise(x, {n: 1, member: ones(1)}, {trim: 4, discard: 3})).toThrow(
      "trim must be positive"
    );
  });
});

describe("impute", () => {
  it("fits Size and industry: exact where the truth is of that form", () => {
    const n = 30;
    const size = Float64Array.from({length: n}, (_, k) => Math.sin(k));
    const industry = Int16Array.from({length: n}, (_, k) => k % 3);
    const truth = size.map((s, k) => ([1, -2, 4][k % 3] as number) + 0.5 * s);
    const y = truth.slice();
    for (const k of [4, 9, 20]) y[k] = Number.NaN;
    const weight = Float64Array.from({length: n}, (_, k) => 1 + (k % 4));
    expect(impute(y, {n, member: ones(n), weight, size, industry, industries: 3})).toBe(3);
    y.forEach((v, k) => {
      expect(v).toBeCloseTo(truth[k] as number, 12);
    });
  });

  it("an industry of few, and an unknown one, take the level of all; nothing known leaves all missing", () => {
    const y = Float64Array.of(1, 1, 1, 1, 1, 7, Number.NaN, Number.NaN);
    const industry = [0, 0, 0, 0, 0, 1, 1, -1];
    const common = {
      n: 8,
      member: ones(8),
      weight: new Float64Array(8).fill(1),
      size: new Float64Array(8),
      industry,
      industries: 2
    };
    impute(y, common);
    expect([y[6], y[7]]).toEqual([2, 2]);
    const none = new Float64Array(8).fill(Number.NaN);
    expect(impute(none, common)).toBe(0);
    expect(none[0]).toBeNaN();
  });
});

describe("orthogonalise", () => {
  it("leaves nothing of the regressors or the mean, in the weights of the regression", () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const rng = createRng(seed, "o");
        const n = 50;
        const draw = (): Float64Array => Float64Array.from({length: n}, () => normal(rng));
        const [a, b, y] = [draw(), draw(), draw()];
        const weight = draw().map((v) => Math.exp(v));
        const member = Uint8Array.from({length: n}, (_, k) => (k < 45 ? 1 : 0));
        orthogonalise(y, [a, b, a.map((v, k) => v - 2 * (b[k] as number))], {n, member, weight});
        for (const x of [a, b, new Float64Array(n).fill(1)]) {
          let s = 0;
          for (let k = 0; k < 45; k++) s += (weight[k] as number) * (x[k] as number) * (y[k] as number);
          expect(Math.abs(s)).toBeLessThan(1e-10);
        }
      }),
      {seed: 1}
    );
  });
});

/** Raw descriptors of `n` stocks, all present. */
function rawMarket(n: number, seed = 1): {raw: Float64Array[]; out: Float64Array[]; sample: ExposureSample} {
  const rng = createRng(seed, "raw");
  const draw = (): Float64Array => Float64Array.from({length: n}, () => normal(rng));
  const raw = DESCRIPTORS.map(draw);
  const cap = (raw[0] as Float64Array).map((v) => Math.exp(22 + v));
  const lncap = cap.map(Math.log);
  const root = cap.map(Math.sqrt);
  const mean = root.reduce((s, v) => s + v, 0) / n;
  return {
    raw: [lncap, ...raw.slice(1)],
    out: STYLES.map(() => new Float64Array(n)),
    sample: {
      n,
      member: Uint8Array.from({length: n}, (_, k) => (k % 10 === 9 ? 0 : 1)),
      cap,
      weight: root.map((v) => v / mean),
      industry: Int16Array.from({length: n}, (_, k) => k % 6),
      industries: 6
    }
  };
}

const styleAt = (name: string): number => STYLES.findIndex((s) => s.name === name);

describe("style exposures", () => {
  it("every style has cap-weighted mean 0 and deviation 1 over the members, no value missing", () => {
    const {raw, out, sample} = rawMarket(400);
    const coverage = styleExposures(raw, out, sample);
    expect(coverage.every((c) => c.present)).toBe(true);
    for (const x of out) {
      let [w, m, count, total] = [0, 0, 0, 0];
      x.forEach((v, k) => {
        expect(v).not.toBeNaN();
        if (sample.member[k] !== 1) return;
        w += sample.cap[k] as number;
        m += (sample.cap[k] as number) * v;
        count++;
        total += v;
      });
      expect(Math.abs(m / w)).toBeLessThan(1e-12);
      const squares = x.reduce((s, v, k) => (sample.member[k] === 1 ? s + (v - total / count) ** 2 : s), 0);
      expect(squares / (count - 1)).toBeCloseTo(1, 11);
    }
  });

  it("residual volatility is orthogonal to beta and size, liquidity to size", () => {
    const {raw, out, sample} = rawMarket(400, 3);
    const beta = raw[DESCRIPTORS.indexOf("beta")] as Float64Array;
    raw[DESCRIPTORS.indexOf("dastd")] = beta.map((v) => v + 0.1 * Math.sin(40 * v));
    styleExposures(raw, out, sample);
    const dot = (a: string, b: string): number => {
      const [x, y] = [out[styleAt(a)] as Float64Array, out[styleAt(b)] as Float64Array];
      let [w, mx, my] = [0, 0, 0];
      const over = (use: (k: number, v: number) => void): void => {
        for (let k = 0; k < 400; k++) if (sample.member[k] === 1) use(k, sample.weight[k] as number);
      };
      over((k, v) => {
        w += v;
        mx += v * (x[k] as number);
        my += v * (y[k] as number);
      });
      let s = 0;
      over((k, v) => {
        s += v * ((x[k] as number) - mx / w) * ((y[k] as number) - my / w);
      });
      return s / w;
    };
    expect(Math.abs(dot("residual_volatility", "beta"))).toBeLessThan(1e-12);
    expect(Math.abs(dot("residual_volatility", "size"))).toBeLessThan(1e-12);
    expect(Math.abs(dot("liquidity", "size"))).toBeLessThan(1e-12);
  });

  it("combines what is there: a missing descriptor leaves the others with their weights renormalised", () => {
    const one = rawMarket(300, 5);
    const two = rawMarket(300, 5);
    (one.raw[DESCRIPTORS.indexOf("epfwd")] as Float64Array).fill(Number.NaN);
    styleExposures(one.raw, one.out, one.sample);
    const alone = (name: "cetop" | "etop"): Float64Array => {
      const x = (two.raw[DESCRIPTORS.indexOf(name)] as Float64Array).slice();
      winsorise(x, two.sample);
      standardise(x, two.sample);
      return x;
    };
    const [c, e] = [alone("cetop"), alone("etop")];
    const mix = c.map((v, k) => (0.21 * v + 0.11 * (e[k] as number)) / 0.32);
    standardise(mix, two.sample);
    (one.out[styleAt("earnings_yield")] as Float64Array).forEach((v, k) => {
      expect(v).toBeCloseTo(mix[k] as number, 12);
    });
  });

  it("a style that too few have is missing for all; one with gaps is fitted and counted", () => {
    const {raw, out, sample} = rawMarket(300);
    (raw[DESCRIPTORS.indexOf("dtop")] as Float64Array).fill(Number.NaN, 20);
    (raw[DESCRIPTORS.indexOf("rstr")] as Float64Array).fill(Number.NaN, 250);
    (raw[DESCRIPTORS.indexOf("ltrstr")] as Float64Array).fill(Number.NaN);
    (raw[DESCRIPTORS.indexOf("btop")] as Float64Array).fill(3);
    const coverage = styleExposures(raw, out, sample);
    const of = (name: string) => coverage[styleAt(name)];
    expect(of("dividend_yield")).toMatchObject({present: false, covered: 18});
    expect((out[styleAt("dividend_yield")] as Float64Array).every(Number.isNaN)).toBe(true);
    expect(of("long_term_reversal")?.present).toBe(false);
    expect(of("book_to_price")?.present).toBe(false);
    expect(of("momentum")).toMatchObject({present: true, imputed: 50, covered: 225});
    expect((out[styleAt("momentum")] as Float64Array).some(Number.isNaN)).toBe(false);
  });

  it("refuses columns that are not one a descriptor and a style", () => {
    const {raw, out, sample} = rawMarket(50);
    expect(() => styleExposures(raw.slice(1), out, sample)).toThrow("raw must hold 25 columns, got 24");
    expect(() => styleExposures(raw, [], sample)).toThrow("out must hold 13 columns, got 0");
  });
});

describe("thin industries", () => {
  it("join the largest of their board, else the largest of all; an empty one has no group", () => {
    expect(Array.from(mergeThin([9, 3, 12, 0, 4], ["a", "a", "b", "a", "c"]))).toEqual([0, 0, 2, -1, 2]);
    expect(Array.from(mergeThin([9, 3, 12], []))).toEqual([0, 2, 2]);
    expect(Array.from(mergeThin([2, 3], []))).toEqual([0, 1]);
  });
});
