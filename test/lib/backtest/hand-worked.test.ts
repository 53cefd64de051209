import {describe, expect, it} from "vitest";
import {checkMarket} from "../../../lib/backtest/check-market.js";
import {backtest} from "../../../lib/backtest/engine.js";
import {EVENTS, OBSTACLES, type Result} from "../../../lib/backtest/result.js";
import type {Order} from "../../../lib/backtest/strategy.js";
import {marketOf} from "../../support/market.js";

// Ten stocks, sixty weekdays from Monday 2023-07-17; row 30 is 2023-08-28, when stamp duty is halved.
const market = marketOf(
  [
    {code: "600000.SH", price: 10, bars: {50: {volume: 5000}}},
    {code: "600001.SH", price: 10, actions: {10: {cash: 0.5}}},
    {code: "600002.SH", price: 13.33, actions: {15: {shares: 0.333}}},
    {
      code: "600003.SH",
      price: 10,
      bars: {
        ...Object.fromEntries([5, 6, 7, 8, 9].map((t) => [t, {suspended: true}])),
        10: {open: 11, close: 11}
      }
    },
    {code: "600004.SH", price: 10, bars: {3: {open: 11, close: 11}}},
    {
      code: "300005.SZ",
      board: "gem",
      price: 10,
      bars: {3: {open: 11.5, close: 11.5}, 4: {open: 9.2, close: 9.2}, 5: {open: 9.3, close: 9.3}}
    },
    {
      code: "600006.SH",
      price: 10,
      stFrom: 20,
      bars: {19: {open: 10.5, close: 10}, 20: {open: 10.5, close: 10}}
    },
    {code: "600007.SH", price: 1, delisted: 40},
    {code: "688008.SH", board: "star", price: 10},
    {
      code: "830009.BJ",
      board: "bse",
      price: 10,
      listed: 30,
      bars: {30: {open: 20, close: 20}, 31: {open: 26, close: 20}}
    }
  ],
  {rows: 60}
);

const ALL = Number.NEGATIVE_INFINITY;
const script: Readonly<Record<number, readonly Order[]>> = {
  0: [
    {asset: 0, shares: 1000},
    {asset: 1, shares: 1000},
    {asset: 2, shares: 100},
    {asset: 3, shares: 1000},
    {asset: 7, shares: 1000}
  ],
  2: [
    {asset: 4, shares: 1000},
    {asset: 5, shares: 200}
  ],
  3: [{asset: 5, shares: -200}],
  4: [{asset: 3, value: ALL}],
  11: [{asset: 1, shares: -500}],
  18: [{asset: 6, shares: 1000}],
  19: [
    {asset: 6, shares: 1000},
    {asset: 2, value: ALL}
  ],
  24: [{asset: 1, shares: -500}],
  28: [{asset: 9, shares: 155}],
  29: [{asset: 9, shares: 155}],
  30: [
    {asset: 9, shares: 155},
    {asset: 0, shares: -1000}
  ],
  33: [{asset: 8, shares: 150}],
  34: [{asset: 8, shares: 355}],
  44: [{asset: 7, shares: 100}],
  49: [{asset: 0, shares: 1000}]
};
const run = (): Result =>
  backtest(
    market,
    ({row}) => {
      const orders = script[row];
      return orders ? {orders} : undefined;
    },
    {capital: 100_000, slippage: {spread: 0, impact: 0}}
  );

