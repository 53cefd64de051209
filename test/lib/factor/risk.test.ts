import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {biasStatistic, IDEAL_Q, rollingDeviation} from "../../../lib/factor/bias.js";
import {
  clipEigenvalues,
  factorCovariance,
  neweyWestCovariance,
  neweyWestVariance
} from "../../../lib/factor/covariance.js";
import {eigenAdjust} from "../../../lib/factor/eigenfactor.js";
import {NeweyWestWindow} from "../../../lib/factor/newey-west-window.js";
import {
  type ExposureRows,
  portfolioExposure,
  riskSolver,
  stockValues
} from "../../../lib/factor/portfolio-risk.js";
import {shrinkBySize} from "../../../lib/factor/shrinkage.js";
import {SpecificVolatility} from "../../../lib/factor/specific-volatility.js";
import {stability} from "../../../lib/factor/stability.js";
import {VolatilityRegime} from "../../../lib/factor/volatility-regime.js";
import {symmetricEigen} from "../../../lib/linalg/eigen.js";
import {quadratic} from "../../../lib/linalg/product.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import {correlation} from "../../../lib/stats/correlation.js";

interface Golden {
  f: number[][];
  vol_84_5: number[][];
  corr_504_2: number[][];
  combined: number[][];
}
const golden: Golden = JSON.parse(
  readFileSync(new URL("../../golden/factor/covariance.json", import.meta.url), "utf8")
);
const dates = golden.f.length;
const factors = golden.f[0]?.length ?? 0;
const panel = {values: Float64Array.from(golden.f.flat()), dates, factors};

function close(got: ArrayLike<number>, want: readonly number[], tolerance = 1e-10): void {
  expect(got.length).toBe(want.length);
  want.forEach((w, i) => {
    expect(Math.abs((got[i] as number) / w - 1), `at ${i}`).toBeLessThan(tolerance);
  });
}

describe("factor covariance", () => {
  it("agrees with numpy: one half-life, and two recombined", () => {
    close(neweyWestCovariance(panel, {halfLife: 84, lags: 5}), golden.vol_84_5.flat());
    close(neweyWestCovariance(panel, {halfLife: 504, lags: 2}), golden.corr_504_2.flat());
    close(factorCovariance(panel), golden.combined.flat());
    const variance = neweyWestVariance(panel, {halfLife: 84, lags: 5});
    close(
      variance,
      golden.vol_84_5.map((row, i) => row[i] as number),
      1e-13
    );
  });

  it("later rows change nothing; a missing return has no weight; one never seen is NaN", () => {
    const values = panel.values.slice();
    values.fill(99, 150 * factors);
    expect(factorCovariance({...panel, values}, {}, 150)).toEqual(factorCovariance(panel, {}, 150));
    const gap = panel.values.slice();
    for (let t = 0; t < dates; t++)
      gap[t * factors + 1] = t < 20 ? Number.NaN : (panel.values[t * factors + 1] as number);
    const whole = neweyWestCovariance(panel, {halfLife: 30, lags: 2});
    const part = neweyWestCovariance({...panel, values: gap}, {halfLife: 30, lags: 2});
    expect((part[factors + 1] as number) / (whole[factors + 1] as number)).toBeCloseTo(1, 1);
    expect(part[0]).toBe(whole[0]);
    const none = panel.values.map((v, k) => (k % factors === 2 ? Number.NaN : v));
    expect(factorCovariance({...panel, values: none})[2 * factors + 2]).toBeNaN();
    expect(() => neweyWestCovariance({...panel, dates: 3}, {halfLife: 1, lags: 0})).toThrow(
      "values must hold 3 × 4 numbers"
    );
    expect(() => neweyWestCovariance(panel, {halfLife: 1, lags: 0}, 999)).toThrow(
      "end must lie in 0…200, got 999"
    );
  });

  it("lifts eigenvalues that are too small, and leaves a sound matrix alone", () => {
    const a = Float64Array.of(1, 2, 2, 1);
    expect(Array.from(symmetricEigen(clipEigenvalues(a, 2, 0.5), 2).values)).toEqual([
      expect.closeTo(0.5, 12),
      expect.closeTo(3, 12)
    ]);
    const sound = Float64Array.of(2, 1, 1, 2);
    expect(clipEigenvalues(sound, 2, 0.1)).toBe(sound);
  });
});

