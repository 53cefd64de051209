import {describe, expect, it} from "vitest";
import {epochDay} from "../../../lib/format/date.js";
import {episodeCalls} from "../../../lib/timing/episode-calls.js";
import {EPISODES, fallWithin} from "../../../lib/timing/episodes.js";

const first = epochDay("2020-01-01");
const window = {from: "2020-01-02", to: "2020-01-09"};
const days = Int32Array.from({length: 12}, (_, i) => first + i);
//               01  02   03   04  05  06  07  08  09  10  11  12
const close = [300, 100, 110, 99, 108, 66, 70, 88, 90, 50, 95, 99];

describe("the fall within an episode", () => {
  it("runs from the highest close to the lowest after it, inside the window alone", () => {
    expect(fallWithin(days, close, window)).toEqual({peak: 2, trough: 5, depth: 66 / 110 - 1});
  });

  it("is the deepest, not that from the highest close", () => {
    expect(
      fallWithin(days.slice(0, 5), [9, 100, 50, 120, 110], {from: "2020-01-02", to: "2020-01-05"})
    ).toEqual({
      peak: 1,
      trough: 2,
      depth: -0.5
    });
  });

  it("says why there is none", () => {
    expect(fallWithin(days, close, {from: "2019-12-01", to: "2020-01-05"})).toBe("before");
    expect(fallWithin(days, close, {from: "2020-02-01", to: "2020-03-01"})).toBe("after");
    expect(
      fallWithin(
        days,
        close.map((_, t) => 1 + t),
        window
      )
    ).toBe("none");
    expect(fallWithin([], [], window)).toBe("after");
  });

  it("does not depend on closes after the window", () => {
    expect(
      fallWithin(
        days,
        close.map((x, t) => (t > 8 ? 1 : x)),
        window
      )
    ).toEqual(fallWithin(days, close, window));
  });
});

describe("what a model said of a fall", () => {
  const fall = {peak: 2, trough: 5, depth: -0.4};

  it("names the first call down, the bottoms that were none, and the first call up, worked by hand", () => {
    const said = episodeCalls({at: [1, 3, 4, 5, 8], side: [1, -1, 1, -1, 1]}, close, fall);
    expect(said).toMatchObject({stance: 1, since: 1, falseBottoms: 1});
    expect(said.top).toEqual({at: 3, lag: 1, passed: 99 / 110 - 1});
    expect(said.bottom).toEqual({at: 8, lag: 3, passed: 90 / 66 - 1});
    expect(said.rebound).toBe(99 / 66 - 1);
  });

  it("knows a stance that was down already, since when, and silence", () => {
    const said = episodeCalls({at: [0, 1, 4], side: [-1, -1, -1]}, close, fall);
    expect(said).toMatchObject({stance: -1, since: 0, top: null, bottom: null, falseBottoms: 0});
    expect(episodeCalls({at: [], side: []}, close, fall)).toMatchObject({stance: 0, since: -1, top: null});
  });

  it("does not read calls after its patience", () => {
    expect(episodeCalls({at: [8], side: [1]}, close, fall, {patience: 2})).toMatchObject({
      bottom: null,
      rebound: 88 / 66 - 1
    });
  });
});

it("episodes are in order, do not overlap, and have distinct names", () => {
  for (let k = 1; k < EPISODES.length; k++)
    expect(EPISODES[k]?.from.localeCompare(EPISODES[k - 1]?.to ?? "")).toBe(1);
  expect(new Set(EPISODES.map((e) => e.id)).size).toBe(EPISODES.length);
});
