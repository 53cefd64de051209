import {describe, expect, it} from "vitest";
import {epochDay, isoDay} from "../../../lib/format/date.js";
import {leastSquares} from "../../../lib/linalg/qr.js";
import {bridge, fitBridge} from "../../../lib/macro/bridge.js";
import {errorRecord, inverseErrorWeights} from "../../../lib/macro/error-record.js";
import {fitMinnesota, forecastAutoregression} from "../../../lib/macro/minnesota.js";
import {monthEnd, monthOf, quarterMonth, quarterName} from "../../../lib/macro/month.js";
import {releasePanel} from "../../../lib/macro/release-panel.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";

describe("months", () => {
  it("know their ends and quarters", () => {
    const february = monthOf(epochDay("2024-02-10"));
    expect(isoDay(monthEnd(february))).toBe("2024-02-29");
    expect(isoDay(monthEnd(quarterMonth(february)))).toBe("2024-03-31");
    expect([quarterName(february), quarterName(february - 2)]).toEqual(["2024Q1", "2023Q4"]);
  });
});

describe("vintages of a panel", () => {
  const from = 2023 * 12;
  const rows: [series: number, month: number, known: number, value: number][] = [
    [0, 1, 150, 9],
    [0, 0, 40, 1],
    [0, 1, 70, 3],
    [1, 0, 40, 5],
    [1, 1, 71, 7],
    [0, 12, 400, 2],
    [2, 1, 75, 4]
  ];
  const releasesOf = (order: typeof rows) => ({
    series: Int32Array.from(order, (r) => r[0]),
    month: Int32Array.from(order, (r) => from + r[1]),
    known: Int32Array.from(order, (r) => r[2]),
    value: Float64Array.from(order, (r) => r[3])
  });
  const options = {from, months: 13, series: 3, merged: Uint8Array.of(0, 1, 1)};
  const nan = Number.NaN;

  it("hold what was known, revisions replacing, whatever the order of the rows", () => {
    for (const order of [rows, [...rows].reverse()]) {
      const panel = releasePanel(releasesOf(order), options);
      expect([...panel.at(39).slice(0, 6)]).toEqual([nan, nan, nan, nan, nan, nan]);
      expect([...panel.at(70).slice(0, 6)]).toEqual([1, nan, nan, 3, nan, nan]);
      expect([...panel.at(160).slice(0, 6)]).toEqual([1, nan, nan, 9, 6, 4]);
    }
  });

  it("merge January and February only of the series that ask for it, once February is known", () => {
    const panel = releasePanel(releasesOf(rows), options).at(72);
    expect(panel[1]).toBeNaN();
    expect(panel[4]).toBe(6);
    expect(panel[0]).toBe(1);
  });

  it("refuse a day out of order", () => {
    const panel = releasePanel(releasesOf(rows), options);
    panel.at(100);
    expect(() => panel.at(99)).toThrow(/day must not go back: 99 after 100/);
  });
});

describe("bridge equations", () => {
  it("find an exact relation and forecast by it", () => {
    const rng = createRng(4);
    const x = Float64Array.from({length: 40}, () => normal(rng));
    const y = new Float64Array(40);
    for (let q = 1; q < 40; q++) y[q] = 0.5 + 0.3 * (y[q - 1] as number) + 2 * (x[q] as number);
    const equations = fitBridge(y, x, {indicators: 1});
    const [only] = equations;
    expect(only?.own).toBeCloseTo(0.3, 10);
    expect(only?.slope).toBeCloseTo(2, 10);
    expect(bridge(equations, {last: 1, means: [3]})).toBeCloseTo(0.5 + 0.3 + 6, 10);
  });

  it("weigh equations by the inverse of their variances, leave out what is missing or too short", () => {
    const two = [
      {indicator: 0, constant: 1, own: 0, slope: 0, variance: 1},
      {indicator: 1, constant: 4, own: 0, slope: 0, variance: 2}
    ];
    expect(bridge(two, {last: 0, means: [0, 0]})).toBeCloseTo(2, 12);
    expect(bridge(two, {last: 0, means: [Number.NaN, 0]})).toBe(4);
    expect(bridge([], {last: 0, means: []})).toBeNaN();
    expect(fitBridge(new Float64Array(10), new Float64Array(10), {indicators: 1})).toEqual([]);
    expect(() => fitBridge([1, 2], [1], {indicators: 1})).toThrow(/means must hold 2 × 1 values, got 1/);
  });
});

