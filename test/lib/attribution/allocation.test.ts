import {describe, expect, it} from "vitest";
import {allocation} from "../../../lib/attribution/allocation.js";
import {dailyWeights} from "../../../lib/attribution/daily-weights.js";
import {quadrant, quadrantShares} from "../../../lib/attribution/quadrant.js";
import {skillOf} from "../../../lib/attribution/skill.js";
import {trailingSum} from "../../../lib/attribution/trailing-sum.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";

const ROWS = 400;
const COLUMNS = 6;
const rng = createRng(17, "allocation");
const returns = Float64Array.from({length: ROWS * COLUMNS}, () => 0.0003 + 0.012 * normal(rng));
const simplex = (spread: number, total: number): Float64Array => {
  const raw = Float64Array.from({length: COLUMNS}, () => Math.exp(spread * normal(rng)));
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((x) => (total * x) / sum);
};
const panel = (spread: number, total: number): Float64Array => {
  const out = new Float64Array(ROWS * COLUMNS);
  for (let t = 0; t < ROWS; t++) out.set(simplex(spread, total), t * COLUMNS);
  return out;
};
const weight = panel(0.5, 0.88);
const benchmark = panel(0.2, 1);
const fund = Float64Array.from({length: ROWS}, () => 0.013 * normal(rng));
const input = {fund, weight, benchmark, returns, rows: ROWS, columns: COLUMNS};

describe("allocation", () => {
  it("closes on the active return, and its splits on d, to 1e-12", () => {
    const parts = allocation(input);
    for (let t = 1; t < ROWS; t++) {
      const active = (fund[t] as number) - (parts.benchmark[t] as number);
      expect(Math.abs(active - (parts.d[t] as number) - (parts.r[t] as number))).toBeLessThan(1e-12);
      if (t > 60)
        expect(
          Math.abs((parts.fixed[t] as number) + (parts.timing[t] as number) - (parts.d[t] as number))
        ).toBeLessThan(1e-12);
    }
    expect(parts.d[0]).toBeNaN();
    expect(parts.timing[30]).toBeNaN();
  });

  it("agrees with sums worked by hand", () => {
    const parts = allocation(
      {
        fund: [0, 0.02],
        weight: [0.6, 0.3, 0, 0],
        benchmark: [0.5, 0.5, 0, 0],
        returns: [0, 0, 0.03, -0.01],
        rows: 2,
        columns: 2
      },
      {minimum: 1}
    );
    expect(parts.benchmark[1]).toBeCloseTo(0.01, 14);
    expect(parts.d[1]).toBeCloseTo(0.1 * 0.03 + -0.2 * -0.01, 14);
    expect(parts.r[1]).toBeCloseTo(0.02 - 0.015, 14);
    expect(parts.position[1]).toBeCloseTo((0.9 - 1) * 0.01, 14);
    expect(parts.fixed[1]).toBeCloseTo(parts.d[1] as number, 14);
  });

  it("gives an index fund that holds its benchmark no allocation and no selection", () => {
    const index = Float64Array.from({length: ROWS}, (_, t) => {
      let r = 0;
      for (let c = 0; t > 0 && c < COLUMNS; c++)
        r += (benchmark[(t - 1) * COLUMNS + c] as number) * (returns[t * COLUMNS + c] as number);
      return r;
    });
    const parts = allocation({...input, fund: index, weight: benchmark});
    for (let t = 1; t < ROWS; t++) {
      expect(Math.abs(parts.d[t] as number)).toBeLessThan(1e-15);
      expect(Math.abs(parts.r[t] as number)).toBeLessThan(1e-15);
    }
  });

  it("reads no row later than its own and changes no input", () => {
    const kept = [weight, benchmark, returns, fund].map((x) => x.slice());
    const before = allocation(input);
    const cut = 250;
    const later = (x: Float64Array, columns: number): Float64Array =>
      x.map((v, i) => (i >= cut * columns ? v * 3 - 0.01 : v));
    const after = allocation({
      ...input,
      fund: later(fund, 1),
      weight: later(weight, COLUMNS),
      benchmark: later(benchmark, COLUMNS),
      returns: later(returns, COLUMNS)
    });
    for (const name of ["d", "r", "position", "fixed", "timing", "benchmark"] as const)
      expect(after[name].subarray(0, cut)).toEqual(before[name].subarray(0, cut));
    expect([weight, benchmark, returns, fund]).toEqual(kept);
  });

  it("leaves out rows with a gap, whole holes in the market, and gives a missing industry to r", () => {
    const holed = returns.slice();
    holed[100 * COLUMNS + 2] = Number.NaN;
    holed.fill(Number.NaN, 120 * COLUMNS, 121 * COLUMNS);
    const gap = fund.map((v, t) => (t === 110 ? Number.NaN : v));
    const parts = allocation({...input, fund: gap, returns: holed});
    const plain = allocation(input);
    expect(parts.d[110]).toBeNaN();
    expect(parts.d[120]).toBeNaN();
    const missing =
      ((weight[99 * COLUMNS + 2] as number) - (benchmark[99 * COLUMNS + 2] as number)) *
      (returns[100 * COLUMNS + 2] as number);
    expect(parts.d[100]).toBeCloseTo((plain.d[100] as number) - missing, 14);
    expect(
      (parts.d[100] as number) + (parts.r[100] as number) + (parts.benchmark[100] as number)
    ).toBeCloseTo(fund[100] as number, 14);
  });

  it("refuses panels of another size", () => {
    expect(() => allocation({...input, weight: weight.subarray(1)})).toThrow(
      "weight must hold 2400 values, got 2399"
    );
  });
});

