import {describe, expect, it} from "vitest";
import {activeChanges, aggregate, blockVariance, fundVariance} from "../../../lib/attribution/aggregate.js";
import {drift} from "../../../lib/attribution/drift.js";
import {errorGain} from "../../../lib/attribution/error-gain.js";
import {heldChanges} from "../../../lib/attribution/held-stocks.js";
import {knownBook, withFallen} from "../../../lib/attribution/known-book.js";
import {parseNav} from "../../../lib/attribution/nav-text.js";
import {ownFund} from "../../../lib/attribution/own-fund.js";
import {positionSolver} from "../../../lib/attribution/position-problem.js";
import {bySector, positionTable} from "../../../lib/attribution/position-table.js";
import {
  believed,
  fitBelief,
  fitReversion,
  positionHistory,
  reverted
} from "../../../lib/attribution/total-position.js";
import {downdateGram, windowCross, windowGram} from "../../../lib/attribution/window-moments.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import {leastAbsolute} from "../../../lib/stats/lad.js";
import {publishedTables} from "../../../pipeline/published/load.js";

const f = (...x: number[]): Float64Array => Float64Array.from(x);
const sum = (x: Float64Array): number => x.reduce((s, v) => s + v, 0);

describe("positions of one fund", () => {
  it("recovers a fund without noise to 1e-6 from its returns alone", () => {
    const rng = createRng(5, "positions");
    const [n, days] = [31, 120];
    const x = Float64Array.from({length: n * days}, () => 0.012 * normal(rng));
    const solve = positionSolver(n);
    const nothing = {
      weights: new Float64Array(n),
      variance: new Float64Array(n).fill(Number.POSITIVE_INFINITY),
      total: 0,
      totalVariance: Number.POSITIVE_INFINITY
    };
    const [gram, cross] = [new Float64Array(n * n), new Float64Array(n)];
    const window = {columns: n, from: 0, to: days, weights: new Float64Array(days).fill(1)};
    windowGram(x, window, gram);
    for (let fund = 0; fund < 20; fund++) {
      const raw = Float64Array.from({length: n}, () => (rng.uniform() < 0.5 ? rng.uniform() : 0));
      const w = raw.map((v) => (0.88 * v) / sum(raw));
      const y = Float64Array.from({length: days}, (_, t) =>
        w.reduce((s, v, i) => s + v * (x[t * n + i] as number), 0)
      );
      windowCross(x, y, window, cross);
      const found = solve({gram, cross, noise: 1e-4}, [nothing], {budget: [0.6, 0.95]}).x;
      found.forEach((v, i) => {
        expect(Math.abs(v - (w[i] as number))).toBeLessThan(1e-6);
      });
    }
  });

  it("takes a missing day out of the moments as if it had never been there", () => {
    const x = f(1, 2, 3, 4, 5, 6);
    const window = {columns: 2, from: 0, to: 3, weights: f(0.25, 0.5, 1)};
    const gram = new Float64Array(4);
    windowGram(x, window, gram);
    downdateGram(x, window, {gram, missing: [1]});
    expect([...gram]).toEqual([0.25 + 25, 0.5 + 30, 0.5 + 30, 1 + 36]);
    const cross = new Float64Array(2);
    windowCross(x, f(1, Number.NaN, 2), window, cross);
    expect([...cross]).toEqual([0.25 + 10, 0.5 + 12]);
  });

  it("drifts by hand, and keeps the whole with its cash", () => {
    const w = drift(f(0.5, 0.3), f(1.1, 0.9), new Float64Array(2));
    expect(w[0]).toBeCloseTo(0.55 / 1.02, 14);
    expect(w[1]).toBeCloseTo(0.27 / 1.02, 14);
    expect(() => drift(f(1), f(1, 1), f(1))).toThrow("weights, growth and out differ in length: 1, 2 and 1");
  });

  it("completes the ten largest with the last full report, without counting a stock twice", () => {
    const top = {stock: Int32Array.of(1, 2), industry: Int16Array.of(0, 1), weight: f(0.08, 0.04)};
    const rest = {
      stock: Int32Array.of(2, 3, 4),
      industry: Int16Array.of(1, 2, 2),
      weight: f(0.03, 0.06, 0.02)
    };
    const book = knownBook(top, rest, 0.3);
    expect([...book.stock]).toEqual([1, 2, 3, 4]);
    expect(sum(book.weight)).toBeCloseTo(0.3, 14);
    expect((book.weight[2] as number) / (book.weight[3] as number)).toBeCloseTo(2, 12);
    expect([...knownBook(top, rest, Number.NaN).weight]).toEqual([0.08, 0.04]);
  });

  it("counts what fell out of the ten largest at half, once, and never above the smallest of them", () => {
    const book = (stock: number[], weight: number[]) => ({
      stock: Int32Array.from(stock),
      industry: Int16Array.from(stock),
      weight: f(...weight)
    });
    const top = book([1, 2], [0.09, 0.06]);
    const rest = book([5, 6, -1], [0.03, 0.02, 0.01]);
    const tops = [book([1, 3], [0.08, 0.05]), book([3, 4, 5, -1], [0.2, 0.1, 0.1, 0.1])];
    const found = withFallen(rest, tops, top);
    expect([...found.stock]).toEqual([5, 6, -1, 3, 4]);
    expect([...found.weight].map((v) => Math.round(v * 1e6) / 1e6)).toEqual([0.03, 0.02, 0.01, 0.025, 0.03]);
  });

  it("finds which of the disclosed stocks were sold from what the returns miss of them", () => {
    const rng = createRng(9, "held");
    const [stocks, days] = [12, 60];
    const own = Float64Array.from({length: stocks * days}, () => 0.02 * normal(rng));
    const weight = new Float64Array(stocks).fill(0.05);
    const residual = Float64Array.from({length: days}, (_, s) => {
      const gone = 0.05 * ((own[s] as number) + (own[4 * days + s] as number));
      return 0.0003 * normal(rng) - gone;
    });
    const before = residual.slice();
    const d = new Float64Array(stocks);
    const problem = {
      stocks,
      days,
      own,
      square: weight.map((_, j) => own.subarray(j * days, (j + 1) * days).reduce((s, x) => s + x * x, 0)),
      noise: 0.0003 ** 2,
      least: weight.map((w) => -w),
      most: weight.map((w) => 0.3 * w),
      variance: weight.map((w) => 0.25 * w * w)
    };
    heldChanges(problem, {residual, d});
    d.forEach((v, j) => {
      if (j === 0 || j === 4) expect(v).toBeLessThan(-0.045);
      else expect(Math.abs(v)).toBeLessThan(0.01);
      expect(v).toBeGreaterThanOrEqual(-0.05);
    });
    const left = before.map(
      (v, s) => v - d.reduce((sum, w, j) => sum + w * (own[j * days + s] as number), 0)
    );
    left.forEach((v, s) => {
      expect(residual[s]).toBeCloseTo(v, 14);
    });
    const twice = d.slice();
    heldChanges({...problem, variance: new Float64Array(stocks)}, {residual: before.slice(), d: twice});
    expect(twice.every((v) => v === 0)).toBe(true);
  });
});

