import {readFileSync} from "node:fs";
import {csvParse} from "d3";
import {describe, expect, it} from "vitest";
import {crossAssetSignal} from "../../../lib/macro/cross-asset.js";
import {
  type PrintedCrossAsset,
  printedChange,
  printedSignals
} from "../../../lib/macro/cross-asset-printed.js";

const push = (z: number, polarity = 1, change = z) => ({change, z, polarity});

describe("a dimension's signal", () => {
  it("is the mean of polarity times z, z cut at two", () => {
    expect(crossAssetSignal([push(1), push(-5, -1)])).toEqual({signal: 1.5, arrow: "↑", indicators: 2});
    expect(crossAssetSignal([push(0.5)]).arrow).toBe("/");
    expect(crossAssetSignal([push(0.500001)]).arrow).toBe("↑");
    expect(crossAssetSignal([push(3, -1)])).toMatchObject({signal: -2, arrow: "↓"});
  });

  it("is the mirror of itself under opposite polarity, whatever the order", () => {
    const some = [push(1.2), push(-0.3, -1), push(0.8)];
    const {signal} = crossAssetSignal(some);
    expect(crossAssetSignal([...some].reverse()).signal).toBeCloseTo(signal, 14);
    expect(crossAssetSignal(some.map((p) => ({...p, polarity: -p.polarity}))).signal).toBeCloseTo(
      -signal,
      14
    );
  });

  it("hears an indicator without a scale by its sign, one without a change not at all", () => {
    expect(crossAssetSignal([push(Number.NaN, -1, -0.0025)])).toMatchObject({signal: 1, arrow: "↑"});
    expect(crossAssetSignal([push(Number.NaN), push(1)])).toMatchObject({signal: 1, indicators: 1});
    expect(crossAssetSignal([]).signal).toBeNaN();
    expect(crossAssetSignal([]).arrow).toBe("/");
  });
});

describe("the report's table", () => {
  const file = new URL("../../../pipeline/published/published_cross_asset.csv", import.meta.url);
  const rows = csvParse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  const number = (text: string | undefined): number => (text ? Number(text) : Number.NaN);
  const column = (name: string) => rows.map((r) => r[name] ?? "");
  const table: PrintedCrossAsset = {
    dimension: column("dimension"),
    item: column("item"),
    direction: column("direction"),
    previous: column("previous").map(number),
    value: column("value").map(number),
    expected: column("expected").map(number),
    change: column("change").map(number)
  };

  it("gives the changes that it prints or implies", () => {
    const change = (item: string): number => printedChange(table, table.item.indexOf(item));
    expect(change("花旗经济意外指数：美国")).toBeCloseTo(3.4, 12);
    expect(change("花旗经济意外指数：欧洲")).toBeCloseTo(6.7, 12);
    expect(change("花旗经济意外指数：中国")).toBeCloseTo(-0.2, 12);
    expect(change("银行间同业存单收益率")).toBeCloseTo(-0.0008, 12);
    expect(change("5年期LPR")).toBeCloseTo(-0.0025, 12);
    expect(change("原油裂解价差")).toBeCloseTo(0.5, 12);
    expect(change("美国当周初请失业人数")).toBe(-16000);
  });

  it("read by the rule: liquidity points up for stocks and bonds as printed; signs alone do not carry the rest", () => {
    const signals = printedSignals(table);
    const of = (dimension: string) => signals.filter((s) => s.dimension === dimension);
    expect(of("国内流动性").map(({asset, printed, arrow}) => [asset, printed, arrow])).toEqual([
      ["stock", "↑", "↑"],
      ["bond", "↑", "↑"]
    ]);
    expect(of("海外经济景气度")[0]).toMatchObject({asset: "commodity", printed: "↑", arrow: "/"});
    expect(of("海外经济景气度")[0]?.signal).toBeCloseTo(1 / 3, 12);
    expect(of("海外美元流动性")[0]).toMatchObject({asset: "stock", printed: "/", signal: -1, arrow: "↓"});
    expect(of("原油")[0]?.signal).toBeCloseTo(1 / 3, 12);
  });
});