describe("planted skill", () => {
  /** Timers know next day's industry returns in part; selectors earn a daily edge over their industries. */
  const plant = (timing: number, selection: number, seed: number) => {
    const own = createRng(seed, "planted fund");
    const rows = 1200;
    const r = Float64Array.from({length: rows * COLUMNS}, () => 0.012 * normal(own));
    const even = new Float64Array(rows * COLUMNS).fill(1 / COLUMNS);
    const held = new Float64Array(rows * COLUMNS);
    const earned = new Float64Array(rows);
    for (let t = 0; t < rows; t++) {
      let total = 0;
      for (let c = 0; c < COLUMNS; c++) {
        const knows = timing * (r[(t + 1) * COLUMNS + c] ?? 0) * 12;
        held[t * COLUMNS + c] = Math.exp(0.3 * normal(own) + knows);
        total += held[t * COLUMNS + c] as number;
      }
      for (let c = 0; c < COLUMNS; c++) held[t * COLUMNS + c] = (held[t * COLUMNS + c] as number) / total;
      if (t === 0) continue;
      for (let c = 0; c < COLUMNS; c++) {
        const back = (t - 1) * COLUMNS + c;
        earned[t] = (earned[t] as number) + (held[back] as number) * (r[t * COLUMNS + c] as number);
      }
      earned[t] = (earned[t] as number) + selection * 0.0006 + 0.003 * normal(own);
    }
    const parts = allocation({
      fund: earned,
      weight: held,
      benchmark: even,
      returns: r,
      rows,
      columns: COLUMNS
    });
    return quadrant(skillOf(parts.d).annual, skillOf(parts.r).annual);
  };

  it("lands timers and selectors of detectable skill in their quadrants at least nine times in ten", () => {
    const cases = [
      [1, 1, "D+R+"],
      [1, -1, "D+R−"],
      [-1, -1, "D−R−"],
      [-1, 1, "D−R+"]
    ] as const;
    let right = 0;
    for (const [timing, selection, wanted] of cases)
      for (let k = 0; k < 50; k++) if (plant(timing, selection, 100 + k) === wanted) right++;
    expect(right / 200).toBeGreaterThanOrEqual(0.9);
  });

  it("splits funds without skill about evenly", () => {
    let plus = 0;
    for (let k = 0; k < 100; k++) if (plant(0, 0, 500 + k)?.startsWith("D+")) plus++;
    expect(Math.abs(plus - 50)).toBeLessThan(4 * 5);
  });
});

describe("dailyWeights", () => {
  it("keeps known rows, drifts between them, and ends when stale", () => {
    const r = new Float64Array(8 * 2).map((_, i) => (i % 2 === 0 ? 0.1 : 0));
    const daily = dailyWeights({row: [1, 3], weight: [0.5, 0.4, 0.2, 0.7]}, r, {
      rows: 8,
      columns: 2,
      most: 2
    });
    expect(daily[0]).toBeNaN();
    expect(Array.from(daily.subarray(2, 4))).toEqual([0.5, 0.4]);
    expect(daily[4]).toBeCloseTo(0.55 / 1.05, 14);
    expect(daily[5]).toBeCloseTo(0.4 / 1.05, 14);
    expect(Array.from(daily.subarray(6, 8))).toEqual([0.2, 0.7]);
    expect(daily[10]).toBeGreaterThan(0);
    expect(daily[12]).toBeNaN();
  });

  it("refuses rows out of order", () => {
    expect(() =>
      dailyWeights({row: [3, 1], weight: [1, 1]}, new Float64Array(5), {rows: 5, columns: 1})
    ).toThrow("row must ascend, got 1 after 3");
  });
});

describe("trailingSum and quadrants", () => {
  it("sums what is there, and needs four fifths of the window", () => {
    const sums = trailingSum([1, Number.NaN, 3, 4, 5], {window: 5});
    expect(sums[4]).toBe(13);
    expect(sums[3]).toBeNaN();
  });

  it("counts zero as plus and shares sum to one", () => {
    expect(quadrant(0, -1)).toBe("D+R−");
    expect(quadrant(Number.NaN, 1)).toBeUndefined();
    const shares = quadrantShares([1, 1, -1, -1, Number.NaN], [1, -1, -1, 1, 1]);
    expect(Array.from(shares)).toEqual([0.25, 0.25, 0.25, 0.25]);
  });
});
