import {describe, expect, it} from "vitest";
import {addDay, characterOf, characterSums, topAgainstBottom} from "../../../lib/factor/character.js";
import {addReturns, coMovement, coMovementSums, standardiser} from "../../../lib/factor/co-movement.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import {correlation} from "../../../lib/stats/correlation.js";

const nan = Number.NaN;

describe("character", () => {
  const days = 12;
  const stocks = {
    ret: [0.01, -0.01, 0.02, nan],
    cap: [100, 200, 300, 400],
    capBefore: [100, 200, 300, 400],
    amount: [1, 2, 3, 0],
    floatCap: [50, 100, 150, 200],
    book: [50, 100, nan, 100],
    profit: [10, -5, 20, nan],
    profitBefore: [8, 4, nan, nan],
    revenue: [100, 50, 80, 10],
    revenueBefore: [80, 50, 80, nan]
  };
  const sums = characterSums(days, 2);
  for (let row = 0; row < days; row++) addDay(sums, stocks, {row, group: [0, 0, 0, 0], groups: 2});
  const own = characterOf(sums, {group: 0, groups: 2});

  it("divides sums over the same stocks", () => {
    expect(Math.exp(own.lnPb[5] as number)).toBeCloseTo(700 / 250, 12);
    expect(Math.exp(own.lnPe[5] as number)).toBeCloseTo(600 / 25, 12);
    expect(own.profitGrowth[5]).toBeCloseTo(5 / 12 - 1, 12);
    expect(own.revenueGrowth[5]).toBeCloseTo(230 / 210 - 1, 12);
  });

  it("averages turnover and dispersion over 21 days, from eleven on", () => {
    expect(own.turnover[9]).toBeNaN();
    expect(own.turnover[10]).toBeCloseTo(6 / 500, 12);
    const mean = (100 * 0.01 - 200 * 0.01 + 300 * 0.02) / 600;
    const square = (100 * 0.01 ** 2 + 200 * 0.01 ** 2 + 300 * 0.02 ** 2) / 600;
    expect(own.crossSectionalVol[10]).toBeCloseTo(Math.sqrt((square - mean ** 2) * 252), 12);
  });

  it("is missing for an empty group and where the base is a loss", () => {
    const none = characterOf(sums, {group: 1, groups: 2});
    expect(none.lnPb[5]).toBeNaN();
    const loss = characterSums(1, 1);
    addDay(
      loss,
      {...stocks, profit: [-1, -1, -1, -1], profitBefore: [-2, 1, 0, 0]},
      {row: 0, group: [0, 0, 0, 0], groups: 1}
    );
    expect(characterOf(loss, {group: 0, groups: 1}).lnPe[0]).toBeNaN();
    expect(characterOf(loss, {group: 0, groups: 1}).profitGrowth[0]).toBeNaN();
  });

  it("sets the top against the bottom: differences and ratios", () => {
    const both = topAgainstBottom(own, own);
    expect(both.lnPb[5]).toBe(0);
    expect(both.turnover[10]).toBe(1);
  });
});

describe("co-movement", () => {
  const [days, assets] = [200, 40];

  function run(share: number): {estimate: number; brute: number} {
    const rng = createRng(9, `co ${share}`);
    const returns = Array.from({length: days}, () => {
      const common = normal(rng);
      return Float64Array.from(
        {length: assets},
        (_, i) => (1 + i / 20) * (Math.sqrt(share) * common + Math.sqrt(1 - share) * normal(rng))
      );
    });
    const scale = standardiser(assets);
    const sums = coMovementSums(days, 1);
    const group = new Int8Array(assets);
    for (const [row, r] of returns.entries()) addReturns(sums, scale.next(r), {row, group, groups: 1});
    const estimate = coMovement(sums, {group: 0, groups: 1})[days - 1] as number;
    const last = returns.slice(-63);
    let [sum, n] = [0, 0];
    for (let i = 0; i < assets; i++) {
      for (let j = 0; j < i; j++) {
        sum += correlation(
          last.map((r) => r[i] as number),
          last.map((r) => r[j] as number)
        );
        n++;
      }
    }
    return {estimate, brute: sum / n};
  }

  it("is near the mean of all pairwise correlations, in one pass", () => {
    for (const share of [0, 0.2, 0.6]) {
      const {estimate, brute} = run(share);
      expect(Math.abs(estimate - brute)).toBeLessThan(0.05);
    }
  });

  it("is one for copies of one another, whatever their scale", () => {
    const rng = createRng(1, "copies");
    const scale = standardiser(5);
    const sums = coMovementSums(150, 1);
    for (let row = 0; row < 150; row++) {
      const r = normal(rng);
      addReturns(sums, scale.next([r, 2 * r, 3 * r, 4 * r, 5 * r]), {
        row,
        group: new Int8Array(5),
        groups: 1
      });
    }
    expect(coMovement(sums, {group: 0, groups: 1})[149]).toBeCloseTo(1, 12);
  });

  it("is missing early and for two stocks", () => {
    const sums = coMovementSums(100, 1);
    const scale = standardiser(2);
    for (let row = 0; row < 100; row++)
      addReturns(sums, scale.next([0.01, -0.02]), {row, group: [0, 0], groups: 1});
    expect(coMovement(sums, {group: 0, groups: 1}).every(Number.isNaN)).toBe(true);
    expect(() => scale.next([1])).toThrow("net must hold 2 values, got 1");
  });
});
