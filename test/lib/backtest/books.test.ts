import {describe, expect, it} from "vitest";
import {bookReturns} from "../../../lib/backtest/book-returns.js";
import {backtest} from "../../../lib/backtest/engine.js";
import {EqualBook} from "../../../lib/backtest/equal-book.js";
import {openReturns} from "../../../lib/backtest/open-returns.js";
import {FRICTIONLESS} from "../../../lib/backtest/options.js";
import {smallest} from "../../../lib/backtest/smallest.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import {type Bar, marketOf} from "../../support/market.js";

const free = {buy: () => 0, sell: () => 0};

describe("smallest", () => {
  const values = Float64Array.of(5, 1, 3, 3, 9, 3);
  it("takes the smallest, ties by place", () => {
    expect(Array.from(smallest(values, Int32Array.of(0, 1, 2, 3, 4, 5), 3))).toEqual([1, 2, 3]);
    expect(Array.from(smallest(values, Int32Array.of(0, 2, 4, 5), 2))).toEqual([2, 5]);
    expect(Array.from(smallest(values, Int32Array.of(4), 2))).toEqual([4]);
  });
  it("refuses a count that is none", () => {
    expect(() => smallest(values, Int32Array.of(1), -1)).toThrow(
      "count must be a whole number from 0, got -1"
    );
  });
});

describe("EqualBook", () => {
  it("is worked by hand: drift, levelling, a member replaced, costs by side", () => {
    const book = new EqualBook(3);
    expect(book.rebalance(Int32Array.of(0, 1), free).traded).toBe(1);
    expect(book.earn([0.2, 0, 0.5])).toBeCloseTo(0.1, 15);
    expect(book.weightOf(0)).toBeCloseTo(0.6 / 1.1, 15);
    const {traded, cost} = book.rebalance(Int32Array.of(0, 2), {buy: () => 0.01, sell: () => 0.02});
    // sold: 0.6/1.1 − 0.5 of stock 0 and all 0.5/1.1 of stock 1; bought: half of stock 2
    const sold = 0.6 / 1.1 - 0.5 + 0.5 / 1.1;
    expect(traded).toBeCloseTo(sold + 0.5, 12);
    expect(cost).toBeCloseTo(0.02 * sold + 0.01 * 0.5, 12);
    expect([book.weightOf(0), book.weightOf(1), book.weightOf(2)]).toEqual([0.5, 0, 0.5]);
  });
  it("takes a missing return for none", () => {
    const book = new EqualBook(2);
    book.rebalance(Int32Array.of(0, 1), free);
    expect(book.earn([Number.NaN, 0.1])).toBeCloseTo(0.05, 15);
  });
});

describe("bookReturns", () => {
  it("is what the engine earns without frictions on the same books", () => {
    const rng = createRng(3, "books");
    const stocks = Array.from({length: 8}, (_, i) => {
      const bars: Record<number, Bar> = {};
      let price = 200;
      for (let t = 0; t < 60; t++) {
        const open = price * (1 + 0.01 * normal(rng));
        price = open * (1 + 0.02 * normal(rng));
        bars[t] = {open, close: price, high: Math.max(open, price), low: Math.min(open, price)};
      }
      return {code: `00000${i}.SZ`, price: 200, bars, ...(i === 3 ? {actions: {30: {cash: 2}}} : {})};
    });
    const market = marketOf(stocks, {rows: 60});
    const rows = [10, 25, 40];
    const books = [Int32Array.of(0, 3, 5), Int32Array.of(1, 3, 7), Int32Array.of(2, 4, 6)];
    const result = backtest(
      market,
      ({row}) => {
        const k = rows.indexOf(row + 1);
        return k < 0 ? undefined : {targets: {assets: books[k] as Int32Array}};
      },
      {...FRICTIONLESS, from: 9, capital: 1e9}
    );
    const own = bookReturns(
      openReturns(market),
      {rows, books},
      {assets: 8, to: 58, costs: {buy: new Float64Array(60), sell: new Float64Array(60)}}
    );
    // from the open of row 10 to the close of the last row: the arithmetic ends at the open of row 59
    const level = own.slice(10, 59).reduce((v, r) => v * (1 + r), 1);
    const last = Int32Array.of(2, 4, 6);
    expect(level).toBeGreaterThan(0);
    const closing = result.nav.at(-1) as number;
    let drift = 0;
    for (const a of last) {
      const [open, close] = [market.open[59 * 8 + a] as number, market.close[59 * 8 + a] as number];
      const shares = result.holdings.shares[Array.from(result.holdings.asset).lastIndexOf(a)] as number;
      drift += shares * (close - open);
    }
    expect((closing - drift) / result.capital).toBeCloseTo(level, 3);
  });
});
