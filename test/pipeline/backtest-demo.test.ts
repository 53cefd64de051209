import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {checkMarket} from "../../lib/backtest/check-market.js";
import {backtest} from "../../lib/backtest/engine.js";
import {runLab} from "../../lib/backtest/lab.js";
import type {LabMarket} from "../../lib/backtest/lab-market.js";
import {packLab, unpackLab} from "../../lib/backtest/lab-pack.js";
import {LAB_DEFAULTS, labLink, labParameters} from "../../lib/backtest/lab-parameters.js";
import {runPlacebo} from "../../lib/backtest/lab-placebo.js";
import type {Market} from "../../lib/backtest/market.js";
import {NO_LIMIT, priceLimits} from "../../lib/backtest/price-limits.js";
import {rebalanceRows} from "../../lib/backtest/rebalance-rows.js";
import {topN} from "../../lib/backtest/top-n.js";
import {actionOf} from "../../pipeline/models/backtest/actions.js";
import {labMarket} from "../../pipeline/models/backtest/lab-data.js";
import {labPage} from "../../pipeline/models/backtest/lab-page.js";
import {boardOf, readHongKong, readMainland} from "../../pipeline/models/backtest/market.js";
import {generateDemo} from "../../pipeline/sources/demo/generate.js";
import {openWarehouse, type Warehouse} from "../../pipeline/warehouse/warehouse.js";
import {scratch} from "../support/folder.js";

const root = scratch();
let warehouse: Warehouse;
let market: Market;
let lab: LabMarket;

beforeAll(async () => {
  warehouse = await openWarehouse({root, dataset: "demo"});
  warehouse.describe({simulated: true, title: {zh: "模拟市场", en: "Simulated market"}});
  await generateDemo(warehouse, {size: "small", seed: 20240223, log: () => {}});
  const read = await readMainland(warehouse);
  const built = await labMarket(warehouse);
  if (!read || !built) throw new Error("the demo market has no bars");
  market = read;
  lab = built;
}, 120_000);
afterAll(() => warehouse.close());

