import {describe, expect, it} from "vitest";
import {redemptionFee, SUBSCRIPTION} from "../../../lib/attribution/fund-fees.js";
import {FundLots} from "../../../lib/attribution/fund-lots.js";
import {fundOfFunds} from "../../../lib/attribution/fund-of-funds.js";
import {epochDay} from "../../../lib/format/date.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";

const START = epochDay("2021-01-04");
const days = Int32Array.from({length: 60}, (_, t) => START + t);
const flat = (n: number, growth = 0): Float64Array =>
  Float64Array.from({length: n * days.length}, (_, i) => (1 + growth) ** (i % days.length));

describe("redemptionFee", () => {
  it("changes at its boundary days, by date and by holding", () => {
    const before = epochDay("2025-12-31");
    expect([6, 7, 29, 30, 364, 365].map((h) => redemptionFee(before, h))).toEqual([
      0.015, 0.0075, 0.0075, 0.005, 0.005, 0
    ]);
    const after = epochDay("2026-01-01");
    expect([6, 7, 29, 30, 179, 180].map((h) => redemptionFee(after, h))).toEqual([
      0.015, 0.01, 0.01, 0.005, 0.005, 0
    ]);
    expect(() => redemptionFee(before, -1)).toThrow("held must not be negative, got -1");
  });
});

describe("FundLots", () => {
  it("redeems the oldest first and charges each by its own days", () => {
    const lots = new FundLots();
    lots.buy(3, 10, 0);
    lots.buy(3, 10, 25);
    expect(lots.redeem(3, 15, {day: 30, fee: (held) => held / 100})).toBeCloseTo(
      (10 * 0.3 + 5 * 0.05) / 15,
      12
    );
    expect(lots.units(3)).toBeCloseTo(5, 12);
    lots.redeem(3, 5, {day: 30, fee: () => 0});
    expect(lots.held()).toEqual([]);
  });
});

describe("fundOfFunds", () => {
  it("follows its funds, and is 1 before the first order", () => {
    const level = Float64Array.from([...flat(1, 0.01), ...flat(1, 0)]);
    const {nav} = fundOfFunds({level, days}, [{row: 10, funds: [0, 1]}]);
    expect(nav[10]).toBeCloseTo(1, 12);
    expect(nav[20]).toBeCloseTo((1.01 ** 10 + 1) / 2, 12);
    expect(nav[5]).toBe(1);
  });

  it("pays both fees on a switch, worked by hand", () => {
    const orders = [
      {row: 0, funds: [0]},
      {row: 20, funds: [1]}
    ];
    const {nav, fees} = fundOfFunds({level: flat(2), days}, orders, {fees: true});
    const once = 1 / (1 + SUBSCRIPTION);
    expect(nav[0]).toBeCloseTo(once, 12);
    expect(nav[20]).toBeCloseTo((once * (1 - 0.0075)) / (1 + SUBSCRIPTION), 12);
    expect(fees).toBeGreaterThan(0.0075);
  });

  it("keeps money idle until it is back: a steady gain is missed, a steady loss avoided", () => {
    const orders = [
      {row: 0, funds: [0]},
      {row: 20, funds: [1]}
    ];
    const path = (growth: number, cashBack: number) =>
      fundOfFunds({level: flat(2, growth), days}, orders, {cashBack});
    expect(path(0.01, 3).nav[59]).toBeCloseTo(1.01 ** (59 - 3), 10);
    expect(path(0.01, 0).nav[59]).toBeCloseTo(1.01 ** 59, 10);
    expect(path(-0.01, 3).nav[59]).toBeGreaterThan(path(-0.01, 0).nav[59] as number);
    expect(path(0.01, 3).cash).toBeCloseTo(3 / 60, 10);
  });

  it("pays out a fund that ends at its last value, and spends the money on the others", () => {
    const level = flat(2, 0);
    for (let t = 30; t < 60; t++) level[t] = Number.NaN;
    level[29] = 0.8;
    const {nav, ended} = fundOfFunds({level, days}, [{row: 0, funds: [0, 1]}]);
    expect(ended).toBe(1);
    expect(nav[59]).toBeCloseTo(0.9, 12);
  });

  it("values a fund at its last value on a day without one", () => {
    const level = flat(1, 0.01);
    level[15] = Number.NaN;
    const {nav} = fundOfFunds({level, days}, [{row: 0, funds: [0]}]);
    expect(nav[15]).toBeCloseTo(nav[14] as number, 12);
    expect(nav[16]).toBeCloseTo(1.01 ** 16, 12);
  });

  it("never reads a later row, whatever the version", () => {
    const rng = createRng(2, "fof");
    const level = new Float64Array(4 * 60);
    for (let f = 0; f < 4; f++)
      for (let t = 0; t < 60; t++)
        level[f * 60 + t] = t === 0 ? 1 : (level[f * 60 + t - 1] as number) * (1 + 0.01 * normal(rng));
    const later = level.map((v, i) => (i % 60 > 35 ? v * 1.5 : v));
    const orders = [
      {row: 3, funds: [0, 1]},
      {row: 25, funds: [1, 2]},
      {row: 45, funds: [3]}
    ];
    for (const rules of [{}, {fees: true}, {fees: true, cashBack: 3}]) {
      const [a, b] = [level, later].map((x) =>
        fundOfFunds({level: x, days}, orders, rules).nav.subarray(0, 36)
      );
      expect(a).toEqual(b);
    }
  });

  it("costs order the versions when money under way earns what funds do not lose", () => {
    const orders = [0, 15, 30, 45].map((row, k) => ({row, funds: [k % 2]}));
    const gain = {level: flat(2, 0.002), days};
    const [gross, fees, lag] = [{}, {fees: true}, {fees: true, cashBack: 3}].map(
      (rules) => fundOfFunds(gain, orders, rules).nav[59] as number
    ) as [number, number, number];
    expect(gross).toBeGreaterThan(fees);
    expect(fees).toBeGreaterThan(lag);
  });

  it("refuses orders out of order", () => {
    const twice = [
      {row: 5, funds: [0]},
      {row: 5, funds: [0]}
    ];
    expect(() => fundOfFunds({level: flat(1), days}, twice)).toThrow("orders must ascend, got row 5 after 5");
  });
});
