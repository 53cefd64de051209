import {describe, expect, it} from "vitest";
import {checkMarket} from "../../../lib/backtest/check-market.js";
import {backtest} from "../../../lib/backtest/engine.js";
import {fixedSlots} from "../../../lib/backtest/fixed-slots.js";
import type {Market} from "../../../lib/backtest/market.js";
import {type BacktestOptions, FRICTIONLESS} from "../../../lib/backtest/options.js";
import {assetOf} from "../../../lib/backtest/orders.js";
import {perturbedAfter} from "../../../lib/backtest/perturb.js";
import {pickTop} from "../../../lib/backtest/pick-top.js";
import {rebalanceRows} from "../../../lib/backtest/rebalance-rows.js";
import {EVENTS, OBSTACLES, REASONS, type Result} from "../../../lib/backtest/result.js";
import {sleeves} from "../../../lib/backtest/sleeves.js";
import type {Decision, Order, Strategy} from "../../../lib/backtest/strategy.js";
import {topN} from "../../../lib/backtest/top-n.js";
import {normal} from "../../../lib/random/normal.js";
import {createRng} from "../../../lib/random/rng.js";
import {marketOf, type Stock} from "../../support/market.js";

const ALL = Number.NEGATIVE_INFINITY;
const QUIET: BacktestOptions = {
  slippage: {spread: 0, impact: 0},
  costs: {commission: 0, least: 0, statutory: 0}
};
const scripted =
  (script: Readonly<Record<number, readonly Order[]>>): Strategy =>
  ({row}) => {
    const orders = script[row];
    return orders ? {orders} : undefined;
  };
const once =
  (decision: Decision): Strategy =>
  ({row}) =>
    row === 0 ? decision : undefined;
const fills = ({ledger}: Result) =>
  Array.from(ledger.row, (row, i) => [
    row,
    EVENTS[ledger.event[i] as number],
    REASONS[ledger.reason[i] as number],
    ledger.shares[i],
    (ledger.price[i] as number) / 100
  ]).filter(([, event]) => event === "buy" || event === "sell");
const obstacles = ({rejections}: Result) =>
  Array.from(rejections.row, (row, i) => [row, OBSTACLES[rejections.obstacle[i] as number]]);

/** A market with everything in it: moves, dividends, splits, suspensions, ST, listings, delistings. */
function wildMarket(seed: number, {rows = 120, assets = 30} = {}): Market {
  const rng = createRng(seed, "wild market");
  const boards = ["main", "gem", "star", "bse"] as const;
  const stocks = Array.from({length: assets}, (_, i): Stock => {
    const bars: Record<number, object> = {};
    const actions: Record<number, {cash?: number; shares?: number}> = {};
    let last = Math.round((3 + 40 * rng.uniform()) * 100) / 100;
    const price = last;
    const listed = i % 7 === 3 ? 20 : -1;
    for (let t = Math.max(0, listed); t < rows; t++) {
      const act = rng.uniform() < 0.01 ? {cash: 0.1, shares: rng.uniform() < 0.5 ? 0.3 : 0} : undefined;
      if (act) actions[t] = act;
      const reference = Math.round((act ? (last - act.cash) / (1 + act.shares) : last) * 100) / 100;
      const move = (x: number): number =>
        Math.max(0.5, Math.round(reference * (1 + Math.max(-0.1, Math.min(0.1, x))) * 100) / 100);
      const [open, close] = [move(0.05 * normal(rng)), move(0.05 * normal(rng))];
      const suspended = rng.uniform() < 0.03;
      bars[t] = suspended
        ? {open: reference, close: reference, reference, suspended}
        : {open, close, reference, st: rng.uniform() < 0.05, volume: Math.round(1e5 * rng.uniform())};
      last = suspended ? reference : close;
    }
    return {
      code: `${600_000 + i}.SH`,
      board: boards[i % 4] ?? "main",
      price,
      bars,
      actions,
      listed,
      ...(i % 11 === 5 ? {delisted: 90} : {})
    };
  });
  return marketOf(stocks, {rows});
}

