import {describe, expect, it} from "vitest";
import type {Snowball} from "../../../lib/flow/snowball.js";
import {barrierDeltas, deltaAt, snowballGrids, valueAt} from "../../../lib/flow/snowball-grid.js";
import {type SnowballScenario, snowballLadder} from "../../../lib/flow/snowball-ladder.js";
import {simulateSnowball} from "../../../lib/flow/snowball-monte-carlo.js";
import {snowballStanding} from "../../../lib/flow/snowball-state.js";
import {createRng} from "../../../lib/random/rng.js";

const note: Snowball = {knockIn: 0.75, knockOut: 1.03, coupon: 0.15, months: 12, lock: 3};
const market = {rate: 0.02, dividend: 0.08, volatility: 0.22};
const price = (n: Snowball, m = market, options = {}): number => {
  const grid = snowballGrids(n, m, options)[0];
  if (!grid) throw new Error("no grid");
  return valueAt(grid, grid.alive, 1);
};

describe("the price by its equation", () => {
  it("agrees with simulation to 0.3 %, and within four standard errors", () => {
    for (const [volatility, dividend, knockIn] of [
      [0.15, 0.02, 0.8],
      [0.22, 0.08, 0.75],
      [0.32, 0.1, 0.7]
    ] as const) {
      const m = {rate: 0.02, dividend, volatility};
      const n = {...note, knockIn};
      const {value, standardError} = simulateSnowball(n, m, {pairs: 12_000, rng: createRng(17)});
      const pde = price(n, m);
      expect(Math.abs(pde / value - 1)).toBeLessThan(0.003);
      expect(Math.abs(pde - value)).toBeLessThan(4 * standardError + 2e-4);
    }
  });

  it("settles as the grid gets finer", () => {
    const fine = price(note, market, {between: 320});
    expect(Math.abs(price(note) - fine)).toBeLessThan(3e-4);
    expect(Math.abs(price(note, market, {between: 160}) - fine)).toBeLessThan(1e-4);
  });

  it("is the discounted principal and coupon where no barrier can be reached", () => {
    const safe = {...note, knockIn: 0.02, knockOut: 40};
    expect(price(safe, {...market, volatility: 0.1})).toBeCloseTo(1.15 * Math.exp(-0.02), 6);
  });

  it("is a bond plus a short put once it is knocked in and cannot be knocked out", () => {
    const far = {...note, knockOut: 40};
    const [grid] = snowballGrids(far, market, {between: 1200});
    if (!grid) throw new Error("no grid");
    // min(S, 1) discounted: 1·e^(−rT) − put(1, 1), Black and Scholes.
    const {rate, dividend, volatility} = market;
    const d1 = (rate - dividend + 0.5 * volatility ** 2) / volatility;
    const cdf = (x: number): number => {
      // Trapezoid of the density: an own route to the normal law.
      let s = 0;
      const h = 0.001;
      for (let y = -9; y < x; y += h) s += h * Math.exp(-0.5 * (y + h / 2) ** 2);
      return s / Math.sqrt(2 * Math.PI);
    };
    const put = Math.exp(-rate) * cdf(-(d1 - volatility)) - Math.exp(-dividend) * cdf(-d1);
    expect(Math.abs(valueAt(grid, grid.knocked, 1) - (Math.exp(-rate) - put))).toBeLessThan(5e-4);
  });

  it("walks the certain path without volatility", () => {
    const up = {rate: 0.06, dividend: 0, volatility: 0};
    // 1.03 is passed on the day of the sixth month: e^(0.06·126/252) = 1.0305.
    expect(price(note, up)).toBeCloseTo((1 + 0.15 / 2) * Math.exp(-0.03), 12);
    const down = {rate: 0.02, dividend: 0.4, volatility: 0};
    expect(price(note, down)).toBeCloseTo(Math.exp(-0.38) * Math.exp(-0.02), 12);
    const flat = {rate: 0.02, dividend: 0.02, volatility: 0};
    expect(price(note, flat)).toBeCloseTo(1.15 * Math.exp(-0.02), 12);
    expect(Math.abs(price(note, {...flat, volatility: 0.005}) - price(note, flat))).toBeLessThan(1e-3);
  });

  it("rises with the coupon and falls with the knock-in barrier", () => {
    expect(price({...note, coupon: 0.2})).toBeGreaterThan(price(note));
    expect(price({...note, knockIn: 0.8})).toBeLessThan(price(note));
  });

  it("has a delta that does not jump away from the barriers, and a knocked note is worth less", () => {
    const [grid] = snowballGrids(note, market, {days: [100], between: 160});
    if (!grid) throw new Error("no grid");
    const {level, alive, knocked} = grid;
    let steepest = 0;
    for (let s = 0.85; s < 0.98; s += 0.005)
      steepest = Math.max(steepest, Math.abs(deltaAt(grid, alive, s + 0.005) - deltaAt(grid, alive, s)));
    expect(steepest).toBeLessThan(0.12);
    for (let i = 0; i < level.length; i++)
      expect(alive[i]).toBeGreaterThanOrEqual((knocked[i] as number) - 1e-9);
    const {before, after} = barrierDeltas(grid, note.knockIn);
    expect(before).toBeGreaterThan(1.2);
    expect(after).toBeGreaterThan(0.8);
    expect(after).toBeLessThan(1.2);
  });

  it("gives in one pass the days that single passes give", () => {
    const both = snowballGrids(note, market, {days: [0, 130]});
    const later = snowballGrids(note, market, {days: [130]});
    expect(both[1]?.alive).toEqual(later[0]?.alive);
  });

  it("refuses terms that make no sense", () => {
    expect(() => price({...note, knockIn: 1.1})).toThrow(
      /knockIn must lie between 0 and knockOut 1.03, got 1.1/
    );
    expect(() => price({...note, lock: 13})).toThrow(/lock must lie in 1 to 12, got 13/);
    expect(() => price(note, {...market, volatility: -0.1})).toThrow(
      /volatility must not be negative, got -0.1/
    );
    expect(() => snowballGrids(note, market, {days: [300]})).toThrow(/days must lie in 0 to 252, got 300/);
  });
});

