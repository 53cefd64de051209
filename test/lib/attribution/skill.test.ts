import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {effectiveNumber} from "../../../lib/attribution/effective-number.js";
import {marketTiming} from "../../../lib/attribution/market-timing.js";
import {persistence, spanMeans} from "../../../lib/attribution/persistence.js";
import {shrink} from "../../../lib/attribution/shrink.js";
import {skillOf} from "../../../lib/attribution/skill.js";
import {Traded} from "../../../lib/attribution/traded.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng, type Rng} from "../../../lib/random/rng.js";

interface TimingFit {
  readonly coefficients: number[];
  readonly t: number[];
  readonly r2: number;
}
interface Golden {
  readonly timing: {
    readonly market: number[];
    readonly fund: number[];
    readonly lags: number;
    readonly "treynor-mazuy": TimingFit;
    readonly "henriksson-merton": TimingFit;
  };
  readonly shrink: Readonly<
    Record<"estimate" | "error" | "value" | "deviation" | "lo" | "positive", number[]>
  > & {
    readonly mean: number;
    readonly spread: number;
  };
}
const golden = JSON.parse(
  readFileSync(new URL("../../golden/attribution/values.json", import.meta.url), "utf8")
) as Golden;
const near = (x: ArrayLike<number>, y: ArrayLike<number>, tolerance = 1e-8): void => {
  expect(x.length).toBe(y.length);
  for (let i = 0; i < x.length; i++)
    expect(Math.abs((x[i] as number) - (y[i] as number))).toBeLessThan(
      tolerance * Math.max(1, Math.abs(y[i] as number))
    );
};

describe("marketTiming", () => {
  it("agrees with statsmodels, coefficients and HAC errors", () => {
    const {market, fund, lags} = golden.timing;
    for (const model of ["treynor-mazuy", "henriksson-merton"] as const) {
      const fit = marketTiming(fund, market, {model, lags});
      near([fit.alpha, fit.beta, fit.gamma], golden.timing[model].coefficients);
      near([fit.alphaT, fit.betaT, fit.gammaT], golden.timing[model].t);
      expect(fit.r2).toBeCloseTo(golden.timing[model].r2, 10);
    }
  });

  it("finds planted timing, and none where none is", () => {
    const rng = createRng(8, "timing");
    const market = Float64Array.from({length: 1500}, () => 0.012 * normal(rng));
    const noise = (): number => 0.002 * normal(rng);
    const timer = market.map((m) => 0.8 * m + 0.4 * Math.max(m, 0) + noise());
    const plain = market.map((m) => 0.8 * m + noise());
    expect(marketTiming(timer, market, {model: "henriksson-merton"}).gamma).toBeCloseTo(0.4, 1);
    expect(marketTiming(timer, market, {model: "henriksson-merton"}).gammaT).toBeGreaterThan(4);
    expect(Math.abs(marketTiming(plain, market, {model: "treynor-mazuy"}).gammaT)).toBeLessThan(4);
  });

  it("says nothing of a short series and refuses other lengths", () => {
    expect(
      marketTiming(new Float64Array(30), new Float64Array(30), {model: "treynor-mazuy"}).gamma
    ).toBeNaN();
    expect(() => marketTiming([1], [1, 2], {model: "treynor-mazuy"})).toThrow(
      "market must hold 1 values, got 2"
    );
  });
});

