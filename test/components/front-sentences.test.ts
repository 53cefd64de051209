import {describe, expect, it} from "vitest";
import {type Front, frontSentences} from "../../src/components/front-sentences.js";

const empty: Front = {indices: null, market: null, northbound: null, styles: null, verdicts: null};
const same = (factor: string): {zh: string; en: string} => ({zh: factor, en: factor});

describe("the front page's sentences", () => {
  it("say nothing of what the dataset lacks", () => {
    expect(frontSentences(empty, same)).toEqual([]);
  });

  it("name the strongest and the weakest index", () => {
    const indices = {
      zh: ["上证", "沪深300", "微盘"],
      en: ["SSE", "CSI 300", "Micro"],
      week: [0.01, -0.02, 0.05]
    };
    const [sentence] = frontSentences({...empty, indices}, same);
    expect(sentence?.text.zh).toBe("本周上证 +1.00%；宽基指数中微盘最强（+5.00%），沪深300最弱（−2.00%）。");
  });

  it("count breadth with limits, or without where the dataset has none", () => {
    const market = {up: 3000, down: 1500, limitUp: 60, limitDown: 4, amount: 9.9e11, amountMean: 9e11};
    const text = (
      m: typeof market | (Omit<typeof market, "limitUp"> & {limitUp: null})
    ): string | undefined => frontSentences({...empty, market: m}, same)[0]?.text.zh;
    expect(text(market)).toBe(
      "最后一日 3,000 只上涨、1,500 只下跌（涨停 60 只，跌停 4 只），成交 9,900 亿元，较近 20 日均值 +10%。"
    );
    expect(text({...market, limitUp: null})).toContain("3,000 只上涨、1,500 只下跌，成交");
  });

  it("say which way northbound money went, by how much, and who led", () => {
    const northbound = {
      zh: ["银行", "电子", "传媒"],
      en: ["Banks", "Electronics", "Media"],
      flow: [2e9, 1e8, -4e9]
    };
    const [sentence] = frontSentences({...empty, northbound}, same);
    expect(sentence?.text.zh).toBe(
      "北向资金本周估计净流出 19.0 亿元，银行居首（+20.0 亿元），传媒居末（−40.0 亿元）。"
    );
    expect(sentence?.text.en).toContain(
      "left by CNY 1.90 bn this week, led by Banks (+2.00 bn), with Media last (−4.00 bn)"
    );
  });

  it("add up the verdicts", () => {
    const verdicts = {agrees: 5, rounds: 2, contradicts: 1, implausible: 1, "not checkable": 1};
    const [sentence] = frontSentences({...empty, verdicts}, same);
    expect(sentence?.text.en).toBe(
      "Of 10 checks of the three reports' own arithmetic, 7 close, 1 contradict themselves and 1 are implausible."
    );
  });
});
