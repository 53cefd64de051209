import {describe, expect, it} from "vitest";
import {groupColumns, groupSums} from "../../../lib/flow/group-sums.js";
import {membership} from "../../../lib/flow/membership.js";
import {createRng} from "../../../lib/random/rng.js";

const nan = Number.NaN;

describe("groupSums", () => {
  it("leaves out missing values and stocks without a group; an empty group is 0", () => {
    const values = Float64Array.of(1, 2, nan, 4, 5, 6);
    expect(Array.from(groupSums(values, [0, 0, 0, 2, -1, 0], {dates: 2, assets: 3, groups: 3}))).toEqual([
      3, 0, 0, 6, 0, 4
    ]);
  });

  it("sums several panels in one pass as each alone, to the last bit", () => {
    const rng = createRng(3, "panels");
    const size = {dates: 7, assets: 40, groups: 5};
    const panel = () =>
      Float64Array.from({length: 280}, () => (rng.uniform() < 0.2 ? nan : rng.uniform() - 0.5));
    const [a, b, c] = [panel(), panel(), panel()];
    const group = Int16Array.from({length: 280}, () => Math.floor(6 * rng.uniform()) - 1);
    const {x, y, z} = groupColumns({x: a, y: b, z: c}, group, size);
    expect([x, y, z]).toEqual([a, b, c].map((values) => groupSums(values, group, size)));
    const at = (t: number, g: number): number =>
      b.reduce((s, v, i) => (Math.floor(i / 40) === t && group[i] === g && !Number.isNaN(v) ? s + v : s), 0);
    expect(y[3 * 5 + 2]).toBe(at(3, 2));
  });

  it("refuses a group out of range and wrong sizes", () => {
    const size = {dates: 1, assets: 2, groups: 1};
    expect(() => groupSums(Float64Array.of(1, 2), [0, 1], size)).toThrow("group must be below 1, got 1 at 1");
    expect(() => groupSums(Float64Array.of(1, 2), [0], size)).toThrow("group must hold 1 × 2 values, got 1");
  });
});

describe("membership", () => {
  const days = [10, 11, 12, 13];

  it("follows a stock that changes industry midway, the new one from its first day", () => {
    const spells = {asset: [0, 0], from: [5, 12], to: [12, nan], group: [3, 1]};
    expect(Array.from(membership(spells, days, 1))).toEqual([3, 3, 1, 1]);
  });

  it("lets the later spell count where the earlier was left open, in any order of rows", () => {
    const spells = {asset: [0, 0], from: [12, 5], to: [nan, nan], group: [1, 3]};
    expect(Array.from(membership(spells, days, 1))).toEqual([3, 3, 1, 1]);
  });

  it("is -1 before the first spell, after an end and for stocks without one", () => {
    const spells = {asset: [0], from: [11], to: [13], group: [0]};
    expect(Array.from(membership(spells, days, 2))).toEqual([-1, -1, 0, -1, 0, -1, -1, -1]);
  });

  it("refuses columns of different length", () => {
    expect(() => membership({asset: [0], from: [1], to: [], group: [0]}, days, 1)).toThrow(
      "to must hold 1 values, got 0"
    );
  });
});