describe("aggregates", () => {
  it("reproduces the report's printed table: changes, over- and underweights, sectors", async () => {
    const table = (await publishedTables()).published_fund_position;
    if (!table) throw new Error("published_fund_position is not transcribed");
    const column = (name: string): Float64Array => Float64Array.from(table[name] as Float64Array);
    const [weight, last, index] = [column("weight"), column("weight_last"), column("csi800")];
    const found = positionTable({weight, last, index});
    const half = 1.01e-4;
    column("over_under").forEach((v, i) => {
      expect(Math.abs(v - (found.overUnder[i] as number))).toBeLessThan(half);
    });
    column("change").forEach((v, i) => {
      expect(Math.abs(v - (found.change[i] as number))).toBeLessThan(half);
    });
    expect(sum(found.overUnderNormalised)).toBeCloseTo(0, 14);
    expect(sum(found.overUnder)).toBeCloseTo(-0.1261, 3);
    const sector = Array.from(table.sector as readonly string[], String);
    const sums = bySector(found.change, sector);
    column("sector_change").forEach((v, i) => {
      if (!Number.isNaN(v)) expect(Math.abs(v - (sums.get(sector[i] ?? "") ?? 0))).toBeLessThan(2e-4);
    });
  });

  it("weights funds by assets, leaves out those without, and splits drift from trading", () => {
    const panel = {weights: f(0.2, 0.4, Number.NaN, 0, 0.6, 0.2), assets: [3, 5, 1], industries: 2};
    expect(aggregate(panel)[0]).toBeCloseTo(0.3, 14);
    expect(fundVariance(panel)[0]).toBeCloseTo(((3 * 0.1) ** 2 + 0.3 ** 2) / 16, 14);
    const active = activeChanges(f(0.55 / 1.02, 0.3), f(0.5, 0.3), f(1.1, 0.9));
    expect(active[0]).toBeCloseTo(0, 14);
    expect(active[1]).toBeCloseTo(0.3 - 0.27 / 1.02, 14);
    expect([...blockVariance([f(1, 0), f(-1, 0)])]).toEqual([2, 0]);
  });

  it("has the variance that drawing funds again really has", () => {
    const rng = createRng(8, "funds");
    const weights = Float64Array.from({length: 300}, () => rng.uniform() * 0.1);
    const assets = Array.from({length: 300}, () => Math.exp(normal(rng)));
    const draws = Array.from({length: 2000}, () => {
      let [a, w] = [0, 0];
      for (let k = 0; k < 300; k++) {
        const i = Math.floor(rng.uniform() * 300);
        a += assets[i] as number;
        w += (assets[i] as number) * (weights[i] as number);
      }
      return w / a;
    });
    const mean = draws.reduce((s, v) => s + v, 0) / draws.length;
    const variance = draws.reduce((s, v) => s + (v - mean) ** 2, 0) / draws.length;
    const linear = fundVariance({weights, assets, industries: 1})[0] as number;
    expect(linear / variance).toBeGreaterThan(0.85);
    expect(linear / variance).toBeLessThan(1.15);
  });
});