describe("shrink", () => {
  it("agrees with Brent's method and scipy", () => {
    const {estimate, error, ...wanted} = golden.shrink;
    const found = shrink(estimate, error);
    expect(found.mean).toBeCloseTo(wanted.mean, 12);
    expect(found.spread).toBeCloseTo(wanted.spread, 10);
    near(found.value, wanted.value);
    near(found.deviation, wanted.deviation);
    near(found.lo, wanted.lo);
    near(found.positive, wanted.positive);
  });

  it("draws noise alone to the mean, and keeps what is certain", () => {
    const rng = createRng(3, "shrink");
    const noise = Float64Array.from({length: 200}, () => 0.5 + normal(rng));
    const drawn = shrink(noise, new Float64Array(200).fill(1.2));
    expect(drawn.spread).toBe(0);
    expect(Math.max(...drawn.value) - Math.min(...drawn.value)).toBeLessThan(1e-12);
    const sure = shrink([1, 2, 3, 4], [1e-6, 1e-6, 1e-6, 1e-6]);
    near(sure.value, [1, 2, 3, 4], 1e-6);
  });

  it("covers true values at least as often as it says, and not always", () => {
    const rng = createRng(21, "coverage");
    let [inside, all] = [0, 0];
    for (let k = 0; k < 40; k++) {
      const truth = Float64Array.from({length: 60}, () => 0.01 + 0.02 * normal(rng));
      const error = truth.map(() => 0.01 + 0.02 * rng.uniform());
      const found = shrink(
        truth.map((v, i) => v + (error[i] as number) * normal(rng)),
        error,
        {level: 0.9}
      );
      truth.forEach((v, i) => {
        all++;
        if (v >= (found.lo[i] as number) && v <= (found.hi[i] as number)) inside++;
      });
    }
    expect(inside / all).toBeGreaterThan(0.89);
    expect(inside / all).toBeLessThan(0.97);
  });

  it("about a known mean, noise alone gives the mean and an interval that does not close", () => {
    const rng = createRng(31, "known mean");
    const found = shrink(
      Float64Array.from({length: 100}, () => 0.8 * normal(rng)),
      new Float64Array(100).fill(1),
      {mean: 0}
    );
    expect(Math.max(...found.value.map(Math.abs))).toBe(0);
    expect(found.positive[0]).toBe(0.5);
    expect(found.lo.every((v, i) => v <= 0 && (found.hi[i] as number) >= 0)).toBe(true);
  });

  it("does not depend on the order of funds and leaves gaps as they are", () => {
    const found = shrink([0.1, Number.NaN, 0.3, 0.2, 0.5], [0.1, 0.1, 0.1, 0, 0.2]);
    expect(found.value[1]).toBeNaN();
    expect(found.value[3]).toBeNaN();
    const turned = shrink([0.5, 0.3, 0.1], [0.2, 0.1, 0.1]);
    expect(turned.value[0]).toBeCloseTo(found.value[4] as number, 12);
    expect(() => shrink([1], [1, 2])).toThrow("error must hold 1 values, got 2");
    expect(() => shrink([1], [1], {level: 1})).toThrow("level must be between 0 and 1, got 1");
  });
});

/** Funds of lasting active weights in industries whose shocks they share, over weeks of which each lives through some. */
function sharedWorld(rng: Rng, {funds = 120, industries = 25, weeks = 160, spread = 0.5} = {}) {
  const shock = Float64Array.from({length: weeks * industries}, () => normal(rng));
  const skill = Float64Array.from({length: funds}, () => (spread / Math.sqrt(weeks)) * normal(rng));
  const series = Array.from(skill, (own) => {
    const weight = Float64Array.from({length: industries}, () => normal(rng) / Math.sqrt(industries));
    return Float64Array.from({length: weeks}, (_, t) =>
      weight.reduce((sum, w, c) => sum + w * (shock[t * industries + c] as number), own)
    );
  });
  return {skill, series};
}

describe("effectiveNumber", () => {
  it("is the number of series that share nothing, and one where all are the same", () => {
    const rng = createRng(12, "independent");
    const apart = Array.from({length: 40}, () => Float64Array.from({length: 4000}, () => normal(rng)));
    expect(effectiveNumber(apart)).toBeGreaterThan(38.5);
    expect(effectiveNumber(apart)).toBeLessThanOrEqual(40);
    const [one = new Float64Array()] = apart;
    expect(effectiveNumber([one, one.map((v) => 3 * v + 1), one])).toBeCloseTo(1, 12);
  });

  it("counts series that share no rows apart, and leaves out what does not vary", () => {
    const x = [1, -2, 3, Number.NaN, Number.NaN, Number.NaN];
    const y = [Number.NaN, Number.NaN, Number.NaN, 1, -2, 3];
    expect(effectiveNumber([x, y, [2, 2, 2, 2, 2, 2]])).toBeCloseTo(2, 12);
    expect(() => effectiveNumber([[1, 2], [1]])).toThrow("every series must hold 2 values, got 1");
  });

  it("of funds in shared industries is about how many those are", () => {
    const {series} = sharedWorld(createRng(13, "shared"));
    expect(effectiveNumber(series)).toBeGreaterThan(15);
    expect(effectiveNumber(series)).toBeLessThan(30);
  });
});

