import {type Board, FLAG, type Market} from "../../lib/backtest/market.js";
import {epochDay} from "../../lib/format/date.js";

/** One bar in CNY (or HKD); what is left out is flat at the close of the day before. */
export interface Bar {
  readonly open?: number;
  readonly high?: number;
  readonly low?: number;
  readonly close?: number;
  readonly reference?: number;
  readonly volume?: number;
  readonly st?: boolean;
  readonly suspended?: boolean;
  readonly sellOnly?: boolean;
}

export interface Stock {
  readonly code: string;
  readonly board?: Board;
  readonly price: number;
  /** Bars that differ from a flat line, by row. */
  readonly bars?: Readonly<Record<number, Bar>>;
  readonly actions?: Readonly<Record<number, {readonly cash?: number; readonly shares?: number}>>;
  readonly listed?: number;
  readonly delisted?: number;
  readonly stFrom?: number;
  readonly lot?: number;
}

/** Weekdays from a Monday on; no holidays. */
export const weekdays = (monday: string, rows: number): Int32Array =>
  Int32Array.from({length: rows}, (_, t) => epochDay(monday) + Math.floor(t / 5) * 7 + (t % 5));

/** A small market written down stock by stock: flat lines at `price`, a million shares a day, and what differs. */
export function marketOf(
  stocks: readonly Stock[],
  {
    rows,
    monday = "2023-07-17",
    venue = "cn" as Market["venue"]
  }: {readonly rows: number; readonly monday?: string; readonly venue?: Market["venue"]}
): Market {
  const assets = stocks.length;
  const panel = (): Int32Array => new Int32Array(rows * assets);
  const prices = {open: panel(), high: panel(), low: panel(), close: panel(), reference: panel()};
  const volume = new Float32Array(rows * assets);
  const flags = new Uint8Array(rows * assets);
  const scale = venue === "cn" ? 100 : 1000;
  const tick = (x: number): number => Math.round(x * scale);
  const actions: {row: number; asset: number; cash: number; shares: number}[] = [];
  stocks.forEach((stock, asset) => {
    const {price, bars = {}, listed = -1, delisted = rows, stFrom = rows} = stock;
    let last = price;
    for (let row = Math.max(0, listed); row < delisted; row++) {
      const k = row * assets + asset;
      const action = stock.actions?.[row];
      if (action) actions.push({row, asset, cash: action.cash ?? 0, shares: action.shares ?? 0});
      const base = action ? (last - (action.cash ?? 0)) / (1 + (action.shares ?? 0)) : last;
      const bar = bars[row] ?? {};
      const close = bar.close ?? base;
      const open = bar.open ?? close;
      prices.open[k] = tick(open);
      prices.close[k] = tick(close);
      prices.high[k] = tick(bar.high ?? Math.max(open, close));
      prices.low[k] = tick(bar.low ?? Math.min(open, close));
      prices.reference[k] = tick(bar.reference ?? base);
      volume[k] = bar.suspended ? 0 : (bar.volume ?? 1_000_000);
      flags[k] =
        (bar.st || row >= stFrom ? FLAG.st : 0) |
        (bar.suspended ? FLAG.suspended : 0) |
        (bar.sellOnly ? FLAG.sellOnly : 0);
      last = close;
    }
  });
  actions.sort((a, b) => a.row - b.row || a.asset - b.asset);
  return {
    venue,
    days: weekdays(monday, rows),
    codes: stocks.map((s) => s.code),
    boards: stocks.map((s) => s.board ?? (venue === "hk" ? "hk" : "main")),
    ...prices,
    volume,
    flags,
    listed: Int32Array.from(stocks, (s) => s.listed ?? -1),
    delisted: Int32Array.from(stocks, (s) => s.delisted ?? rows),
    actions: {
      row: Int32Array.from(actions, (a) => a.row),
      asset: Int32Array.from(actions, (a) => a.asset),
      cash: Float64Array.from(actions, (a) => a.cash),
      shares: Float64Array.from(actions, (a) => a.shares)
    },
    ...(venue === "hk"
      ? {lot: Int32Array.from(stocks, (s) => s.lot ?? 100), fx: new Float64Array(rows).fill(0.9)}
      : {})
  };
}