describe("the market read from the warehouse", () => {
  it("holds every bar in exact ticks, and nothing odd", async () => {
    expect(checkMarket(market)).toEqual([]);
    const frame = await warehouse.query(
      `SELECT count(*) AS n, sum(round(close * 100)) AS close, sum(round(open * 100)) AS open,
        sum(round(prev_close * 100)) AS reference FROM stock_daily`
    );
    const sum = (x: Int32Array): number => x.reduce((s, v) => s + v, 0);
    expect(market.close.filter((x) => x > 0).length).toBe(frame.numbers("n")[0]);
    for (const name of ["close", "open", "reference"] as const)
      expect(sum(market[name])).toBe(frame.numbers(name)[0]);
  });

  it("counts limits by rule as the dataset has them, on days that have limits", async () => {
    const frame = await warehouse.query(
      "SELECT date, code, limit_up, limit_down FROM stock_daily WHERE volume > 0"
    );
    const row = new Map(Array.from(market.days, (d, t) => [d, t]));
    const column = new Map(market.codes.map((c, i) => [c, i]));
    const [date, code] = [frame.days("date"), frame.strings("code")];
    const [high, low] = [frame.numbers("limit_up"), frame.numbers("limit_down")];
    let [same, compared] = [0, 0];
    for (let i = 0; i < frame.rows; i++) {
      const [t, a] = [row.get(date[i] as number) ?? 0, column.get(code[i] ?? "") ?? 0];
      const k = t * market.codes.length + a;
      const listed = market.listed[a] as number;
      const {up, down} = priceLimits(market.reference[k] as number, {
        day: date[i] as number,
        board: market.boards[a] ?? "main",
        st: ((market.flags[k] as number) & 1) === 1,
        age: listed < 0 ? 1e6 : t - listed
      });
      if (up === NO_LIMIT || Number.isNaN(high[i])) continue;
      compared++;
      if (up === Math.round((high[i] as number) * 100) && down === Math.round((low[i] as number) * 100))
        same++;
    }
    expect(compared).toBeGreaterThan(100_000);
    expect(same / compared).toBeGreaterThan(0.999);
  });

  it("finds the actions behind the factor: a position through one is worth what it was", () => {
    const {actions, codes, reference, close} = market;
    expect(actions.row.length).toBeGreaterThan(100);
    for (let i = 0; i < actions.row.length; i++) {
      const [row, a] = [actions.row[i] as number, actions.asset[i] as number];
      const after = reference[row * codes.length + a] as number;
      const before = close[(row - 1) * codes.length + a] as number;
      const worth = after * (1 + (actions.shares[i] as number)) + 100 * (actions.cash[i] as number);
      expect(Math.abs(worth - before)).toBeLessThanOrEqual(0.52 * (1 + (actions.shares[i] as number)) + 0.06);
    }
  });

  it("tells dividends and new shares apart, with counts and without", () => {
    expect(actionOf({ratio: 10 / 9.5, before: 10, shares: 1})).toEqual({cash: 0.5, shares: 0});
    expect(actionOf({ratio: 13.2 / 10, before: 13.2, shares: 1.3})).toEqual({cash: 0.2, shares: 0.3});
    expect(actionOf({ratio: 13 / 10, before: 13, shares: 1.3})).toEqual({cash: 0, shares: 0.3});
    expect(actionOf({ratio: 1.02, before: 10.2, shares: 1.2})).toEqual({cash: 0.2, shares: 0});
    expect(actionOf({ratio: 13.2 / 10, before: 13.2, shares: Number.NaN})).toEqual({cash: 0.2, shares: 0.3});
    expect(actionOf({ratio: 1.05, before: 10.5, shares: Number.NaN})).toEqual({cash: 0.5, shares: 0});
    expect(actionOf({ratio: 2, before: 20, shares: 2.01})).toEqual({cash: 0, shares: 1});
    expect(actionOf({ratio: 0.5, before: 10, shares: Number.NaN})).toEqual({cash: 0, shares: -0.5});
    expect(["600519.SH", "688001.SH", "300750.SZ", "430047.BJ", "00700.HK"].map(boardOf)).toEqual([
      "main",
      "star",
      "gem",
      "bse",
      "hk"
    ]);
  });

  it("is the same before a day whatever comes after it", async () => {
    const to = "2023-06-30";
    const early = await readMainland(warehouse, {
      to,
      codes: "SELECT code FROM stock_daily WHERE date = DATE '2023-01-04'"
    });
    const late = await readMainland(warehouse, {
      codes: "SELECT code FROM stock_daily WHERE date = DATE '2023-01-04'"
    });
    if (!early || !late) throw new Error("no bars");
    expect(late.codes).toEqual(early.codes);
    const cells = early.close.length;
    for (const name of ["open", "close", "reference", "flags", "volume"] as const) {
      expect(late[name].subarray(0, cells)).toEqual(early[name]);
    }
    const {length} = early.actions.row;
    expect(late.actions.cash.subarray(0, length)).toEqual(early.actions.cash);
  });

  it("reads Hong Kong with rates, lots and the days of the link", async () => {
    const hk = await readHongKong(warehouse);
    if (!hk) throw new Error("no bars of Hong Kong");
    expect(checkMarket(hk)).toEqual([]);
    expect(Math.min(...(hk.fx ?? []))).toBeGreaterThan(0.75);
    expect(Math.max(...(hk.fx ?? []))).toBeLessThan(1.05);
    const closed = (hk.trading ?? []).filter((x) => x === 0).length;
    expect(closed).toBeGreaterThan(0);
    expect(closed).toBeLessThan(hk.days.length / 10);
  });

  it("keeps the ledger's sum on the demo market too", () => {
    const assets = market.codes.length;
    const signal = (row: number) =>
      row < 20
        ? undefined
        : Float64Array.from(market.codes, (_, a) => {
            const [now, then] = [
              market.close[row * assets + a] as number,
              market.close[(row - 20) * assets + a] as number
            ];
            return now > 0 && then > 0 ? -now / then : Number.NaN;
          });
    const result = backtest(market, topN({signal, n: 20, rows: rebalanceRows(market.days, "week")}));
    const cash = result.ledger.cash.reduce((s, x) => s + x, result.capital);
    expect(cash).toBe(result.cash.at(-1));
    expect(result.ledger.row.length).toBeGreaterThan(1000);
  });
});