describe("eigenfactor adjustment", () => {
  const spread = Float64Array.from({length: 100}, (_, k) => (k % 11 === 0 ? 1e-4 * (1 + k / 11) : 0));

  it("raises the smallest eigenvalues most, keeps the eigenvectors, is seeded", () => {
    const done = eigenAdjust(spread, 10, {simulations: 400, days: 60, seed: 4});
    expect(done.bias[0] as number).toBeGreaterThan(1.1);
    expect(done.bias[9] as number).toBeLessThan(1.02);
    expect(done.bias[0] as number).toBeGreaterThan(done.bias[9] as number);
    for (let k = 0; k < 10; k++) {
      const want = (spread[k * 11] as number) * (done.bias[k] as number) ** 2;
      expect((done.covariance[k * 11] as number) / want).toBeCloseTo(1, 12);
    }
    expect(eigenAdjust(spread, 10, {simulations: 400, days: 60, seed: 4})).toEqual(done);
  });

  it("goes to nothing with the length of the histories, and does not depend on the scale", () => {
    const long = eigenAdjust(spread, 10, {simulations: 100, days: 100_000, seed: 1});
    for (const v of long.bias) expect(Math.abs(v - 1)).toBeLessThan(0.005);
    const scaled = eigenAdjust(
      spread.map((v) => v * 1e4),
      10,
      {simulations: 50, days: 60, seed: 2}
    );
    const plain = eigenAdjust(spread, 10, {simulations: 50, days: 60, seed: 2});
    close(scaled.bias, Array.from(plain.bias), 1e-9);
  });

  it("agrees with histories drawn day by day, within four standard errors", () => {
    const days = 40;
    const rng = createRng(8, "histories");
    const d = [1, 2, 4];
    const ratios: number[][] = [[], [], []];
    for (let m = 0; m < 3000; m++) {
      const s = new Float64Array(9);
      for (let t = 0; t < days; t++) {
        const f = d.map((v) => Math.sqrt(v) * normal(rng));
        for (let i = 0; i < 3; i++) {
          for (let j = 0; j < 3; j++)
            s[i * 3 + j] = (s[i * 3 + j] as number) + ((f[i] as number) * (f[j] as number)) / days;
        }
      }
      const {values, vectors} = symmetricEigen(s, 3);
      for (let k = 0; k < 3; k++) {
        const truth = d.reduce((sum, v, j) => sum + v * (vectors[j * 3 + k] as number) ** 2, 0);
        ratios[k]?.push(truth / (values[k] as number));
      }
    }
    const {bias} = eigenAdjust(Float64Array.of(1, 0, 0, 0, 2, 0, 0, 0, 4), 3, {
      simulations: 3000,
      days,
      seed: 3
    });
    ratios.forEach((list, k) => {
      const mean = list.reduce((s, v) => s + v, 0) / list.length;
      const error = Math.sqrt(list.reduce((s, v) => s + (v - mean) ** 2, 0) / list.length ** 2);
      expect(Math.abs((bias[k] as number) ** 2 - mean)).toBeLessThan(4 * Math.SQRT2 * error);
    });
  });

  it("refuses histories shorter than there are factors", () => {
    expect(() => eigenAdjust(spread, 10, {days: 9, seed: 1})).toThrow(
      "days must be at least the 10 factors, got 9"
    );
  });
});

