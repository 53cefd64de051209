import {describe, expect, it} from "vitest";
import {probabilisticSharpe} from "../../../lib/backtest/deflated-sharpe.js";
import {
  countTrial,
  deflatedBy,
  forgetTrials,
  type Store,
  trialsIn
} from "../../../src/components/backtest/trials.js";

function memory(): Store {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key)
  };
}
const moments = {period: 0.08, n: 700, skewness: 0, kurtosis: 3};

describe("variants tried in this browser", () => {
  it("count once each, however often they are run", () => {
    const store = memory();
    countTrial(store, "n=10", 0.05);
    countTrial(store, "n=20", 0.08);
    expect(countTrial(store, "n=10", 0.05).size).toBe(2);
    expect(trialsIn(store).get("n=20")).toBe(0.08);
    forgetTrials(store);
    expect(trialsIn(store).size).toBe(0);
  });

  it("deflate by their number and spread; one alone deflates nothing", () => {
    const store = memory();
    const one = countTrial(store, "a", 0.08);
    expect(deflatedBy(one, moments)).toBe(probabilisticSharpe(moments));
    expect(deflatedBy(new Map(), moments)).toBe(probabilisticSharpe(moments));
    const spread = (n: number) =>
      new Map(Array.from({length: n}, (_, i) => [`v${i}`, i % 2 ? 0.03 : -0.03] as const));
    const few = deflatedBy(spread(4), moments);
    const many = deflatedBy(spread(200), moments);
    expect(few).toBeLessThan(probabilisticSharpe(moments));
    expect(many).toBeLessThan(few);
  });

  it("survive what others wrote there, no number and no store", () => {
    const store = memory();
    store.setItem("yanbao-lab-trials", "{not json");
    expect(trialsIn(store).size).toBe(0);
    store.setItem("yanbao-lab-trials", '[["a",0.1],["b","x"],3]');
    expect([...trialsIn(store).keys()]).toEqual(["a"]);
    expect(countTrial(store, "c", Number.NaN).has("c")).toBe(false);
    const full: Store = {
      ...memory(),
      setItem: () => {
        throw new Error("full");
      }
    };
    expect(countTrial(full, "a", 0.1).size).toBe(1);
  });
});