/** A busy strategy on what is known: buys what fell over five days, every third day. */
const reversal =
  (market: Market, n = 8): Strategy =>
  (view) => {
    if (view.row < 6 || view.row % 3 !== 0) return undefined;
    const [now, then] = [view.past("close"), view.past("close", 5)];
    const score = Float64Array.from(now, (p, i) =>
      p > 0 && (then[i] as number) > 0 ? -p / (then[i] as number) : Number.NaN
    );
    const assets = pickTop(score, n);
    return {
      targets: {
        assets,
        weights: Array.from(assets, () => (0.95 / market.codes.length) * (market.codes.length / n))
      }
    };
  };

describe("engine: conservation", () => {
  for (const seed of [1, 2, 3, 4]) {
    it(`adds up to the last fen on every day, never borrows nor sells short (market ${seed})`, () => {
      const market = wildMarket(seed);
      const options: BacktestOptions = {
        capital: 1e6,
        stops: {loss: 0.06, gain: 0.08, at: seed % 2 ? "close" : "touch"}
      };
      const result = backtest(market, reversal(market), options);
      const {ledger, holdings} = result;
      expect(ledger.row.length).toBeGreaterThan(100);
      let [cash, line] = [result.capital, 0];
      const shares = new Float64Array(market.codes.length);
      const mark = new Float64Array(market.codes.length);
      for (let t = 0; t < market.days.length; t++) {
        for (let i = 0; i < market.actions.row.length; i++) {
          if (market.actions.row[i] === t) {
            const a = market.actions.asset[i] as number;
            mark[a] = market.reference[t * market.codes.length + a] as number;
          }
        }
        for (; line < ledger.row.length && ledger.row[line] === t; line++) {
          const a = ledger.asset[line] as number;
          cash += ledger.cash[line] as number;
          shares[a] = (shares[a] as number) + (ledger.shares[line] as number);
          const fees = (["commission", "stamp", "transfer", "levy"] as const).reduce(
            (s, kind) => s + (ledger[kind][line] as number),
            0
          );
          const event = EVENTS[ledger.event[line] as number];
          if (event === "buy") expect(ledger.cash[line]).toBe(-(ledger.amount[line] as number) - fees);
          if (event === "sell") expect(ledger.cash[line]).toBe((ledger.amount[line] as number) - fees);
        }
        let nav = cash;
        for (let a = 0; a < shares.length; a++) {
          const close = market.close[t * shares.length + a] as number;
          if (close > 0) mark[a] = close;
          expect(shares[a]).toBeGreaterThanOrEqual(0);
          nav += (shares[a] as number) * (mark[a] as number);
        }
        expect(nav).toBe(result.nav[t]);
        expect(cash).toBe(result.cash[t]);
        expect(cash).toBeGreaterThanOrEqual(0);
        const book = new Map<number, number>();
        for (let i = holdings.from[t] as number; i < (holdings.from[t + 1] as number); i++)
          book.set(holdings.asset[i] as number, holdings.shares[i] as number);
        shares.forEach((s, a) => {
          expect(book.get(a) ?? 0).toBe(s);
        });
      }
      expect(Number.isSafeInteger(result.nav.at(-1))).toBe(true);
    });
  }

  it("keeps every fill inside the day's limits, in lots, on tradable days, within the cap", () => {
    const market = wildMarket(7);
    const {ledger} = backtest(market, reversal(market), {capital: 3e6});
    for (let i = 0; i < ledger.row.length; i++) {
      const event = EVENTS[ledger.event[i] as number];
      if (event !== "buy" && event !== "sell") continue;
      const [row, a] = [ledger.row[i] as number, ledger.asset[i] as number];
      const k = row * market.codes.length + a;
      expect((market.flags[k] as number) & 2).toBe(0);
      expect(Math.abs(ledger.shares[i] as number)).toBeLessThanOrEqual(0.1 * (market.volume[k] as number));
      if (event === "buy" && ["main", "gem"].includes(market.boards[a] ?? ""))
        expect((ledger.shares[i] as number) % 100).toBe(0);
    }
  });

  it("does not change its input", () => {
    const market = wildMarket(2);
    const copy = structuredClone(market);
    backtest(market, reversal(market));
    expect(market).toEqual(copy);
  });

  it("does not depend on the order of the stocks, where no tie decides", () => {
    const market = wildMarket(3);
    const assets = market.codes.length;
    const turn = <T extends Int32Array | Float32Array | Uint8Array>(panel: T): T =>
      panel.map((_, k) => panel[Math.floor(k / assets) * assets + assets - 1 - (k % assets)] as number) as T;
    const turned: Market = {
      ...market,
      codes: [...market.codes].reverse(),
      boards: [...market.boards].reverse(),
      open: turn(market.open),
      high: turn(market.high),
      low: turn(market.low),
      close: turn(market.close),
      reference: turn(market.reference),
      volume: turn(market.volume),
      flags: turn(market.flags),
      listed: market.listed.slice().reverse(),
      delisted: market.delisted.slice().reverse(),
      actions: {...market.actions, asset: market.actions.asset.map((a) => assets - 1 - a)}
    };
    expect(backtest(turned, reversal(turned)).nav).toEqual(backtest(market, reversal(market)).nav);
  });
});