describe("what has become of a note", () => {
  const path = (days: number, of: (day: number) => number) =>
    Float64Array.from({length: days}, (_, k) => of(k + 1));

  it("is knocked out on a monthly day after the lock only, knocked in on any close, and stays so", () => {
    const high = path(200, (day) => (day === 21 || day === 70 ? 1.1 : day >= 84 ? 1.05 : 1));
    expect(snowballStanding(high, note)).toEqual({standing: "knocked_out", knockedIn: false, day: 84});
    const dip = path(60, (day) => (day === 13 ? 0.7499 : 1));
    expect(snowballStanding(dip, note)).toMatchObject({standing: "knocked_in", day: 60});
    expect(
      snowballStanding(
        path(60, (day) => (day === 13 ? 0.75 : 1)),
        note
      ).standing
    ).toBe("alive");
    expect(
      snowballStanding(
        path(260, () => 1),
        note
      )
    ).toMatchObject({standing: "matured", day: 252});
    expect(
      snowballStanding(
        path(5, (day) => (day === 3 ? Number.NaN : 1)),
        note
      ).standing
    ).toBe("alive");
  });
});

describe("the ladder", () => {
  const stock = {
    barrier: [4500, 4300, 4500, 3000],
    strike: [6000, 5733.333333333333, 6000, 4000],
    months: [24, 24, 24, 24],
    day: [100, 40, 100, 10],
    notional: [1e9, 2e9, 3e9, 5e9]
  };
  const scenario: SnowballScenario = {
    ...market,
    knockOut: 1.03,
    coupon: 0.15,
    lock: 3,
    hedged: 0.5,
    smoothing: 1,
    cap: 2
  };
  const futures = {multiplier: 200, volume: 40_000, openInterest: 200_000};
  const ladder = snowballLadder(stock, {spot: 5000, scenario, futures});

  it("knocks in each note on the step whose level passes its barrier", () => {
    // Steps of 2.5 %: 4875, 4750, 4625, 4500, 4375, 4250, …, 3000. A barrier is passed only below it.
    expect([...ladder.knocked.slice(3, 6)]).toEqual([0, 4e9, 2e9]);
    expect(ladder.cumulative.at(-1)).toBe(6e9);
    expect(snowballLadder(stock, {spot: 5000, scenario, futures}, {steps: 17}).cumulative.at(-1)).toBe(11e9);
  });

  it("sells the released delta times the notional at the barrier, in contracts of the barrier's level", () => {
    const [grid] = snowballGrids({...note, months: 24}, market, {days: [100], between: 40});
    if (!grid) throw new Error("no grid");
    const {before, after} = barrierDeltas(grid, 0.75);
    const released = Math.min(before, 2) - after;
    expect(ladder.sale[4]).toBeCloseTo(4e9 * 0.5 * released * 0.75, 2);
    expect(ladder.contracts[4]).toBeCloseTo((ladder.sale[4] as number) / (4500 * 200), 6);
    expect(ladder.volumeDays[4]).toBeCloseTo((ladder.contracts[4] as number) / 40_000, 12);
    expect(ladder.interestShare[4]).toBeCloseTo((ladder.contracts[4] as number) / 200_000, 12);
  });

  it("scales with the share hedged and with smoothing, and leaves notional alone", () => {
    const half = snowballLadder(stock, {spot: 5000, scenario: {...scenario, smoothing: 0.5}, futures});
    half.sale.forEach((v, k) => {
      expect(v).toBeCloseTo((ladder.sale[k] as number) / 2, 2);
    });
    expect(half.knocked).toEqual(ladder.knocked);
    expect(
      snowballLadder(stock, {spot: 5000, scenario: {...scenario, hedged: 0}, futures}).sale.every(
        (v) => v === 0
      )
    ).toBe(true);
  });

  it("refuses shares outside 0 to 1", () => {
    expect(() => snowballLadder(stock, {spot: 5000, scenario: {...scenario, hedged: 1.2}, futures})).toThrow(
      /hedged must lie in 0 to 1, got 1.2/
    );
  });
});