describe("the Minnesota prior", () => {
  const rng = createRng(7);
  const dates = 80;
  const y = new Float64Array(dates * 2);
  for (let t = 1; t < dates; t++) {
    y[t * 2] = 0.2 + 0.6 * (y[t * 2 - 2] as number) + 0.2 * (y[t * 2 - 1] as number) + 0.3 * normal(rng);
    y[t * 2 + 1] = 0.7 * (y[t * 2 - 1] as number) + 0.5 * normal(rng);
  }

  it("is least squares where it is loose", () => {
    const {coefficients} = fitMinnesota(y, 2, {lags: 2, tightness: 1e5});
    const x: number[] = [];
    const wanted: number[] = [];
    for (let t = 2; t < dates; t++) {
      x.push(1, ...y.subarray((t - 1) * 2, t * 2), ...y.subarray((t - 2) * 2, (t - 1) * 2));
      wanted.push(y[t * 2] as number);
    }
    leastSquares(x, wanted, 5).coefficients.forEach((b, p) => {
      expect(coefficients[p]).toBeCloseTo(b, 5);
    });
  });

  it("is a random walk, or noise about a mean, where it is tight", () => {
    const walk = fitMinnesota(y, 2, {tightness: 1e-6});
    const next = forecastAutoregression(walk, y, 3);
    const drift = walk.coefficients[0] as number;
    expect(next[4]).toBeCloseTo((y[(dates - 1) * 2] as number) + 3 * drift, 6);
    const noise = fitMinnesota(y, 2, {tightness: 1e-6, persistence: 0});
    expect([...noise.coefficients.slice(1, 9)].every((b) => Math.abs(b) < 1e-6)).toBe(true);
  });

  it("equals least squares with the prior as added observations, at λ = 0.2", () => {
    const lags = 4;
    const size = 1 + 2 * lags;
    const {coefficients} = fitMinnesota(y, 2, {lags, tightness: 0.2});
    const deviation = [0, 1].map((j) => {
      const x: number[] = [];
      const own: number[] = [];
      for (let t = lags; t < dates; t++) {
        x.push(1, ...Array.from({length: lags}, (_, l) => y[(t - 1 - l) * 2 + j] as number));
        own.push(y[t * 2 + j] as number);
      }
      const b = leastSquares(x, own, lags + 1).coefficients;
      const sse = own.reduce(
        (s, v, k) => s + (v - b.reduce((f, c, p) => f + c * (x[k * (lags + 1) + p] as number), 0)) ** 2,
        0
      );
      return Math.sqrt(sse / (own.length - lags - 1));
    });
    const [s0 = 1, s1 = 1] = deviation;
    const x: number[] = [];
    const wanted: number[] = [];
    for (let t = lags; t < dates; t++) {
      const row = [1];
      for (let l = 1; l <= lags; l++) row.push(...y.subarray((t - l) * 2, (t - l + 1) * 2));
      x.push(...row.map((v) => v / s0));
      wanted.push((y[t * 2] as number) / s0);
    }
    for (let p = 0; p < size; p++) {
      const lag = Math.floor((p - 1) / 2) + 1;
      const spread = p === 0 ? 1e3 * s0 : (p - 1) % 2 === 0 ? 0.2 / lag : (0.2 * 0.5 * s0) / (lag * s1);
      x.push(...Array.from({length: size}, (_, q) => (q === p ? 1 / spread : 0)));
      wanted.push(p === 1 ? 1 / spread : 0);
    }
    leastSquares(x, wanted, size).coefficients.forEach((b, p) => {
      expect(Math.abs((coefficients[p] as number) - b)).toBeLessThan(1e-9);
    });
  });

  it("refuses too few dates", () => {
    expect(() => fitMinnesota(new Float64Array(20), 2)).toThrow(/at least 12 dates, got 10/);
  });
});

describe("the record of errors", () => {
  it("knows a target's errors only once it is settled, by class of distance, the last forecast standing", () => {
    const record = errorRecord({minimum: 2});
    record.forecast(1, 0, 45, 5);
    record.forecast(1, 0, 31, 4);
    record.forecast(1, 0, 10, 2);
    expect(record.errors(0, 40)).toEqual([]);
    record.settle(1, 1);
    expect(record.errors(0, 40)).toEqual([3]);
    expect(record.errors(0, -3)).toEqual([1]);
    expect(record.rmse(0, 40)).toBeNaN();
    record.forecast(2, 0, 40, 0);
    record.settle(2, 4);
    expect(record.rmse(0, 40)).toBeCloseTo(Math.sqrt(12.5), 12);
    expect(record.band(0, 40, 0.5)).toBeCloseTo(3.5, 12);
  });

  it("weighs by inverse squares; two forecasts as Higgins does; equally before anything is known", () => {
    const [a, b] = [0.4, 0.8];
    const weights = inverseErrorWeights([1, 2], [a, b]);
    expect(weights[0]).toBeCloseTo(1 - a ** 2 / (a ** 2 + b ** 2), 12);
    expect((weights[0] ?? 0) + (weights[1] ?? 0)).toBeCloseTo(1, 14);
    expect([...inverseErrorWeights([1, 2, Number.NaN], [0.1, Number.NaN, 0.2])]).toEqual([0.5, 0.5, 0]);
  });
});