describe("specific risk", () => {
  it("without memory is the weighted root mean square; with it, Newey–West", () => {
    const plain = new SpecificVolatility(1, {halfLife: 10, lags: 1, lagHalfLife: 10});
    const u = [0.01, -0.02, 0.03, 0.01, Number.NaN, -0.01];
    for (const v of u) plain.push(Float64Array.of(v));
    const decay = 0.5 ** 0.1;
    const seen = u.filter((v) => !Number.isNaN(v));
    const square = (list: readonly number[]): number => list.reduce((s, v) => decay * s + v, 0);
    const own = square(seen.map((v) => v * v));
    const pairs = [0, -0.0002, -0.0006, 0.0003, 0].reduce((s, v) => decay * s + v, 0);
    const out = new Float64Array(1);
    plain.volatility(out);
    expect(out[0]).toBeCloseTo(Math.sqrt((own / square(seen.map(() => 1))) * (1 + pairs / own)), 14);
    expect(plain.count[0]).toBe(5);
  });

  it("trusts a long history with light tails, not a short one", () => {
    const rng = createRng(2, "trust");
    const own = new SpecificVolatility(2);
    for (let t = 0; t < 200; t++) own.push(Float64Array.of(normal(rng), t < 140 ? Number.NaN : normal(rng)));
    expect([own.trust(0), own.trust(1)]).toEqual([1, 0]);
  });

  it("shrinks to the group's cap-weighted mean, by hand", () => {
    const out = shrinkBySize([1, 3, Number.NaN], [1, 1, 1], {groups: 1, q: 0.5});
    expect(Array.from(out)).toEqual([expect.closeTo(4 / 3, 12), expect.closeTo(8 / 3, 12), Number.NaN]);
    expect(Array.from(shrinkBySize([2, 2], [1, 5]))).toEqual([2, 2]);
    expect(() => shrinkBySize([1], [])).toThrow("cap must hold 1 values, got 0");
  });
});

describe("volatility regime", () => {
  it("is the root of the decayed mean of squared standardised returns", () => {
    const regime = new VolatilityRegime({halfLife: 1});
    expect(regime.lambda).toBe(1);
    regime.push([2, Number.NaN], [1, 1]);
    regime.push([1, 3], [1, 1], [3, 1]);
    expect(regime.lambda).toBeCloseTo(Math.sqrt((0.5 * 4 + 3) / 1.5), 14);
    regime.push([1], [Number.NaN]);
    expect(regime.lambda).toBeCloseTo(Math.sqrt(5 / 1.5), 14);
  });
});

describe("bias statistics", () => {
  it("of accurate forecasts lie where they should", () => {
    const rng = createRng(1, "bias");
    const b = Float64Array.from({length: 20_000}, () => normal(rng));
    const {bias, low, high, q} = biasStatistic(b);
    expect(bias).toBeGreaterThan(low);
    expect(bias).toBeLessThan(high);
    expect(Math.abs(q - IDEAL_Q)).toBeLessThan(4 * (2.0 / Math.sqrt(20_000)));
    expect(Math.abs(rollingDeviation(b) - 0.17)).toBeLessThan(0.014);
    expect(IDEAL_Q).toBeCloseTo(2.27, 3);
    expect(biasStatistic([1, Number.NaN, -1]).n).toBe(2);
    expect(rollingDeviation([1, 2], {window: 3})).toBeNaN();
  });
});

describe("stability", () => {
  it("is the weighted correlation over the stocks of both days", () => {
    const now = [1, 2, 4, 8, 100];
    const then = [3, 1, 5, 9];
    const [value] = stability([now], [then], {match: [1, 0, 2, 3, -1], weight: [1, 2, 1, 1, 7]});
    expect(value).toBeCloseTo(correlation([1, 2, 4, 8], [1, 3, 5, 9], {weight: [1, 2, 1, 1]}), 14);
    expect(stability([[1, 1]], [[1, 2]], {match: [0, 1], weight: [1, 1]})[0]).toBeNaN();
    expect(() => stability([now], [], {match: [], weight: []})).toThrow("then must hold 1 columns, got 0");
  });
});