describe("engine: no future", () => {
  it("gives the same past whatever happens after (future shuffle)", () => {
    const market = wildMarket(5);
    for (const row of [30, 61, 90]) {
      for (const at of ["close", "touch"] as const) {
        const options: BacktestOptions = {capital: 1e6, stops: {loss: 0.05, at}};
        const [a, b] = [market, perturbedAfter(market, row)].map((m) => backtest(m, reversal(m), options));
        expect(b?.nav.subarray(0, row + 1)).toEqual(a?.nav.subarray(0, row + 1));
        const upTo = (r: Result | undefined): number => r?.ledger.row.filter((t) => t <= row).length ?? 0;
        expect(upTo(b)).toBe(upTo(a));
        expect(b?.ledger.cash.subarray(0, upTo(a))).toEqual(a?.ledger.cash.subarray(0, upTo(a)));
        expect(b?.nav.at(-1)).not.toBe(a?.nav.at(-1));
      }
    }
  });

  it("lets a strategy see no row after its own", () => {
    const market = wildMarket(1);
    const peek: Strategy = (view) => {
      view.past("close", -1);
      return undefined;
    };
    expect(() => backtest(market, peek)).toThrow("back must be a whole number from 0 to 0, got -1");
    const before: Strategy = (view) => {
      view.past("close", 3);
      return undefined;
    };
    expect(() => backtest(market, before)).toThrow("back must be a whole number from 0 to 0, got 3");
  });

  it("fills a decision on the next day, or later by `delay`", () => {
    const market = marketOf([{code: "600000.SH", price: 10}], {rows: 6});
    const buy = once({orders: [{asset: 0, shares: 100}]});
    expect(fills(backtest(market, buy))[0]?.[0]).toBe(1);
    expect(fills(backtest(market, buy, {delay: 3}))[0]?.[0]).toBe(3);
  });
});

describe("engine: identities", () => {
  it("follows the total-return index when it buys and holds without friction", () => {
    const rng = createRng(11, "total return");
    const bars: Record<number, object> = {};
    let last = 20;
    const actions: Record<number, {cash?: number; shares?: number}> = {
      40: {cash: 0.35},
      80: {shares: 0.5},
      81: {cash: 0.2, shares: 0.3}
    };
    let level = 1;
    const index = [1];
    for (let t = 0; t < 150; t++) {
      const act = actions[t];
      const reference = Math.round(((last - (act?.cash ?? 0)) / (1 + (act?.shares ?? 0))) * 100) / 100;
      const close = Math.round(reference * (1 + 0.02 * normal(rng)) * 100) / 100;
      bars[t] = {open: t === 1 ? reference : close, close, reference};
      if (t >= 1) {
        level *= close / reference;
        index.push(level);
      }
      last = close;
    }
    const market = marketOf([{code: "600000.SH", price: 20, bars, actions}], {rows: 150});
    const {nav, capital} = backtest(market, once({targets: {assets: [0]}}), {...FRICTIONLESS, capital: 1e11});
    nav.forEach((v, t) => {
      expect(Math.abs(v / capital / (index[t] as number) - 1)).toBeLessThan(1e-9);
    });
  });

  it("keeps gross and net together without costs, and grosses up otherwise", () => {
    const market = wildMarket(6);
    const free = backtest(market, reversal(market), FRICTIONLESS);
    free.nav.forEach((v, t) => {
      expect(v / free.capital).toBeCloseTo(free.gross[t] as number, 12);
    });
    const paid = backtest(market, reversal(market), {capital: 1e6});
    expect(paid.gross.at(-1)).toBeGreaterThan((paid.nav.at(-1) as number) / paid.capital);
  });
});

