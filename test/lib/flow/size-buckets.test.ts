import {describe, expect, it} from "vitest";
import {impliedShare, redemptionImpact} from "../../../lib/flow/redemption.js";
import {bucketWeights, spreadInflation} from "../../../lib/flow/size-buckets.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";

const DAYS = 60;
const K = 4;
const rng = createRng(12);
/** Legs that move together: a market, and a step of size from each to the next. */
const legs = new Float64Array(DAYS * K);
for (let t = 0; t < DAYS; t++) {
  const market = 0.012 * normal(rng);
  let spread = 0;
  for (let i = 0; i < K; i++) {
    spread += 0.006 * normal(rng);
    legs[t * K + i] = market + spread;
  }
}
const planted = [
  [0.5, 0.3, 0.2, 0],
  [0.1, 0.2, 0.3, 0.4]
];
const fundsOf = (noise: number, seed = 3): Float64Array => {
  const own = createRng(seed);
  return Float64Array.from(
    planted.flatMap((w) =>
      Array.from(
        {length: DAYS},
        (_, t) => w.reduce((s, x, i) => s + x * (legs[t * K + i] as number), 0) + noise * normal(own)
      )
    )
  );
};
const before = new Float64Array(2 * K).fill(Number.NaN);
const input = {legs, funds: fundsOf(0), days: DAYS, before, assets: [3, 1]};

describe("size buckets from returns", () => {
  it("finds planted weights without noise and without a penalty", () => {
    const {weight, mean} = bucketWeights(input, {turnover: 0});
    planted.flat().forEach((w, i) => {
      expect(weight[i]).toBeCloseTo(w, 8);
    });
    expect(mean[0]).toBeCloseTo((3 * 0.5 + 0.1) / 4, 8);
  });

  it("gives weights that are never negative and sum to one, inside their intervals with noise", () => {
    const {weight, lo, hi} = bucketWeights({...input, funds: fundsOf(0.004)}, {draws: 60, turnover: 0.05});
    for (const f of [0, 1]) {
      const own = weight.subarray(f * K, (f + 1) * K);
      expect(own.reduce((s, w) => s + w, 0)).toBeCloseTo(1, 9);
      own.forEach((w, i) => {
        expect(w).toBeGreaterThanOrEqual(-1e-12);
        expect(lo[f * K + i]).toBeLessThanOrEqual(hi[f * K + i] as number);
      });
      const inside = own.filter((_, i) => {
        const truth = planted[f]?.[i] ?? Number.NaN;
        return truth >= (lo[f * K + i] as number) - 0.05 && truth <= (hi[f * K + i] as number) + 0.05;
      });
      expect(inside.length).toBeGreaterThanOrEqual(3);
    }
  });

  it("is drawn to last time's holdings as the penalty grows", () => {
    const held = Float64Array.from([0, 0, 0, 1, 1, 0, 0, 0]);
    const {weight} = bucketWeights({...input, before: held}, {turnover: 1e6});
    held.forEach((w, i) => {
      expect(weight[i]).toBeCloseTo(w, 3);
    });
  });

  it("leaves out a fund with a gap, keeps the other, mutates nothing", () => {
    const funds = fundsOf(0.002);
    funds[5] = Number.NaN;
    const kept = funds.slice();
    const {weight, mean} = bucketWeights({...input, funds}, {turnover: 0});
    expect(weight[0]).toBeNaN();
    expect(mean[0]).toBe(weight[K]);
    expect(funds).toEqual(kept);
  });

  it("scales with nothing: returns twice as large give the same weights", () => {
    const funds = fundsOf(0.003);
    const once = bucketWeights({...input, funds}).weight;
    const twice = bucketWeights({
      ...input,
      legs: legs.map((v) => 2 * v),
      funds: funds.map((v) => 2 * v)
    }).weight;
    once.forEach((w, i) => {
      expect(twice[i]).toBeCloseTo(w, 9);
    });
  });

  it("measures the inflation of spreads: one where they are unrelated, more where not", () => {
    for (const v of spreadInflation(legs, DAYS)) {
      expect(v).toBeGreaterThanOrEqual(1);
      expect(v).toBeLessThan(1.5);
    }
  });

  it("refuses arrays that do not fit", () => {
    expect(() => bucketWeights({...input, before: new Float64Array(3)})).toThrow(
      /before must hold 2 × 4 values, got 3/
    );
  });
});

describe("a redemption", () => {
  it("sells assets × rate × share; the report's 1,500 of 15,000 by a fifth implies a half", () => {
    const {sale, days, fall} = redemptionImpact({
      assets: 1.5e12,
      rate: 0.2,
      share: 0.5,
      volume: 3e11,
      volatility: 0.02
    });
    expect(sale).toBeCloseTo(1.5e11, 0);
    expect(days).toBeCloseTo(5, 12);
    expect(fall).toBeCloseTo(0.02 * Math.sqrt(0.5), 12);
    expect(impliedShare(1.5e11, 1.5e12, 0.2)).toBeCloseTo(0.5, 12);
  });

  it("refuses a share above one", () => {
    expect(() => redemptionImpact({assets: 1, rate: 0.2, share: 1.5, volume: 1, volatility: 0})).toThrow(
      /share must lie in 0 to 1, got 1.5/
    );
  });
});
