import {describe, expect, it} from "vitest";
import {ACTIVE, isActive} from "../../../lib/attribution/active-types.js";
import {
  type FundEntry,
  packEntry,
  packShared,
  unpackEntry,
  unpackShared
} from "../../../lib/attribution/fund-book.js";
import {FUND_NUMBERS, type FundList, screenFunds} from "../../../lib/attribution/fund-list.js";
import {styleGram, styleMoment} from "../../../lib/attribution/returns-style.js";
import {quadrantHits, skillScore} from "../../../lib/attribution/skill-score.js";
import {cholesky, choleskySolve} from "../../../lib/linalg/cholesky.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import {BUDGETS} from "../../../pipeline/models/fund-position/funds.js";

const list: FundList = {
  missing: [],
  date: "2024-02-23",
  fund: ["1.OF", "2.OF", "3.OF", "4.OF"],
  name: ["甲", "乙股票", "丙", "丁"],
  type: ["stock", "mixed_equity", "index", "stock"],
  manager: ["Li", "Wang", "Li", "Zhao"],
  inception: ["2010-01-01", "2011-01-01", "2012-01-01", "2013-01-01"],
  end: ["", "", "2020-05-01", ""],
  numbers: {
    ...(Object.fromEntries(
      FUND_NUMBERS.map((n) => [n, [null, null, null, null]])
    ) as unknown as FundList["numbers"]),
    return_1y: [0.1, null, 0.3, -0.2]
  }
};

describe("active types", () => {
  it("are those that positions are estimated for, flexible funds among them", () => {
    expect([...ACTIVE].sort()).toEqual(Object.keys(BUDGETS).sort());
    expect(["flexible", "index", "enhanced", "control"].map(isActive)).toEqual([true, false, false, false]);
  });
});

describe("screenFunds", () => {
  it("sorts with missing numbers last either way", () => {
    expect(screenFunds(list, {sort: "return_1y", order: "down"})).toEqual([2, 0, 3, 1]);
    expect(screenFunds(list, {sort: "return_1y", order: "up"})).toEqual([3, 0, 2, 1]);
    expect(screenFunds(list, {sort: "fund", order: "up"})).toEqual([0, 1, 2, 3]);
  });

  it("keeps what holds every word, of the asked types, alive", () => {
    expect(screenFunds(list, {text: "li", sort: "fund", order: "up"})).toEqual([0, 2]);
    expect(screenFunds(list, {text: "li 甲"})).toEqual([0]);
    expect(screenFunds(list, {types: ["stock"], sort: "fund", order: "up"})).toEqual([0, 3]);
    expect(screenFunds(list, {alive: true, text: "li"})).toEqual([0]);
  });
});

const entry: FundEntry = {
  about: {
    managers: [{manager: "甲", from: "2020-01-01", to: ""}],
    source: "holdings",
    age: 54,
    industries: [{industry: "银行", weight: 0.1}],
    skills: [],
    timing: [],
    quadrants: [],
    brinson: {
      period: [],
      effects: {allocation: [], selection: [], interaction: [], unexplained: [], active: []}
    },
    links: []
  },
  nav: Float64Array.of(Number.NaN, 1.2345, 1.3),
  d: Float64Array.of(0.01, -0.02),
  r: Float64Array.of(0.03, Number.NaN),
  timing: Float64Array.of(0, 0),
  position: Float64Array.of(0, 0),
  dStyle: Float64Array.of(0.004, 0.001),
  rStyle: Float64Array.of(-0.0123, Number.NaN),
  sectors: [Float64Array.of(0.2, 0.3)],
  styles: [Float64Array.of(1.25)],
  percentiles: Float64Array.of(0.97)
};

describe("the book of funds", () => {
  it("gives back a fund to the steps that it keeps", () => {
    const back = unpackEntry(packEntry(entry));
    expect(back.about).toEqual(entry.about);
    expect(back.nav[0]).toBeNaN();
    expect(back.nav[1]).toBeCloseTo(1.2345, 10);
    expect(back.rStyle[0]).toBeCloseTo(-0.0123, 10);
    expect(back.sectors[0]?.[1]).toBeCloseTo(0.3, 10);
    expect(back.styles[0]?.[0]).toBeCloseTo(1.25, 10);
    expect(back.percentiles[0]).toBeCloseTo(0.97, 10);
  });

  it("gives back what funds share", () => {
    const shared = {
      days: Int32Array.of(19000, 19001),
      indices: [{index: "000300.SH", zh: "沪深300", en: "CSI 300"}],
      levels: [Float64Array.of(3500.12, 3600)],
      weeks: Int32Array.of(19001),
      sectors: ["TMT"],
      months: Int32Array.of(19001),
      styles: [{style: "size", zh: "市值", en: "Size"}],
      indexStyle: [Float64Array.of(1.01)]
    };
    const back = unpackShared(packShared(shared));
    expect(back.days).toEqual(shared.days);
    expect(back.indices).toEqual(shared.indices);
    expect(back.levels[0]?.[0]).toBeCloseTo(3500.12, 8);
  });
});

describe("styles from returns", () => {
  it("recovers exposures of a fund without noise, gaps or not, and reads no later row", () => {
    const rng = createRng(12, "styles");
    const [rows, columns, pick] = [300, 4, [0, 2, 3]];
    const returns = Float64Array.from({length: rows * columns}, () => 0.01 * normal(rng));
    const beta = [0.9, 0.4, -0.7];
    const fund = Float64Array.from({length: rows}, (_, t) =>
      t === 250
        ? Number.NaN
        : pick.reduce((s, c, k) => s + (beta[k] as number) * (returns[t * columns + c] as number), 0)
    );
    const window = {columns, pick, from: 40, to: 291, halfLife: 63};
    const {q, weight} = styleGram(returns, window, (t) => !Number.isNaN(fund[t] as number));
    const c = styleMoment(fund, returns, {...window, weight});
    const factor = cholesky(q, 3) as Float64Array;
    choleskySolve(factor, 3, c).forEach((b, k) => {
      expect(b).toBeCloseTo(beta[k] as number, 9);
    });
    const later = returns.map((v, i) => (i >= 292 * columns ? v + 1 : v));
    expect(styleMoment(fund, later, {...window, weight})).toEqual(c);
  });
});

describe("scores", () => {
  it("counts what lies in its interval and ranks what agrees", () => {
    const planted = [1, 2, 3, 4];
    const score = skillScore({estimate: [1, 2, 3, 5], planted, lo: [0, 0, 0, 4.5], hi: [2, 3, 4, 6]});
    expect(score.funds).toBe(4);
    expect(score.rankCorrelation).toBeCloseTo(1, 12);
    expect(score.coverage).toBe(0.75);
  });

  it("counts quadrants of funds above the bound alone", () => {
    const hits = quadrantHits({d: [1, 1, -1], r: [1, -1, 1]}, {d: [1, -1, -0.1], r: [1, 1, 1]}, {bound: 0.5});
    expect(hits).toEqual({funds: 2, share: 0.5});
    expect(quadrantHits({d: [], r: []}, {d: [], r: []}, {bound: 0}).share).toBeNaN();
  });
});
