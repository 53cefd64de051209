import {expect, it} from "vitest";
import {dropBelow} from "../../../lib/attribution/drop-below.js";

it("drops small weights and keeps the total", () => {
  const w = Float64Array.of(0.5, 0.004, 0.25, 0.006, 0.04);
  dropBelow(w, 0.006);
  expect(w[1]).toBe(0);
  expect(w.reduce((s, x) => s + x, 0)).toBeCloseTo(0.8, 15);
  expect((w[0] as number) / (w[2] as number)).toBeCloseTo(2, 14);
  expect(w[3]).toBeGreaterThan(0.006);
});

it("changes nothing where all weights are small, or none is", () => {
  for (const before of [
    [0.001, 0.002],
    [0.3, 0.6]
  ]) {
    const w = Float64Array.from(before);
    dropBelow(w, 0.01);
    expect([...w]).toEqual(before);
  }
});
