import {expect, it} from "vitest";
import type {FallSaid} from "../../../lib/timing/episode-book.js";
import {backdropColumns, episodeClaims, episodeColumns} from "../../../src/components/timing/episodes.js";

const nothing = {
  peak: null,
  trough: null,
  depth: null,
  said: [],
  days: {},
  flow: null,
  north: null,
  gdp: null
};
const heard = (at: number, lag: number, passed: number) => ({at, lag, passed});
const fell: FallSaid = {
  id: "2015",
  status: "fell",
  peak: "2015-06-12",
  trough: "2015-08-26",
  depth: -0.4,
  days: {3: "2015-06-19", 9: "2015-09-01", 1: "2015-06-01"},
  said: [
    {
      source: "segment D",
      stance: 1,
      since: 1,
      top: heard(3, 5, -0.1),
      falseBottoms: 2,
      bottom: heard(9, 4, 0.08),
      rebound: 0.2
    },
    {source: "diffusion 60", stance: -1, since: 1, top: null, falseBottoms: 0, bottom: null, rebound: 0.2}
  ],
  flow: {before: 0.1, during: -0.2, worst: -0.7, worstDay: "2015-08-24"},
  north: null,
  gdp: null
};
const index = {zh: "指数", en: "the index"};

it("the claim says how much of the fall was gone, and names what the data do not cover", () => {
  const [first, second] = episodeClaims(index, [fell, {id: "2024", status: "after", ...nothing}]);
  expect(first?.en).toContain("by then 25% of the whole fall was gone");
  expect(first?.en).toContain("stood 8% above it");
  expect(first?.zh).toContain("跌去全程的 25%");
  expect(second?.en).toContain("Early 2024");
  expect(episodeClaims(index, [])).toEqual([]);
});

it("rows keep each source's calls, and no call is no number", () => {
  const columns = episodeColumns([fell], {locale: "en"});
  expect(columns).toMatchObject({
    source: ["Segments, daily", "Diffusion, 60 days"],
    since: ["2015-06-01", "2015-06-01"],
    top: ["2015-06-19", ""],
    bottom: ["2015-09-01", ""],
    false_bottoms: [2, 0]
  });
  expect(columns.lost).toEqual([-0.1, Number.NaN]);
});

it("the backdrop keeps what is known of an episode without a fall, and leaves out one of which nothing is", () => {
  const bought: FallSaid = {id: "2024", status: "after", ...nothing, north: 3e9};
  expect(backdropColumns([bought], {locale: "en"})).toMatchObject({north: [3e9], flow_during: [Number.NaN]});

  expect(backdropColumns([fell, {id: "2024", status: "after", ...nothing}], {locale: "en"})).toMatchObject({
    episode: ["2015: deleveraging"],
    flow_worst_day: ["2015-08-24"],
    gdp_first: [Number.NaN]
  });
});
