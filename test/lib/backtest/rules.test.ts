import {describe, expect, it} from "vitest";
import {dividendTaxRate, mainlandCosts} from "../../../lib/backtest/costs.js";
import {dated} from "../../../lib/backtest/dated.js";
import {hongKongCosts} from "../../../lib/backtest/hong-kong-costs.js";
import {buyLot, lotsOf, sellLot} from "../../../lib/backtest/lots.js";
import type {Board} from "../../../lib/backtest/market.js";
import {NO_LIMIT, priceLimits} from "../../../lib/backtest/price-limits.js";
import {slippageOf} from "../../../lib/backtest/slippage.js";
import {epochDay} from "../../../lib/format/date.js";
import {marketOf} from "../../support/market.js";

const limits = (iso: string, board: Board, {st = false, age = 1000, reference = 1000} = {}) => {
  const {up, down} = priceLimits(reference, {day: epochDay(iso), board, st, age});
  return [up, down];
};

describe("price limits by date, board and ST", () => {
  it("are 10 % on the main board, 5 % for ST until 2026-07-05 and 10 % from the day after", () => {
    expect(limits("2020-01-02", "main")).toEqual([1100, 900]);
    expect(limits("2026-07-05", "main", {st: true})).toEqual([1050, 950]);
    expect(limits("2026-07-06", "main", {st: true})).toEqual([1100, 900]);
  });

  it("widen to 20 % on ChiNext on 2020-08-24, ST too", () => {
    expect(limits("2020-08-23", "gem")).toEqual([1100, 900]);
    expect(limits("2020-08-24", "gem")).toEqual([1200, 800]);
    expect(limits("2020-08-23", "gem", {st: true})).toEqual([1050, 950]);
    expect(limits("2020-08-24", "gem", {st: true})).toEqual([1200, 800]);
  });

  it("are 20 % on STAR, 30 % in Beijing, none in Hong Kong", () => {
    expect(limits("2021-12-01", "star")).toEqual([1200, 800]);
    expect(limits("2021-12-01", "bse")).toEqual([1300, 700]);
    expect(limits("2021-12-01", "hk")).toEqual([NO_LIMIT, 0]);
  });

  it("leave new listings free: five days on STAR, on ChiNext from 2020-08-24, on the main board from 2023-04-10", () => {
    for (const [iso, board] of [
      ["2019-07-22", "star"],
      ["2020-08-24", "gem"],
      ["2023-04-10", "main"]
    ] as const) {
      expect(limits(iso, board, {age: 4})).toEqual([NO_LIMIT, 0]);
      expect(limits(iso, board, {age: 5})).not.toEqual([NO_LIMIT, 0]);
    }
    expect(limits("2023-04-07", "main", {age: 0})).toEqual([1440, 640]);
    expect(limits("2023-04-07", "main", {age: 1})).toEqual([1100, 900]);
    expect(limits("2020-08-21", "gem", {age: 0})).toEqual([1440, 640]);
    expect(limits("2022-03-01", "bse", {age: 0})).toEqual([NO_LIMIT, 0]);
    expect(limits("2022-03-01", "bse", {age: 1})).toEqual([1300, 700]);
    expect(limits("2013-06-03", "main", {age: 0})).toEqual([NO_LIMIT, 0]);
  });

  it("round half up to the tick and stay a tick away", () => {
    expect(limits("2020-01-02", "main", {reference: 1005})).toEqual([1106, 905]);
    expect(limits("2020-01-02", "main", {reference: 1234})).toEqual([1357, 1111]);
    expect(limits("2020-01-02", "main", {reference: 4})).toEqual([5, 3]);
    expect(limits("2020-01-02", "main", {reference: 1})).toEqual([2, 1]);
  });
});