describe("engine: stops", () => {
  const held = (bars: Stock["bars"], options: BacktestOptions, rows = 8) =>
    fills(
      backtest(
        marketOf([{code: "600000.SH", price: 10, bars}], {rows}),
        once({orders: [{asset: 0, shares: 100}]}),
        {...QUIET, ...options}
      )
    );

  it("judges on the close and sells at the next open, wherever it is (gap)", () => {
    const bars = {3: {close: 9.1}, 4: {open: 8.6, close: 8.8}};
    expect(held(bars, {stops: {loss: 0.08}})).toEqual([
      [1, "buy", "entry", 100, 10],
      [4, "sell", "stop", -100, 8.6]
    ]);
    expect(held({3: {close: 10.95}, 4: {open: 11.5}}, {stops: {gain: 0.09}})[1]).toEqual([
      4,
      "sell",
      "profit",
      -100,
      11.5
    ]);
  });

  it("is filled at its price when touched, at the open when the day opens beyond", () => {
    const touch = {stops: {loss: 0.08, gain: 0.15, at: "touch"}} as const;
    expect(held({3: {open: 9.9, low: 9.15, close: 9.6}}, touch)[1]).toEqual([3, "sell", "stop", -100, 9.2]);
    expect(held({3: {open: 9.05, low: 9.02, close: 9.6}}, touch)[1]).toEqual([3, "sell", "stop", -100, 9.05]);
    const wide = {3: {close: 10.9}, 4: {open: 11, high: 11.8, close: 11.2}};
    expect(held(wide, touch)[1]).toEqual([4, "sell", "profit", -100, 11.5]);
    expect(held({3: {open: 10, high: 12, low: 9, close: 10}}, touch)[1]?.[2]).toBe("stop");
  });

  it("does not sell on the day of the purchase (T+1), nor at the lower limit", () => {
    const touch = {stops: {loss: 0.08, at: "touch"}} as const;
    const market = marketOf([{code: "600000.SH", price: 10, bars: {1: {low: 9.1}, 2: {low: 9.1}}}], {
      rows: 4
    });
    const result = backtest(market, once({orders: [{asset: 0, shares: 100}]}), {...QUIET, ...touch});
    expect(fills(result).map((f) => f[0])).toEqual([1, 2]);
    expect(obstacles(result)).toEqual([[1, "settlement"]]);
    const locked = held({3: {open: 9, high: 9, low: 9, close: 9}, 4: {open: 9.2, close: 9.3}}, touch);
    expect(locked[1]).toEqual([4, "sell", "stop", -100, 9.2]);
  });

  it("carries the entry through a split and a dividend", () => {
    const market = marketOf(
      [{code: "600000.SH", price: 10, actions: {3: {shares: 1}}, bars: {3: {close: 4.7}, 4: {close: 4.55}}}],
      {rows: 7}
    );
    const result = backtest(market, once({orders: [{asset: 0, shares: 100}]}), {
      ...QUIET,
      stops: {loss: 0.08}
    });
    expect(fills(result)).toEqual([
      [1, "buy", "entry", 100, 10],
      [5, "sell", "stop", -200, 4.55]
    ]);
  });

  it("goes before a book that would keep the name", () => {
    const market = marketOf([{code: "600000.SH", price: 10, bars: {2: {open: 10, close: 9}}}], {rows: 4});
    const keep: Strategy = () => ({targets: {assets: [0], weights: [0.5]}});
    const [, last] = fills(backtest(market, keep, {...QUIET, capital: 1e5, stops: {loss: 0.08}}));
    expect(last?.slice(0, 3)).toEqual([3, "sell", "stop"]);
  });
});