/** Row, code, event, shares, price, commission, stamp, transfer, cash; money in CNY. */
const LEDGER = [
  [1, "600000.SH", "buy", 1000, 10, 5, 0, 0.1, -10005.1],
  [1, "600001.SH", "buy", 1000, 10, 5, 0, 0.1, -10005.1],
  [1, "600002.SH", "buy", 100, 13.33, 5, 0, 0.01, -1338.01],
  [1, "600003.SH", "buy", 1000, 10, 5, 0, 0.1, -10005.1],
  [1, "600007.SH", "buy", 1000, 1, 5, 0, 0.01, -1005.01],
  [3, "300005.SZ", "buy", 200, 11.5, 5, 0, 0.02, -2305.02],
  [5, "300005.SZ", "sell", -200, 9.3, 5, 1.86, 0.02, 1853.12],
  [10, "600001.SH", "dividend", 0, 0, 0, 0, 0, 500],
  [10, "600003.SH", "sell", -1000, 11, 5, 11, 0.11, 10983.89],
  [12, "600001.SH", "sell", -500, 9.5, 5, 4.75, 0.05, 4740.2],
  [12, "600001.SH", "dividend tax", 0, 0, 0, 0, 0, -50],
  [15, "600002.SH", "shares", 33, 0, 0, 0, 0, 0],
  [15, "600002.SH", "fraction", 0, 10, 0, 0, 0, 3],
  [19, "600006.SH", "buy", 1000, 10.5, 5, 0, 0.11, -10505.11],
  [20, "600002.SH", "sell", -133, 10, 5, 1.33, 0.01, 1323.66],
  [25, "600001.SH", "sell", -500, 9.5, 5, 4.75, 0.05, 4740.2],
  [25, "600001.SH", "dividend tax", 0, 0, 0, 0, 0, -25],
  [30, "830009.BJ", "buy", 155, 20, 5, 0, 0.03, -3105.03],
  [31, "600000.SH", "sell", -1000, 10, 5, 5, 0.1, 9989.9],
  [35, "688008.SH", "buy", 355, 10, 5, 0, 0.04, -3555.04],
  [40, "600007.SH", "delisting", -1000, 1, 0, 0, 0, 0],
  [50, "600000.SH", "buy", 500, 10, 5, 0, 0.05, -5005.05]
];

/** Row, code, signed shares, what was in the way. */
const REJECTED = [
  [3, "600004.SH", 1000, "limit up"],
  [4, "300005.SZ", -200, "limit down"],
  [5, "600003.SH", -1000, "suspended"],
  [20, "600006.SH", 1000, "limit up"],
  [29, "830009.BJ", 155, "not listed"],
  [31, "830009.BJ", 155, "limit up"],
  [34, "688008.SH", 150, "lot"],
  [45, "600007.SH", 100, "not listed"],
  [50, "600000.SH", 1000, "participation"]
];

describe("a market worked by hand", () => {
  const result = run();
  const {ledger, rejections} = result;

  it("has nothing odd in it", () => {
    expect(checkMarket(market)).toEqual([]);
  });

  it("fills every order as the exchange would, to the fen", () => {
    const lines = Array.from(ledger.row, (row, i) => [
      row,
      market.codes[ledger.asset[i] as number],
      EVENTS[ledger.event[i] as number],
      ledger.shares[i],
      (ledger.price[i] as number) / 100,
      (ledger.commission[i] as number) / 100,
      (ledger.stamp[i] as number) / 100,
      (ledger.transfer[i] as number) / 100,
      (ledger.cash[i] as number) / 100
    ]);
    expect(lines).toEqual(LEDGER);
  });

  it("says what was in the way of the rest", () => {
    const lines = Array.from(rejections.row, (row, i) => [
      row,
      market.codes[rejections.asset[i] as number],
      rejections.shares[i],
      OBSTACLES[rejections.obstacle[i] as number]
    ]);
    expect(lines).toEqual(REJECTED);
  });

  it("is worth what cash and closes say: 98,875.40 in the end, and on the days between", () => {
    expect(result.nav.at(-1)).toBe(9_887_540);
    expect(result.cash.at(-1)).toBe(7_722_540);
    // Row 1: 100,000 less 25.31 of costs. Row 3: the 200 bought at 11.50 cost 5.02 and close there.
    expect(result.nav[1]).toBe(9_997_468);
    expect(result.nav[3]).toBe(9_997_468 - 502);
    // Row 39: the last day of the delisted share, still at 1.00; row 40: gone.
    expect((result.nav[39] as number) - (result.nav[40] as number)).toBe(100_000);
  });

  it("puts the day's costs back in the gross curve, and only those", () => {
    const costs = (t: number): number =>
      Object.values(result.costs).reduce((s, kind) => s + (kind[t] as number), 0);
    let gross = 1;
    for (let t = 1; t < 60; t++) {
      gross *= ((result.nav[t] as number) + costs(t)) / (result.nav[t - 1] as number);
      expect(result.gross[t]).toBeCloseTo(gross, 14);
    }
    expect(costs(12)).toBe(500 + 475 + 5 + 5000);
  });

  it("is the same run after run", () => {
    expect(run()).toEqual(result);
  });
});