describe("costs by date", () => {
  const cost = (iso: string, side: "buy" | "sell", amount: number) =>
    mainlandCosts(amount, {side, day: epochDay(iso)});

  it("take stamp duty from sellers only, halved on 2023-08-28; from both sides before 2008-09-19", () => {
    expect(cost("2023-08-27", "sell", 10_000_000).stamp).toBe(10_000);
    expect(cost("2023-08-28", "sell", 10_000_000).stamp).toBe(5000);
    expect(cost("2023-08-27", "buy", 10_000_000).stamp).toBe(0);
    expect(cost("2008-09-18", "buy", 10_000_000).stamp).toBe(10_000);
    expect(cost("2008-09-19", "buy", 10_000_000).stamp).toBe(0);
  });

  it("halve the transfer fee on 2022-04-29", () => {
    expect(cost("2022-04-28", "buy", 10_000_000).transfer).toBe(200);
    expect(cost("2022-04-29", "buy", 10_000_000).transfer).toBe(100);
  });

  it("charge CNY 5 of commission at least, up to CNY 20,000 of trade", () => {
    expect(cost("2024-01-02", "buy", 100_000).commission).toBe(500);
    expect(cost("2024-01-02", "buy", 2_000_000).commission).toBe(500);
    expect(cost("2024-01-02", "buy", 2_000_400).commission).toBe(500);
    expect(cost("2024-01-02", "buy", 2_004_000).commission).toBe(501);
    expect(cost("2024-01-02", "buy", 0).commission).toBe(0);
    expect(
      mainlandCosts(
        1_000_000,
        {side: "sell", day: epochDay("2024-01-02")},
        {commission: 0, least: 0, statutory: 0}
      )
    ).toEqual({commission: 0, stamp: 0, transfer: 0, levy: 0});
  });

  it("tax dividends by holding period: a month, a year, longer", () => {
    expect([30, 31, 365, 366].map(dividendTaxRate)).toEqual([0.2, 0.1, 0.1, 0]);
  });

  it("follow Hong Kong's stamp duty, levies and settlement fee by date", () => {
    const hk = (iso: string, amount: number) =>
      hongKongCosts(amount, {day: epochDay(iso), fx: 1}, {commission: 0, least: 0});
    expect(hk("2021-07-30", 10_000_000).stamp).toBe(10_000);
    expect(hk("2021-08-02", 10_000_000).stamp).toBe(13_000);
    expect(hk("2023-11-16", 10_000_000).stamp).toBe(13_000);
    expect(hk("2023-11-17", 10_000_000).stamp).toBe(10_000);
    expect(hk("2023-11-17", 10_000_100).stamp).toBe(10_100);
    expect(hk("2021-12-31", 10_000_000).levy).toBe(270 + 0 + 500 + 50);
    expect(hk("2022-01-03", 10_000_000).levy).toBe(270 + 15 + 500 + 50);
    expect(hk("2023-01-03", 10_000_000).levy).toBe(270 + 15 + 565);
    expect(hk("2025-06-27", 500_000).transfer).toBe(200);
    expect(hk("2025-06-27", 10_000_000).transfer).toBe(200);
    expect(hk("2025-06-27", 1_000_000_000).transfer).toBe(10_000);
    expect(hk("2025-06-30", 500_000).transfer).toBe(21);
    expect(hk("2025-06-30", 1_000_000_000).transfer).toBe(42_000);
  });

  it("refuse tables that are empty or out of order", () => {
    expect(() => dated([])).toThrow("steps must hold at least one");
    expect(() =>
      dated([
        ["2020-01-02", 1],
        ["2020-01-01", 2]
      ])
    ).toThrow("steps must ascend, got 2020-01-01 after 2020-01-02");
    const step = dated([
      ["2020-01-02", 1],
      ["2021-01-01", 2]
    ]);
    expect([
      step(epochDay("1999-01-01")),
      step(epochDay("2020-12-31")),
      step(epochDay("2021-01-01"))
    ]).toEqual([1, 1, 2]);
  });
});

describe("lots", () => {
  it("are hundreds; 200 then single on STAR; 100 then single in Beijing; a share's own in Hong Kong", () => {
    const of = (board: Board, shares: number, lot?: number) => buyLot(shares, lotsOf(board, lot));
    expect([of("main", 99), of("main", 100), of("gem", 250)]).toEqual([0, 100, 200]);
    expect([of("star", 199), of("star", 200), of("star", 201)]).toEqual([0, 200, 201]);
    expect([of("bse", 99), of("bse", 100), of("bse", 101)]).toEqual([0, 100, 101]);
    expect(of("hk", 1400, 500)).toBe(1000);
    expect(() => lotsOf("hk")).toThrow(
      "lot must be a whole number from 1 for a Hong Kong share, got undefined"
    );
  });

  it("let an odd lot go only with all the rest", () => {
    const main = lotsOf("main");
    expect(sellLot(133, 133, main)).toBe(133);
    expect(sellLot(133, 400, main)).toBe(100);
    expect(sellLot(50, 400, main)).toBe(0);
    expect(sellLot(150, 400, lotsOf("star"))).toBe(0);
  });
});

describe("slippage", () => {
  it("is half the spread, plus a tenth of the volatility at an order of the average day", () => {
    const up = Object.fromEntries(Array.from({length: 20}, (_, t) => [t, {close: t % 2 === 0 ? 10.2 : 10}]));
    const market = marketOf([{code: "600000.SH", price: 10, bars: up}], {rows: 30});
    const r = Array.from({length: 20}, (_, t) => (t % 2 === 0 ? 10.2 / 10 - 1 : 10 / 10.2 - 1));
    const m = r.reduce((s, x) => s + x, 0) / 20;
    const sigma = Math.sqrt(r.reduce((s, x) => s + (x - m) ** 2, 0) / 19);
    const at = {row: 20, asset: 0, shares: 250_000};
    expect(slippageOf(market, at, {spread: 8, impact: 0.1})).toBeCloseTo(0.0008 + 0.1 * sigma * 0.5, 14);
    expect(slippageOf(market, at, {spread: 8, impact: 0})).toBe(0.0008);
    expect(slippageOf(market, {...at, row: 1}, {spread: 8, impact: 1})).toBe(0.0008);
  });
});