describe("intervals of funds that share shocks", () => {
  it("cover at least 85 % of funds in nine of ten markets, which counting all errors as independent does not", () => {
    const rng = createRng(14, "coverage");
    const markets = 60;
    const short = {effective: 0, all: 0};
    let inside = 0;
    for (let k = 0; k < markets; k++) {
      const {skill, series} = sharedWorld(rng, {industries: 12, spread: 1});
      const own = series.map((x) => skillOf(x, {year: 1, minimum: 100, lags: 0}));
      const [y, s] = [own.map((v) => v.annual), own.map((v) => v.standardError)];
      const found = {
        effective: shrink(y, s, {mean: 0, independent: effectiveNumber(series)}),
        all: shrink(y, s, {mean: 0})
      };
      const share = ({lo, hi}: {lo: Float64Array; hi: Float64Array}): number =>
        skill.filter((v, i) => v >= (lo[i] as number) && v <= (hi[i] as number)).length / skill.length;
      inside += share(found.effective) / markets;
      for (const name of ["effective", "all"] as const) if (share(found[name]) < 0.85) short[name]++;
    }
    expect(short.effective).toBeLessThanOrEqual(0.1 * markets);
    expect(short.all).toBeGreaterThan(short.effective);
    expect(inside).toBeLessThan(0.995);
  });

  it("widen by what estimates cannot see", () => {
    const [y, s] = [
      [1, -1, 2, -2],
      [1, 1, 1, 1]
    ];
    const seen = shrink(y, s, {mean: 0});
    const part = shrink(y, s, {mean: 0, unseen: 0.5});
    expect(part.value).toEqual(seen.value);
    expect(seen.spread).toBeCloseTo(Math.sqrt(1.5), 12);
    part.deviation.forEach((d, i) => {
      expect(d ** 2 - (seen.deviation[i] as number) ** 2).toBeCloseTo(0.5 * 1.5, 12);
    });
  });
});

describe("Traded", () => {
  const span = {window: 4, minimum: 2};

  it("is nothing where every report shows what was carried", () => {
    const traded = new Traded(2, span);
    const held = Float64Array.from([1, 0, 1, 0, 1, 0, 1, 0, 1, 0]);
    traded.add(held, new Float64Array(10), [0, 3]);
    expect(traded.shares()).toEqual({active: 0, departure: 0});
  });

  it("is half of the squared change, against the mean square before and after", () => {
    const traded = new Traded(2, span);
    const held = Float64Array.from([1, 0, 1, 0, 0, 1, 0, 1]);
    traded.add(held, new Float64Array(8), [0, 2]);
    expect(traded.shares()).toEqual({active: 2 / 1 / 2, departure: 2 / ((0 + 2) / 2) / 2});
    traded.add(held.fill(Number.NaN), new Float64Array(8), [0, 2]);
    expect(traded.shares().active).toBe(1);
  });
});

describe("skillOf and persistence", () => {
  it("annualises a mean and its halves", () => {
    const x = Float64Array.from({length: 500}, (_, t) => (t < 250 ? 0.001 : 0.003));
    const own = skillOf(x);
    expect(own.annual).toBeCloseTo(0.504, 12);
    expect([own.firstHalf, own.secondHalf].map((v) => Math.round(v * 1e6) / 1e6)).toEqual([0.252, 0.756]);
    expect(skillOf(x.subarray(0, 100)).annual).toBeNaN();
  });

  it("gives persistent skill a rank correlation of one and luck about none", () => {
    const rng = createRng(6, "persistence");
    const skill = Float64Array.from({length: 100}, () => normal(rng));
    const luck = Float64Array.from({length: 100}, () => normal(rng));
    expect(persistence(skill, skill).rankCorrelation).toBeCloseTo(1, 12);
    expect(Math.abs(persistence(skill, luck).rankCorrelation)).toBeLessThan(4 / Math.sqrt(99));
    expect(persistence(skill, skill).topNext).toBeGreaterThan(1);
    expect(persistence([1, 2], [1, 2]).rankCorrelation).toBeNaN();
  });

  it("means of spans need half their days", () => {
    const x = [1, 1, Number.NaN, Number.NaN, 2, 2, 9];
    expect(Array.from(spanMeans(x, {span: 2, year: 1}))).toEqual([1, Number.NaN, 2]);
  });
});