describe("engine: orders", () => {
  it("cuts buys that cost more than the cash, all in the same proportion", () => {
    const stocks = ["A", "B"].map((c) => ({code: `${c}.SH`, price: 10, bars: {1: {open: 11 - 0.01}}}));
    const {ledger} = backtest(marketOf(stocks, {rows: 3}), once({targets: {assets: [0, 1]}}), {
      ...QUIET,
      capital: 1e6
    });
    expect(ledger.shares[0]).toBe(ledger.shares[1]);
    expect((ledger.shares[0] as number) * 10.99).toBeGreaterThan(498_000);
    expect(ledger.cash[0] as number).toBeLessThan(0);
  });

  it("sells before it buys, so that the cash of one goes into the other on the same open", () => {
    const market = marketOf(
      [
        {code: "A.SH", price: 10},
        {code: "B.SH", price: 10}
      ],
      {rows: 6}
    );
    const swap: Strategy = ({row}) => ({targets: {assets: [row < 2 ? 0 : 1]}});
    const events = fills(backtest(market, swap, {...QUIET, capital: 10_000}));
    expect(events).toEqual([
      [1, "buy", "target", 1000, 10],
      [3, "sell", "target", -1000, 10],
      [3, "buy", "target", 1000, 10]
    ]);
  });

  it("tries a buy for as long as its patience, a sale until it is done", () => {
    const locked = Object.fromEntries([1, 2].map((t) => [t, {open: 11, close: 10}]));
    const market = marketOf([{code: "A.SH", price: 10, bars: locked}], {rows: 6});
    const buy = once({orders: [{asset: 0, shares: 100}]});
    expect(fills(backtest(market, buy, QUIET))).toEqual([]);
    expect(fills(backtest(market, buy, {...QUIET, patience: {buy: 3}})).map((f) => f[0])).toEqual([3]);
  });

  it("gives orders that wait the new count of shares at a split", () => {
    const market = marketOf([{code: "A.SH", price: 10, actions: {1: {shares: 1}}}], {rows: 3});
    expect(fills(backtest(market, once({orders: [{asset: 0, shares: 100}]}), QUIET))[0]).toEqual([
      1,
      "buy",
      "entry",
      200,
      5
    ]);
  });

  it("refuses what makes no sense, naming it", () => {
    const market = marketOf(
      [
        {code: "A.SH", price: 10},
        {code: "B.SH", price: 10}
      ],
      {rows: 4}
    );
    const run = (decision: Decision, options: BacktestOptions = {}) =>
      backtest(market, once(decision), options);
    expect(() => run({targets: {assets: [0, 1], weights: [0.6, 0.5]}})).toThrow(
      "weights must sum to 1 at most, got 1.1"
    );
    expect(() => run({targets: {assets: [0], weights: [-0.1]}})).toThrow(
      "weights[0] must not be negative, got -0.1"
    );
    expect(() => run({targets: {assets: [0, 0]}})).toThrow("targets.assets[1] must not repeat, got 0 again");
    expect(() => run({targets: {assets: [2]}})).toThrow(
      "targets.assets[0] must be an asset from 0 to 1, got 2"
    );
    expect(() => run({targets: {assets: [0], weights: [0.1, 0.2]}})).toThrow(
      "weights must hold 1 values, got 2"
    );
    expect(() => run({orders: [{asset: -1, shares: 1}]})).toThrow(
      "orders[0].asset must be an asset from 0 to 1, got -1"
    );
    expect(() => run({orders: [{asset: 0}]})).toThrow("orders[0] must give either shares or value");
    expect(() => run({orders: [{asset: 0, shares: Number.NaN}]})).toThrow(
      "orders[0] must be for a number, got NaN"
    );
    expect(() => assetOf(market, "C.SH")).toThrow('code must be one of the market\'s, got "C.SH"');
    expect(assetOf(market, "B.SH")).toBe(1);
    expect(() => run(undefined, {capital: 0})).toThrow("capital must be from 1 to 10000000000000, got 0");
    expect(() => run(undefined, {delay: 0})).toThrow("delay must be a whole number from 1, got 0");
    expect(() => run(undefined, {from: 2, to: 1})).toThrow("to must be from 2 to 3, got 1");
    expect(() => run(undefined, {participation: 0})).toThrow("participation must be positive, got 0");
    expect(() => run(undefined, {stops: {loss: 2}})).toThrow("stops.loss must be from 1e-9 to 1, got 2");
    expect(() => run(undefined, {costs: {commission: -1}})).toThrow("commission must be from 0");
    expect(() => run(undefined, {patience: {buy: 0}})).toThrow("patience.buy must be at least 1, got 0");
  });
});

