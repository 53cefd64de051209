import {describe, expect, it} from "vitest";
import {epochDay} from "../../../lib/format/date.js";
import {segmentView} from "../../../lib/timing/segment-view.js";
import {segments} from "../../../lib/timing/segments.js";
import {largestTurns} from "../../../lib/timing/turns.js";
import {diffusionClaim} from "../../../src/components/timing/diffusion-words.js";
import {informedClaim} from "../../../src/components/timing/informed-words.js";
import {scoreClaim, standOut} from "../../../src/components/timing/score-table.js";
import {legClaim, segmentClaim, turnsClaim} from "../../../src/components/timing/segment-words.js";

const days = Int32Array.from(
  (function* () {
    for (let d = epochDay("2022-01-03"); d <= epochDay("2024-02-23"); d++) if ((d + 3) % 7 < 5) yield d;
  })()
);
const close = Float64Array.from(days, (_, t) => 1000 * (1 + 0.2 * Math.sin(t / 40) + 0.0002 * t));
const run = segments(close);
const series = {
  bars: {days, open: close, high: close, low: close, close},
  run,
  holes: new Float64Array(days.length),
  at: days.length - 1
};
const name = {zh: "甲指数", en: "Index A"};

describe("words of price segments", () => {
  it("say the week, the slope and the weekly leg in both languages", () => {
    const {zh, en} = segmentClaim(name, series, series);
    expect(zh).toMatch(
      /^\*\*甲指数\*\*本周（2024-02-19 至 2024-02-23）(维持上涨|转为上涨|继续下跌|转为下跌)，涨跌幅 [+\u2212]\d+\.\d\d%。从价格分段看，\*\*日线斜率[上下]修，周线级别同步(调整|上行)中\*\*。$/
    );
    expect(en).toMatch(/as well\*\*\.$/);
    expect(segmentClaim(name, series, null).zh).not.toContain("周线");
  });

  it("say of a leg where it began and what a turn still lacks", () => {
    expect(legClaim(series, "D").zh).toMatch(/^日线：自 \d{4}-\d\d-\d\d 的[高低]点/);
    expect(legClaim(series, "W").en).toMatch(/^Weekly: the leg (up|down) from the (low|high) of/);
  });

  it("say how late the largest turn was, and nothing where there is none", () => {
    const turns = largestTurns(close, run, {at: series.at, most: 3});
    expect(turns.length).toBe(3);
    for (const t of turns) {
      expect((1 + t.passed) * (1 + t.left)).toBeCloseTo(1 + t.move, 12);
      expect(t.lag).toBe(t.confirmed - t.at);
    }
    expect(turnsClaim(turns, days)?.zh).toContain(`迟 ${turns[0]?.lag} 根`);
    expect(turnsClaim([], days)).toBeNull();
  });
});

describe("the view of a chart", () => {
  it("joins the legs known at the bar, cut at its first, the last provisional", () => {
    const at = (run.pivots[2]?.confirmed ?? 0) + 3;
    const {first, legs, pivots} = segmentView(close, run, {at, bars: 60});
    expect(first).toBe(at - 59);
    expect(legs[0]?.from).toBe(0);
    for (let k = 1; k < legs.length; k++) {
      expect(legs[k]?.from).toBe(legs[k - 1]?.to);
      expect(legs[k]?.start).toBeCloseTo(legs[k - 1]?.end ?? 0, 10);
    }
    expect(pivots.every((p) => p.confirmed <= at)).toBe(true);
    expect(pivots).toHaveLength(3);
    expect(() => segmentView(close, run, {at: -1, bars: 10})).toThrow("at must be a bar from 0 to");
  });
});

describe("words of scores and measures", () => {
  const row = {
    name: "x",
    horizon: 5,
    n: 30,
    independent: 20,
    hitRate: 0.6,
    baseRate: 0.5,
    meanReturn: 0.01,
    baseReturn: 0,
    excess: 0.01,
    standardError: 0.004,
    t: 2.5
  };
  it("judge only rows with enough calls apart, and name what chance would give", () => {
    const rows = [row, {...row, t: -2.2}, {...row, independent: 4}];
    expect(standOut(rows)).toEqual({judged: 2, better: 1, worse: 1});
    expect(scoreClaim(rows).zh).toContain("另有 1 行");
    expect(scoreClaim([{...row, independent: 3}]).en).toContain("Too few calls");
  });
  it("name the highest and lowest diffusion", () => {
    const of = (zh: string, ratio: number, change: number) => ({
      name: {zh, en: zh},
      up: 1,
      valid: 2,
      members: 2,
      ratio,
      change
    });
    const claim = diffusionClaim([of("乙", 0.2, -0.1), of("甲", 0.7, 0.1)], {window: 40});
    expect(claim?.zh).toContain("甲最高（70.0%），乙最低（20.0%）");
    expect(claim?.zh).toContain("2 个指数中 1 个高于五日前");
    expect(diffusionClaim([], {window: 40})).toBeNull();
  });
  it("say that activity tops the half year only where a full window says so", () => {
    const of = (highest: number) =>
      informedClaim(name, {now: 0.002, before: 0.001, standing: {percentile: 1, highest, earlier: 126}}).zh;
    expect(of(1)).toContain("超出此前 126 日的最高水平");
    expect(of(Number.NaN)).not.toContain("超出");
    expect(
      informedClaim(name, {
        now: Number.NaN,
        before: Number.NaN,
        standing: {percentile: Number.NaN, highest: Number.NaN, earlier: 0}
      }).en
    ).toContain("too few days");
  });
});
