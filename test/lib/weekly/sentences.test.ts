import {describe, expect, it} from "vitest";
import {changesOf} from "../../../lib/weekly/changes.js";
import {coverSentences} from "../../../lib/weekly/cover.js";
import {type Edition, type Modules, NO_MODULES} from "../../../lib/weekly/issue.js";
import {faultsOf} from "../../../lib/weekly/plausible.js";
import {sentencesOf} from "../../../lib/weekly/sentences.js";

const market: NonNullable<Modules["market"]> = {
  index: ["a", "b", "c"],
  zh: ["上证", "沪深300", "微盘"],
  en: ["SSE", "CSI 300", "Micro"],
  close: [1, 1, 1],
  week: [0.01, -0.02, 0.05],
  month: [0, 0, 0],
  year: [0, 0, 0],
  path: [],
  breadth: {up: 3000, down: 1500, limitUp: 60, limitDown: 4, amount: 9.9e11, amountMean: 9e11}
};
const edition = (modules: Partial<Modules>, day = "2024-02-23"): Edition => ({
  day,
  since: "2024-02-08",
  modules: {...NO_MODULES, ...modules}
});
const zh = (modules: Partial<Modules>, name: keyof Modules): string[] =>
  sentencesOf({...NO_MODULES, ...modules})[name].map((s) => s.zh);

describe("the sentences of an edition", () => {
  it("say nothing of what the dataset lacks", () => {
    expect(Object.values(sentencesOf(NO_MODULES)).flat()).toEqual([]);
    expect(coverSentences({now: edition({}), before: edition({}), verdicts: null})).toEqual([]);
  });

  it("name the strongest and the weakest index, and count breadth", () => {
    expect(zh({market}, "market")).toEqual([
      "本周上证 +1.00%；宽基指数中微盘最强（+5.00%），沪深300最弱（−2.00%）。",
      "最后一日 3,000 只上涨、1,500 只下跌（涨停 60 只，跌停 4 只），成交 9,900 亿元，较近 20 日均值 +10%。"
    ]);
    const unlimited = {...market, breadth: {...market.breadth, limitUp: null}};
    expect(zh({market: unlimited}, "market")[1]).toContain("3,000 只上涨、1,500 只下跌，成交");
  });

  it("say which way money went, how much, and where", () => {
    const flow = {
      industry: [],
      zh: ["甲", "乙", "丙", "丁", "戊"],
      en: ["A", "B", "C", "D", "E"],
      flow: [2e8, 0.5e8, 0, -1e8, -4e8],
      to: ""
    };
    expect(zh({northbound: flow}, "northbound")).toEqual([
      "北向资金本周估计净流出 2.5 亿元；前三位是甲（+2.0）、乙（+0.5）、丙（0.0），末两位是戊（−4.0）、丁（−1.0）。"
    ]);
    expect(zh({margin: flow}, "margin")[0]).toContain("5 个行业中 2 个净流入");
  });

  it("speak of position changes only where they exceed the estimate's error", () => {
    const positions = {
      to: "2024-02-23",
      industry: ["x", "y"],
      zh: ["甲", "乙"],
      en: ["A", "B"],
      sector: ["s", "s"],
      weight: [0.5, 0.3],
      csi800: [0.5, 0.5],
      overUnder: [0, -0.2],
      change: [0.005, -0.003],
      active: [0.004, -0.002],
      lo: [0.001, -0.01],
      hi: [0.007, 0.006],
      significant: [true, false]
    };
    const [sentence] = zh({positions}, "positions");
    expect(sentence).toBe(
      "主动偏股基金估计总仓位 80.0%，本周 +0.20 个百分点；扣除价格漂移后超出估计误差的：加仓甲（+0.40）。"
    );
    expect(zh({positions: {...positions, significant: [false, false]}}, "positions")[0]).toContain(
      "没有一个行业的变化超出估计误差"
    );
    const unknown = [Number.NaN, Number.NaN];
    expect(
      zh({positions: {...positions, lo: unknown, hi: unknown, significant: [false, false]}}, "positions")[0]
    ).toContain("误差无从估计");
    expect(
      zh(
        {positions: {...positions, active: unknown, lo: unknown, hi: unknown, significant: [false, false]}},
        "positions"
      )[0]
    ).toBe(
      "主动偏股基金估计总仓位 80.0%，本周 +0.20 个百分点；本周多数基金公布了持仓，估计随之修订，主动增减仓不给。"
    );
  });

  it("say of segments where they began and whether the slope rose", () => {
    const segments = {
      index: "i",
      zh: "上证综指",
      en: "SSE",
      date: [],
      close: [],
      legs: [
        {freq: "D", direction: 1, start: "2024-02-05", slope: 0.004, slopeBefore: 0.003, provisional: 0},
        {freq: "W", direction: -1, start: "2023-04-14", slope: -0.004, slopeBefore: -0.003, provisional: 2}
      ] as const,
      pivot: [],
      price: [],
      confirmed: []
    };
    expect(zh({segments}, "segments")).toEqual([
      "上证综指：日线自 2024年2月5日 起处于上行段，斜率上修；周线自 2023年4月14日 起处于下行段，斜率下修，其后有 2 根未确认的反向走势。"
    ]);
  });
});

describe("the comparison with the issue before", () => {
  it("pairs measures by what they are, and leaves a gap where the one before had none", () => {
    const now = edition({market});
    const before = edition({market: {...market, index: ["a"], week: [0.04]}});
    expect(changesOf(now, before).map((c) => [c.id, c.before])).toEqual([
      ["week-a", 4],
      ["week-b", Number.NaN],
      ["week-c", Number.NaN]
    ]);
    expect(changesOf(now, null).every((c) => Number.isNaN(c.before))).toBe(true);
  });
});

describe("what keeps an edition from being published", () => {
  const flow = {industry: ["x"], zh: ["x"], en: ["x"], flow: [1e10], to: "2024-02-22"};
  it("is nothing where all is well", () => {
    expect(faultsOf(edition({market, northbound: flow}))).toEqual([]);
  });
  it("is data past their release calendar", () => {
    expect(faultsOf(edition({northbound: {...flow, to: "2024-02-01"}}))).toEqual([
      "northbound ends 2024-02-01, 22 days before 2024-02-23 (7 allowed)"
    ]);
  });
  it("is money beyond turnover, positions beyond the whole, growth beyond belief", () => {
    expect(faultsOf(edition({market, margin: {...flow, flow: [9e12]}}))[0]).toContain(
      "more than five days' turnover"
    );
    const nowcast = {
      quarter: "2024Q1",
      vintage: ["2024-02-20"],
      value: [0.5],
      lo70: [0],
      hi70: [1],
      news: []
    };
    expect(faultsOf(edition({nowcast}))).toEqual(["nowcast growth is 0.5"]);
  });
});