describe("engine: bad data", () => {
  it("does not trade at a price of zero, keeps the last close, and reports both", () => {
    const market = marketOf([{code: "A.SH", price: 10, bars: {2: {open: 0, close: 0, high: 0, low: 0}}}], {
      rows: 5
    });
    const fixed = {...market, reference: market.reference.map((r) => (r === 0 ? 1000 : r))};
    const zeroed = {
      ...fixed,
      open: fixed.open.with(3, 1000).with(4, 1000),
      close: fixed.close.with(3, 1000).with(4, 1000)
    };
    const result = backtest(
      zeroed,
      scripted({0: [{asset: 0, shares: 100}], 1: [{asset: 0, value: ALL}]}),
      QUIET
    );
    expect(obstacles(result)).toEqual([[2, "no price"]]);
    expect(result.nav[2]).toBe(result.nav[1]);
    expect(fills(result).map((f) => f[0])).toEqual([1, 3]);
    expect(checkMarket(zeroed)[0]).toMatchObject({issue: "price of zero", count: 1, example: "A.SH row 2"});
  });

  it("adds actions of one share on one day up, and reports them", () => {
    const base = marketOf([{code: "A.SH", price: 10}], {rows: 5});
    const market: Market = {
      ...base,
      reference: base.reference.with(3, 633),
      open: base.open.with(3, 633),
      close: base.close.with(3, 633),
      actions: {
        row: Int32Array.of(3, 3),
        asset: Int32Array.of(0, 0),
        cash: Float64Array.of(0.3, 0.2),
        shares: Float64Array.of(0.2, 0.3)
      }
    };
    const result = backtest(market, once({orders: [{asset: 0, shares: 1000}]}), QUIET);
    expect(result.ledger.cash[1]).toBe(50_000);
    expect(result.holdings.shares.at(-2)).toBe(1500);
    expect(checkMarket(market)).toContainEqual({
      issue: "overlapping actions",
      count: 1,
      example: "A.SH row 3"
    });
  });

  it("refuses markets that are not well formed", () => {
    const market = marketOf([{code: "A.SH", price: 10}], {rows: 3});
    expect(() => checkMarket({...market, open: new Int32Array(2)})).toThrow("open must hold 3 values, got 2");
    expect(() => checkMarket({...market, days: Int32Array.of(1, 1, 2)})).toThrow(
      "days must ascend, got 1 after 1"
    );
    expect(() => checkMarket({...market, close: market.close.with(1, -5)})).toThrow(
      "prices must not be negative, got one for A.SH in row 1"
    );
    expect(() => checkMarket({...market, venue: "hk"})).toThrow("fx must be given for hk, got none");
    const strange = {
      row: Int32Array.of(0),
      asset: Int32Array.of(7),
      cash: Float64Array.of(1),
      shares: Float64Array.of(0)
    };
    expect(() => checkMarket({...market, actions: strange})).toThrow(
      "actions.asset[0] must be an asset from 0 to 0, got 7"
    );
    const missing = {
      ...market,
      open: market.open.with(1, 0),
      close: market.close.with(1, 0),
      volume: market.volume.with(1, 0)
    };
    expect(checkMarket(missing)).toEqual([{issue: "missing day", count: 1, example: "A.SH row 1"}]);
    const outside = {...market, close: market.close.with(2, 2000)};
    expect(checkMarket(outside)).toEqual([
      {issue: "close outside the day's range", count: 1, example: "A.SH row 2"}
    ]);
    const late = {
      ...market,
      delisted: Int32Array.of(2),
      actions: {...strange, row: Int32Array.of(2), asset: Int32Array.of(0)}
    };
    expect(checkMarket(late)).toContainEqual({
      issue: "action on a day without a listing",
      count: 1,
      example: "A.SH row 2"
    });
  });
});