describe("the lab", () => {
  it("packs exactly what decides fills: prices, flags, actions, dates, membership", () => {
    const back = unpackLab(packLab(lab));
    for (const name of [
      "days",
      "open",
      "high",
      "low",
      "close",
      "reference",
      "flags",
      "listed",
      "delisted"
    ] as const) {
      expect(back.market[name]).toEqual(lab.market[name]);
    }
    expect(back.market.actions.cash).toEqual(lab.market.actions.cash);
    expect(back.market.actions.shares).toEqual(lab.market.actions.shares);
    expect(back.market.codes).toEqual(lab.market.codes);
    expect(back.eligible).toEqual(lab.eligible);
    back.market.volume.forEach((v, k) => {
      const exact = lab.market.volume[k] as number;
      expect(Math.abs(v - exact)).toBeLessThanOrEqual(0.022 * exact + 1);
    });
    expect(packLab(lab)).toEqual(packLab(lab));
  });

  it("buys members only, and shows the same run twice", () => {
    const {parameters} = labParameters(new URLSearchParams("signal=reversal&n=5&every=week"), {
      signals: [...lab.scores.keys()]
    });
    const seen: number[] = [];
    const report = runLab(lab, parameters, {progress: (share) => seen.push(share)});
    expect(seen.at(-1)).toBe(1);
    expect(seen.length).toBeGreaterThan(20);
    expect(report.nav[0]).toBe(1);
    expect(report.nav.length).toBe(report.days.length);
    const assets = lab.market.codes.length;
    const {ledger} = report;
    for (let i = 0; i < ledger.row.length; i++) {
      if (ledger.event[i] !== 0) continue;
      const row = (ledger.row[i] as number) - parameters.delay;
      expect(lab.eligible[row * assets + (ledger.asset[i] as number)]).toBe(1);
    }
    expect(runLab(lab, parameters).nav).toEqual(report.nav);
  });

  it("ranks a run among random books of the same universe", () => {
    const {parameters} = labParameters(new URLSearchParams("signal=reversal&n=5"), {
      signals: [...lab.scores.keys()]
    });
    const {values, p, percentile} = runPlacebo(lab, parameters, {draws: 20});
    expect(values.length).toBe(20);
    expect(p).toBeGreaterThan(0);
    expect(percentile).toBeLessThanOrEqual(1);
    expect(new Set(values).size).toBeGreaterThan(15);
  });

  it("reads its parameters from a link, names what makes no sense, and writes the same link back", () => {
    const signals = ["size", "reversal", "book_to_price"];
    const read = (text: string) => labParameters(new URLSearchParams(text), {signals});
    const {parameters, refused} = read("signal=size&side=low&n=30&loss=0.08&stopAt=touch");
    expect(refused).toEqual([]);
    expect(parameters).toMatchObject({signal: "size", side: "low", n: 30, loss: 0.08, stopAt: "touch"});
    expect(labLink(parameters)).toBe("signal=size&side=low&n=30&loss=0.08&stopAt=touch");
    expect(read(labLink(parameters)).parameters).toEqual(parameters);
    const wrong = read("signal=moon&n=2.5&every=day&delay=0&loss=&participation=5&other=1");
    expect(wrong.refused).toEqual(["signal", "n", "every", "delay", "loss", "participation"]);
    expect(wrong.parameters).toEqual(LAB_DEFAULTS);
    expect(labParameters(new URLSearchParams(), {signals: ["reversal"]}).parameters.signal).toBe("reversal");
  });

  it("has a page where tables are missing: no index, no exposures, nothing at all", async () => {
    const page = await labPage(warehouse);
    expect(page.missing).toEqual([]);
    expect(page.report?.nav.length).toBe(page.report?.days.length);
    const empty = await openWarehouse({root: scratch(), dataset: "empty"});
    empty.describe({simulated: false, title: {zh: "空", en: "Empty"}});
    expect(await labPage(empty)).toMatchObject({missing: ["stock_daily"], report: null});
    empty.close();
  });
});
