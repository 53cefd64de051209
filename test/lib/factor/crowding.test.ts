import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {crowding, PARTS, type Part, withoutPart} from "../../../lib/factor/crowding.js";
import {trailingZ} from "../../../lib/factor/trailing-z.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";

const rows = 900;
const options = {window: 300, minimum: 100};

/** Six random walks, seeded, some values missing. */
function measures(seed: number, {missing = 0.02}: {missing?: number} = {}): Record<Part, Float64Array> {
  const rng = createRng(seed, "crowding");
  return Object.fromEntries(
    PARTS.map((part) => {
      let level = 0;
      return [
        part,
        Float64Array.from({length: rows}, () => {
          level = 0.98 * level + normal(rng);
          return rng.uniform() < missing ? Number.NaN : level;
        })
      ];
    })
  ) as Record<Part, Float64Array>;
}

describe("trailing z-score", () => {
  it("scores by the window's mean and deviation, worked by hand", () => {
    const z = trailingZ([1, 2, 3, 4, 10], {window: 4, minimum: 3});
    expect([z[0], z[1]]).toEqual([Number.NaN, Number.NaN]);
    expect(z[2]).toBeCloseTo(1, 14);
    const m = 19 / 4;
    expect(z[4]).toBeCloseTo(
      (10 - m) / Math.sqrt(((2 - m) ** 2 + (3 - m) ** 2 + (4 - m) ** 2 + (10 - m) ** 2) / 3),
      14
    );
  });

  it("cuts at three and is missing where nothing varies", () => {
    const x = new Float64Array(400).fill(5);
    expect(trailingZ(x, {window: 300, minimum: 10})[399]).toBeNaN();
    x[399] = 50;
    expect(trailingZ(x, {window: 300, minimum: 10})[399]).toBe(3);
  });

  it("refuses a window shorter than its minimum", () => {
    expect(() => trailingZ([1], {window: 5, minimum: 10})).toThrow("window must be at least minimum");
  });
});

describe("crowding", () => {
  it("is the sum of its contributions to 1e-12, on any data", () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 1e6}), (seed) => {
        const {score, contribution} = crowding(measures(seed), options);
        for (let t = 0; t < rows; t++) {
          const sum = PARTS.reduce(
            (s, p) => s + (Number.isNaN(contribution[p][t]) ? 0 : (contribution[p][t] as number)),
            0
          );
          if (!Number.isNaN(score[t])) expect(Math.abs((score[t] as number) - sum)).toBeLessThan(1e-12);
        }
      }),
      {numRuns: 10}
    );
  });

  it("is the mean z over its own trailing deviation", () => {
    const own = measures(7, {missing: 0});
    const {score} = crowding(own, options);
    const z = PARTS.map((p) => trailingZ(own[p], options));
    const mean = Float64Array.from({length: rows}, (_, t) => z.reduce((s, x) => s + (x[t] as number), 0) / 6);
    const t = 700;
    const window = Array.from(mean.subarray(t - 299, t + 1));
    const m = window.reduce((s, x) => s + x, 0) / 300;
    const sd = Math.sqrt(window.reduce((s, x) => s + (x - m) ** 2, 0) / 299);
    expect(score[t]).toBeCloseTo((mean[t] as number) / sd, 12);
  });

  it("shares alike among the parts that are present and needs four", () => {
    const own = measures(3, {missing: 0});
    own.growth = new Float64Array(rows).fill(Number.NaN);
    own.valuation = new Float64Array(rows).fill(Number.NaN);
    expect(crowding(own, options).score[800]).not.toBeNaN();
    expect(crowding(own, options).contribution.growth[800]).toBeNaN();
    own.turnover = new Float64Array(rows).fill(Number.NaN);
    expect(crowding(own, options).score[800]).toBeNaN();
  });

  it("gives the same past when the future changes", () => {
    const own = measures(11);
    const before = crowding(own, options);
    const changed = Object.fromEntries(
      Object.entries(own).map(([p, x]) => [p, x.map((v, t) => (t > 650 ? 9 - v : v))])
    ) as Record<Part, Float64Array>;
    const after = crowding(changed, options);
    expect(after.score.subarray(0, 651)).toEqual(before.score.subarray(0, 651));
    expect(after.score[700]).not.toBe(before.score[700]);
  });

  it("does not move with the units or levels of a part", () => {
    const own = measures(5);
    const scaled = {...own, turnover: own.turnover.map((x) => 40 * x - 7)};
    const [a, b] = [crowding(own, options).score, crowding(scaled, options).score];
    a.forEach((v, t) => {
      if (Number.isNaN(v)) expect(b[t]).toBeNaN();
      else expect(b[t]).toBeCloseTo(v, 10);
    });
  });

  it("tells the score without a part", () => {
    expect(withoutPart([0.6, 0.3, Number.NaN, 0.3], 0)).toBeCloseTo((0.6 * 3) / 2, 14);
    expect(withoutPart([0.6, 0.3], 1)).toBeCloseTo(1.2, 14);
    expect(withoutPart([0.6, Number.NaN], 1)).toBe(0.6);
    expect(withoutPart([0.6], 0)).toBeNaN();
  });

  it("refuses columns of unlike length and a need that cannot be met", () => {
    const own = measures(1);
    expect(() => crowding({...own, growth: [1]})).toThrow("growth must hold 900 values, got 1");
    expect(() => crowding(own, {needed: 7})).toThrow("needed must be 1 to 6, got 7");
  });
});