describe("engine: Hong Kong through the link", () => {
  const stocks: Stock[] = [
    {
      code: "00001.HK",
      price: 10.02,
      lot: 500,
      bars: {6: {sellOnly: true}, 5: {sellOnly: true}},
      actions: {3: {cash: 0.3}}
    }
  ];
  const market = {
    ...marketOf(stocks, {rows: 8, monday: "2024-01-08", venue: "hk"}),
    trading: Uint8Array.of(1, 1, 0, 1, 1, 1, 1, 1)
  };

  it("pays in CNY at the day's rate, in board lots, with the dividend taxed at once", () => {
    const result = backtest(market, once({orders: [{asset: 0, shares: 1200}]}), {
      slippage: {spread: 0, impact: 0}
    });
    const {ledger} = result;
    // 1000 × 10.02 = HKD 10,020 at 0.9: CNY 9,018.00. Stamp HKD 11 (10.02 up), settlement 2, levies .27 + .02 + .57 cents.
    expect(ledger.amount[0]).toBe(901_800);
    expect(ledger.stamp[0]).toBe(990);
    expect(ledger.transfer[0]).toBe(180);
    expect(ledger.levy[0]).toBe(77);
    expect(ledger.commission[0]).toBe(500);
    expect(ledger.cash[1]).toBe(27_000);
    expect(ledger.cash[2]).toBe(-5400);
    const spent = ledger.cash.reduce((s, x) => s + x, 0);
    expect(result.nav.at(-1)).toBe(result.capital + spent + Math.floor(9720 * 1000 * 0.09 + 0.5));
  });

  it("waits while the link is closed, sells but does not buy what left the list, and settles on the day", () => {
    const wait = backtest(market, scripted({1: [{asset: 0, shares: 500}]}), {patience: {buy: 1}});
    expect(fills(wait)[0]?.[0]).toBe(3);
    const left = backtest(
      market,
      scripted({0: [{asset: 0, shares: 500}], 4: [{asset: 0, shares: 500}], 5: [{asset: 0, value: ALL}]})
    );
    expect(obstacles(left)).toEqual([[5, "sell only"]]);
    expect(fills(left).map((f) => [f[0], f[1]])).toEqual([
      [1, "buy"],
      [6, "sell"]
    ]);
  });
});

