import {describe, expect, it} from "vitest";
import {rankedWeek} from "../../../src/components/flow/claims.js";
import {flowText, listText, rarityText, streakText} from "../../../src/components/flow/words.js";

describe("words of the northbound page", () => {
  it("say inflow and outflow without a minus", () => {
    expect(flowText(1.367e10, "zh")).toBe("净流入 136.7 亿元");
    expect(flowText(-2.5e8, "zh")).toBe("净流出 2.5 亿元");
    expect(flowText(-2.5e8, "en")).toBe("net outflow of CNY 2.5 × 100m");
  });

  it("count weeks in a row from the second", () => {
    expect(streakText(3, "zh")).toBe("连续 3 周净流入");
    expect(streakText(-2, "en")).toBe("the 2nd week of outflow in a row");
    expect([11, 21, 13, 3].map((n) => streakText(n, "en").slice(4, 8))).toEqual([
      "11th",
      "21st",
      "13th",
      "3rd "
    ]);
    expect([streakText(1, "zh"), streakText(-1, "en"), streakText(0, "zh")]).toEqual(["", "", ""]);
  });

  it("call the tails of history uncommon and rare", () => {
    expect([0.5, 0.92, 0.08, 0.99, 0.01].map((p) => rarityText(p, "en"))).toEqual([
      "ordinary",
      "uncommon",
      "uncommon",
      "rare",
      "rare"
    ]);
  });

  it("list names with signed amounts", () => {
    const rows = [
      {name: "银行", value: 8.35e9},
      {name: "传媒", value: -2.56e9}
    ];
    expect(listText(rows, "zh")).toBe("银行 +83.5、传媒 −25.6");
  });

  it("rank the rows of one kind and leave out missing values", () => {
    const rows = {
      kind: ["sector", "industry", "industry", "industry", "total"] as const,
      name: ["s", "a", "b", "c", ""],
      values: {week: Float64Array.of(9, 1, Number.NaN, 5, 9)}
    };
    expect(rankedWeek({...rows, kind: [...rows.kind]}, "industry", String)).toMatchObject([
      {name: "c", value: 5},
      {name: "a", value: 1}
    ]);
  });
});