describe("the total position", () => {
  it("finds the median line that outliers do not move", () => {
    const x = Float64Array.from({length: 200}, (_, k) => (k % 2 === 0 ? 1 : (k - 100) / 50));
    const y = Float64Array.from(
      {length: 100},
      (_, k) => 2 * (x[2 * k] as number) + 3 * (x[2 * k + 1] as number) + (k % 7 === 0 ? 40 : 0)
    );
    const b = leastAbsolute(x, y);
    expect(b[0]).toBeCloseTo(2, 3);
    expect(b[1]).toBeCloseTo(3, 3);
    expect(leastAbsolute(f(1, 2, 3, 4), f(1))[0]).toBeNaN();
  });

  const quiet = {ret: 0, halfYear: false};

  it("learns that positions return, and that half-years show more than the quarters between", () => {
    const rng = createRng(2, "totals");
    const changes = Array.from({length: 400}, (_, k) => {
      const level = 0.8 + 0.1 * rng.uniform();
      const past = Array.from({length: 5}, () => level + 0.03 * normal(rng));
      const halfYear = k % 2 === 0;
      const disclosed = level + (halfYear ? 0.01 : -0.01) + 0.001 * normal(rng);
      return {history: positionHistory(past, {ret: 0, halfYear}), disclosed};
    });
    const coefficients = fitReversion(changes);
    const away = [0.85, 0.85, 0.85, 0.85, 0.79];
    const between = reverted(positionHistory(away, quiet), coefficients, 0.95);
    const half = reverted(positionHistory(away, {ret: 0, halfYear: true}), coefficients, 0.95);
    expect(between).toBeGreaterThan(0.8);
    expect(half - between).toBeGreaterThan(0.01);
    expect(fitReversion(changes.slice(0, 20))).toBeUndefined();
    expect(() => positionHistory([], quiet)).toThrow("positions must hold one position or more, got none");
  });

  it("believes returns only of restless funds, and less of one whose returns always show too much", () => {
    const untaught = {coefficients: undefined, cap: 0.95};
    const still = positionHistory([0.85, 0.85, 0.85], quiet);
    const sighting = {history: still, expected: 0.85, seen: 0.6, bias: 0};
    expect(believed(sighting, untaught)).toBeCloseTo(0.85, 14);
    const restless = positionHistory([0.7, 0.9, 0.7], quiet);
    expect(believed({...sighting, history: restless, expected: 0.8}, untaught)).toBeCloseTo(0.7, 14);
    expect(believed({...sighting, seen: Number.NaN}, untaught)).toBe(0.85);
    const rng = createRng(3, "sightings");
    const past = Array.from({length: 300}, () => {
      const [bias, change] = [0.05 * normal(rng), 0.04 * normal(rng)];
      const seen = 0.8 + change + bias + 0.005 * normal(rng);
      return {history: restless, expected: 0.8, seen, bias, disclosed: 0.8 + change};
    });
    const coefficients = fitBelief(past);
    const at = (bias: number): number =>
      believed({history: restless, expected: 0.8, seen: 0.75, bias}, {coefficients, cap: 0.95});
    expect(at(0)).toBeGreaterThan(0.745);
    expect(at(0)).toBeLessThan(0.765);
    expect(at(-0.05)).toBeGreaterThan(0.785);
    expect(fitBelief(past.slice(0, 59))).toBeUndefined();
  });
});