describe("books", () => {
  const market = wildMarket(8);

  it("never holds more than its slots where exits go through, and each for its time", () => {
    const calm = marketOf(
      Array.from({length: 12}, (_, i) => ({code: `${i}.SH`, price: 10})),
      {rows: 40}
    );
    const strategy = fixedSlots({slots: 3, hold: 5, entries: ({row}) => [row % 12, (row + 1) % 12]});
    const result = backtest(calm, strategy, {...QUIET, capital: 1e6});
    expect(Math.max(...result.held)).toBe(3);
    const bought = new Map<number, number>();
    for (const [i, event] of Array.from(result.ledger.event).entries()) {
      const [row, asset] = [result.ledger.row[i] as number, result.ledger.asset[i] as number];
      if (EVENTS[event] === "buy") bought.set(asset, row);
      if (EVENTS[event] === "sell") expect(row - (bought.get(asset) ?? 0)).toBe(5);
    }
    expect(() => fixedSlots({slots: 0, hold: 1, entries: () => []})).toThrow(
      "slots must be a whole number from 1, got 0"
    );
  });

  it("adds sleeves up: capital, NAV, costs, shares, the ledger's cash", () => {
    const options: BacktestOptions = {capital: 1_000_000.01};
    const book = (s: number): Strategy => {
      const inner = reversal(market, 4 + s);
      return (view) => (view.row % 3 === s % 3 ? inner(view) : undefined);
    };
    const result = sleeves(market, 3, book, options);
    expect(result.capital).toBe(100_000_001);
    const end = result.ledger.cash.reduce((s, x) => s + x, result.capital);
    expect(end).toBe(result.cash.at(-1));
    expect([...result.ledger.row]).toEqual([...result.ledger.row].sort((a, b) => a - b));
    const apart = [0, 1, 2].map((s) =>
      backtest(market, book(s), {capital: s === 0 ? 333_333.35 : 333_333.33})
    );
    result.nav.forEach((v, t) => {
      expect(v).toBe(apart.reduce((sum, r) => sum + (r.nav[t] as number), 0));
    });
    expect(new Set(result.ledger.sleeve).size).toBeGreaterThan(0);
    expect(() => sleeves(market, 0, book)).toThrow("count must be a whole number from 1 to 255, got 0");
  });

  it("picks the highest, ties to the lower index, NaN never, as a full sort does", () => {
    const rng = createRng(3, "pick");
    const scores = Float64Array.from({length: 500}, () =>
      rng.uniform() < 0.1 ? Number.NaN : Math.floor(rng.uniform() * 60)
    );
    const sorted = Array.from(scores, (_, i) => i)
      .filter((i) => !Number.isNaN(scores[i]))
      .sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
    for (const n of [1, 7, 50, 600]) expect([...pickTop(scores, n)]).toEqual(sorted.slice(0, n));
    expect([...pickTop(scores, 5, {eligible: (i) => i % 2 === 0})]).toEqual(
      sorted.filter((i) => i % 2 === 0).slice(0, 5)
    );
    expect(() => pickTop(scores, 0)).toThrow("n must be a whole number from 1, got 0");
  });

  it("keeps names inside the band, and holds n of them", () => {
    const calm = marketOf(
      Array.from({length: 6}, (_, i) => ({code: `${i}.SH`, price: 10})),
      {rows: 6}
    );
    const scores = [
      [6, 5, 4, 3, 2, 1],
      [4, 5, 6, 3, 2, 1],
      [1, 2, 6, 5, 4, 3]
    ];
    const strategy = topN({
      signal: (row) => scores[Math.min(row, 2)],
      n: 2,
      keep: 3,
      rows: new Uint8Array(6).fill(1)
    });
    const {holdings} = backtest(calm, strategy, {...QUIET, capital: 1e5});
    const at = (t: number) => [...holdings.asset.subarray(holdings.from[t], holdings.from[t + 1])].sort();
    expect(at(1)).toEqual([0, 1]);
    expect(at(2)).toEqual([0, 1]);
    expect(at(3)).toEqual([2, 3]);
    expect(() => topN({signal: () => undefined, n: 3, keep: 2, rows: []})).toThrow(
      "keep must be at least n = 3, got 2"
    );
  });

  it("rebalances on the last day of weeks and months, and by count", () => {
    const days = Int32Array.from([19723, 19724, 19726, 19727, 19730, 19753, 19754]);
    expect([...rebalanceRows(days, "week")]).toEqual([0, 0, 0, 1, 1, 0, 0]);
    expect([...rebalanceRows(days, "month")]).toEqual([0, 0, 0, 0, 0, 1, 0]);
    expect([...rebalanceRows(days, 3)]).toEqual([1, 0, 0, 1, 0, 0, 1]);
    expect(() => rebalanceRows(days, 0)).toThrow("every must be a whole number from 1, got 0");
  });
});