describe("portfolio risk", () => {
  const n = 12;
  const rng = createRng(3, "stocks");
  const rows: ExposureRows = {
    n,
    country: 0,
    industry: Int32Array.from({length: n}, (_, k) => 1 + (k % 2)),
    styles: [{factor: 3, x: Float64Array.from({length: n}, () => normal(rng))}]
  };
  const f = Float64Array.of(4, 0.2, 0.1, -0.3, 0.2, 1, 0.1, 0, 0.1, 0.1, 2, 0.2, -0.3, 0, 0.2, 0.5);
  const sigma = Float64Array.from({length: n}, (_, k) => 1 + k / 10);
  const dense = (k: number): number[] => {
    const x = [1, 0, 0, (rows.styles[0]?.x[k] as number) ?? 0];
    x[rows.industry[k] as number] = 1;
    return x;
  };
  const risk = (h: ArrayLike<number>): number => {
    let s = quadratic(f, portfolioExposure(rows, h, 4));
    for (let k = 0; k < n; k++) s += (h[k] as number) ** 2 * (sigma[k] as number) ** 2;
    return s;
  };

  it("exposures and stock values are products with the dense matrix", () => {
    const h = Float64Array.from({length: n}, (_, k) => k - 5);
    const x = portfolioExposure(rows, h, 4);
    for (let j = 0; j < 4; j++) {
      expect(x[j]).toBeCloseTo(
        h.reduce((s, v, k) => s + v * (dense(k)[j] as number), 0),
        12
      );
    }
    const y = [1, 2, 3, 4];
    stockValues(rows, y).forEach((v, k) => {
      expect(v).toBeCloseTo(
        dense(k).reduce((s, e, j) => s + e * (y[j] as number), 0),
        12
      );
    });
  });

  it("the least risk for one unit of alpha is least: one alpha held, every other direction costs", () => {
    const a = [0.5, -1, 0.3, 2];
    const alpha = stockValues(rows, a);
    const h = riskSolver(rows, f, sigma).minimumRisk(a);
    const unit = (x: ArrayLike<number>): number => alpha.reduce((s, v, k) => s + v * (x[k] as number), 0);
    expect(unit(h)).toBeCloseTo(1, 12);
    const best = risk(h);
    const draw = createRng(4, "directions");
    for (let trial = 0; trial < 50; trial++) {
      const step = Float64Array.from({length: n}, () => normal(draw));
      const fix = unit(step) / alpha.reduce((s, v) => s + v * v, 0);
      const moved = h.map((v, k) => v + 0.01 * ((step[k] as number) - fix * (alpha[k] as number)));
      expect(unit(moved)).toBeCloseTo(1, 10);
      expect(risk(moved)).toBeGreaterThan(best);
    }
  });

  it("refuses a covariance that is not definite", () => {
    expect(() => riskSolver(rows, new Float64Array(16), sigma)).toThrow(
      "covariance must be positive definite"
    );
  });
});

describe("NeweyWestWindow", () => {
  it("gives of some factors and fewer lags what these alone give, with gaps, after every row", () => {
    const rng = createRng(31, "rolling");
    const [rows, columns] = [60, 4];
    const values = Float64Array.from({length: rows * columns}, (_, k) =>
      k % 11 === 3 || (k % columns === 2 && k < 80) ? Number.NaN : normal(rng)
    );
    const chosen = [3, 1];
    const own = {
      values: Float64Array.from(
        {length: rows * 2},
        (_, k) => values[(k >> 1) * columns + (chosen[k & 1] as number)] as number
      ),
      dates: rows,
      factors: 2
    };
    const window = new NeweyWestWindow(columns, {halfLife: 20, lags: 3});
    for (let t = 0; t < rows; t++) {
      window.push(values.subarray(t * columns, (t + 1) * columns));
      if (t < 10) continue;
      for (const lags of [0, 3])
        close(window.covariance(chosen, lags), [...neweyWestCovariance(own, {halfLife: 20, lags}, t + 1)]);
    }
  });

  it("knows nothing of a pair that was never seen", () => {
    const window = new NeweyWestWindow(2, {halfLife: 20, lags: 1});
    window.push(Float64Array.of(1, Number.NaN));
    window.push(Float64Array.of(2, Number.NaN));
    const found = window.covariance();
    expect(found[0]).toBeGreaterThan(0);
    expect(Array.from(found.subarray(1))).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});