describe("the improvement over another estimator", () => {
  it("is the share of errors saved, with an interval as wide as drawing whole funds makes it", () => {
    const rng = createRng(4, "gain");
    const [funds, reports] = [60, 8];
    const group = Int32Array.from({length: funds * reports}, (_, k) => Math.floor(k / reports));
    const saved = Float64Array.from({length: funds}, () => 0.2 + 0.5 * normal(rng));
    const others = new Float64Array(group.length).fill(0.04);
    const errors = Float64Array.from(group, (g) => 0.04 * (1 - (saved[g] as number)));
    const found = errorGain(errors, {others, group});
    const mean = sum(saved) / funds;
    expect(found.gain).toBeCloseTo(mean, 12);
    expect(found.groups).toBe(funds);
    const half = 1.645 * Math.sqrt(sum(saved.map((v) => (v - mean) ** 2)) / funds ** 2);
    expect(found.hi - mean).toBeGreaterThan(0.85 * half);
    expect(found.hi - mean).toBeLessThan(1.15 * half);
    expect(mean - found.lo).toBeGreaterThan(0.85 * half);
    expect(mean - found.lo).toBeLessThan(1.15 * half);
    expect(errorGain(errors, {others, group})).toEqual(found);
    expect(() => errorGain(errors, {others: f(1), group})).toThrow("errors, others and group differ");
  });
});

describe("a reader's own fund", () => {
  it("reads what people paste and says which lines it cannot", () => {
    const read = parseNav(
      "﻿日期,单位净值,复权净值\n2024-01-03,1,2\n20240102\t9\t1.9\n2024/01/04;1;x\nabc,1,1\n2024-02-30,1,1\n2024-01-03,1,5\n2024-01-05\n"
    );
    expect([...read.nav]).toEqual([1.9, 2]);
    expect(read.problems.map((p) => [p.line, p.reason])).toEqual([
      [4, "number"],
      [5, "date"],
      [6, "date"],
      [7, "duplicate"],
      [8, "columns"]
    ]);
  });

  it("finds the heaviest industry, leaves out gaps and jumps, and gives up on too few days", () => {
    const rng = createRng(4, "own");
    const [n, days] = [5, 100];
    const x = Float64Array.from({length: n * days}, () => 0.01 * normal(rng));
    const nav = [1];
    for (let t = 1; t < days; t++)
      nav.push((nav[t - 1] as number) * (1 + 0.7 * (x[t * n + 2] as number) + 0.2 * (x[t * n] as number)));
    const level = nav.map((v, t) => (t >= 70 ? v / 2 : v));
    const keep = level.map((_, t) => t).filter((t) => t !== 80);
    const market = {
      days: level.map((_, t) => 19000 + t),
      industries: x,
      styles: new Float64Array(),
      peers: new Float64Array(n).fill(0.17)
    };
    const text = {
      days: Int32Array.from(keep, (t) => 19000 + t),
      nav: Float64Array.from(keep, (t) => level[t] as number),
      problems: []
    };
    const found = ownFund(text, market);
    expect(found?.weights[2]).toBeCloseTo(0.7, 1);
    expect(found?.total).toBeCloseTo(0.9, 1);
    expect(found?.gaps).toEqual([19081]);
    expect(found?.jumps).toEqual([19070]);
    expect(
      ownFund({...text, days: text.days.slice(0, 20), nav: text.nav.slice(0, 20)}, market)
    ).toBeUndefined();
  });
});
