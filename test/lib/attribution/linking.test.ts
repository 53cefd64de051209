import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {brinson} from "../../../lib/attribution/brinson.js";
import {LINKINGS, link} from "../../../lib/attribution/linking.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";

interface Golden {
  readonly linking: Readonly<Record<"portfolio" | "benchmark" | "menchero" | "carino", number[]>> & {
    readonly active: number;
  };
}
const golden: Golden["linking"] = (
  JSON.parse(readFileSync(new URL("../../golden/attribution/values.json", import.meta.url), "utf8")) as Golden
).linking;

describe("brinson", () => {
  // Bacon (2008), Practical Portfolio Performance Measurement and Attribution, the three-asset example.
  const bacon = {
    weight: [0.4, 0.3, 0.3],
    return: [0.2, -0.05, 0.06],
    benchmarkWeight: [0.4, 0.2, 0.4],
    benchmarkReturn: [0.1, -0.04, 0.08]
  };

  it("gives the worked example's effects", () => {
    const {allocation, selection, interaction, portfolio, benchmark} = brinson(bacon);
    expect(portfolio).toBeCloseTo(0.083, 12);
    expect(benchmark).toBeCloseTo(0.064, 12);
    const rounded = (x: Float64Array): number[] => Array.from(x, (v) => Math.round(v * 1e6) / 1e6);
    expect(rounded(allocation)).toEqual([0, -0.0104, -0.0016]);
    expect(rounded(selection)).toEqual([0.04, -0.002, -0.008]);
    expect(rounded(interaction)).toEqual([0, -0.001, 0.002]);
  });

  it("sums to the active return whatever is held", () => {
    const rng = createRng(4, "brinson");
    for (let k = 0; k < 100; k++) {
      const share = (): number[] => {
        const raw = Array.from({length: 7}, () => Math.exp(normal(rng)));
        const sum = raw.reduce((a, b) => a + b, 0);
        return raw.map((x) => x / sum);
      };
      const earn = (): number[] => Array.from({length: 7}, () => 0.1 * normal(rng));
      const b = brinson({weight: share(), return: earn(), benchmarkWeight: share(), benchmarkReturn: earn()});
      const sum = [b.allocation, b.selection, b.interaction]
        .flatMap((x) => Array.from(x))
        .reduce((a, c) => a + c, 0);
      expect(Math.abs(sum - (b.portfolio - b.benchmark))).toBeLessThan(1e-12);
    }
  });

  it("takes the other side's return where a side holds nothing, and is missing where a held one is", () => {
    const b = brinson({
      weight: [1, 0],
      return: [0.1, Number.NaN],
      benchmarkWeight: [0.5, 0.5],
      benchmarkReturn: [0.1, 0.02]
    });
    expect(b.selection[1]).toBe(0);
    expect(b.portfolio).toBeCloseTo(0.1, 14);
    const gone = brinson({
      weight: [0.5, 0.5],
      return: [0.1, Number.NaN],
      benchmarkWeight: [0.5, 0.5],
      benchmarkReturn: [0.1, 0.02]
    });
    expect(gone.portfolio).toBeNaN();
  });
});

describe("link", () => {
  it("closes on the compound active return by every method, and names the gap", () => {
    const rng = createRng(9, "link");
    for (let k = 0; k < 50; k++) {
      const periods = 1 + (k % 24);
      const effects = Float64Array.from({length: periods * 3}, () => 0.03 * normal(rng));
      const benchmark = Float64Array.from({length: periods}, () => 0.05 * normal(rng));
      const portfolio = benchmark.map(
        (b, t) => b + [0, 1, 2].reduce((s, c) => s + (effects[t * 3 + c] as number), 0)
      );
      const sum = effects.reduce((a, b) => a + b, 0);
      for (const method of LINKINGS) {
        const linked = link({portfolio, benchmark, effects}, method);
        expect(Math.abs(linked.effects.reduce((a, b) => a + b, 0) - linked.active)).toBeLessThan(1e-12);
        expect(linked.gap).toBeCloseTo(linked.active - sum, 13);
      }
    }
  });

  it("has the coefficients of independent code", () => {
    const {portfolio, benchmark, active} = golden;
    const effects = new Float64Array(portfolio.length ** 2);
    portfolio.forEach((p, t) => {
      effects[t * portfolio.length + t] = p - (benchmark[t] as number);
    });
    for (const method of ["carino", "menchero"] as const) {
      const linked = link({portfolio, benchmark, effects}, method);
      expect(linked.active).toBeCloseTo(active, 14);
      portfolio.forEach((p, t) => {
        expect((linked.effects[t] as number) / (p - (benchmark[t] as number))).toBeCloseTo(
          golden[method][t] as number,
          7
        );
      });
    }
  });

  it("is the effect itself over one period, and close to the sum where there is no active return", () => {
    for (const method of LINKINGS) {
      const one = link({portfolio: [0.04], benchmark: [0.01], effects: [0.02, 0.01]}, method);
      expect(one.effects[0]).toBeCloseTo(0.02, 14);
      const flat = link(
        {portfolio: [0.02, 0.01], benchmark: [0.02, 0.01], effects: [0.01, -0.01, -0.02, 0.02]},
        method
      );
      expect(flat.active).toBe(0);
      expect(Number.isFinite(flat.effects[0] as number)).toBe(true);
    }
  });

  it("orders matter to Frongello alone", () => {
    const input = {portfolio: [0.1, -0.05], benchmark: [0.02, 0.03], effects: [0.08, 0, 0, -0.08]};
    const turned = {portfolio: [-0.05, 0.1], benchmark: [0.03, 0.02], effects: [0, -0.08, 0.08, 0]};
    const gap = (method: (typeof LINKINGS)[number]): number =>
      Math.abs((link(input, method).effects[0] as number) - (link(turned, method).effects[0] as number));
    expect(gap("carino")).toBeLessThan(1e-14);
    expect(gap("menchero")).toBeLessThan(1e-14);
    expect(gap("frongello")).toBeGreaterThan(1e-4);
  });

  it("refuses a return that loses everything", () => {
    expect(() => link({portfolio: [-1], benchmark: [0], effects: [-1]}, "carino")).toThrow(
      "portfolio must be above -1, got -1"
    );
  });
});
