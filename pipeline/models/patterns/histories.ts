import {BOARDS, type Board} from "../../../lib/backtest/market.js";
import {priceLimits} from "../../../lib/backtest/price-limits.js";
import type {Bars} from "../../../lib/pattern/bars.js";
import type {TradedBars} from "../../../lib/pattern/event-return.js";
import {columnsOf, type Source} from "../../warehouse/source.js";
import {boardOf} from "../backtest/market.js";
import {type Grid, readGrid, withColumn, yearsOf} from "../factor/bars.js";
import {listedFrom} from "../strategies/listed-from.js";

/** Least amount of a day, CNY, and trading days since listing, for a stock to be considered. */
const LEAST_AMOUNT = 2e7;
const LEAST_AGE = 120;

/** Bars of all stocks, one stock after the other: stock i has rows `start[i]` … `start[i + 1] − 1`, oldest first. */
export interface Histories extends Grid {
  readonly start: Int32Array;
  readonly all: Bars & TradedBars;
  /** Price in CNY over adjusted price. */
  readonly unit: Float64Array;
  /** 1 where the stock is in the universe at the close: not ST, listed long enough, traded enough. */
  readonly eligible: Uint8Array;
}

/** One stock's rows of the histories; the columns are views. */
export function historyOf({start, all}: Histories, i: number): Bars & TradedBars {
  const [from, to] = [start[i] as number, start[i + 1] as number];
  const {open, high, low, close, volume, day, lockedUp, lockedDown} = all;
  return {
    open: open.subarray(from, to),
    high: high.subarray(from, to),
    low: low.subarray(from, to),
    close: close.subarray(from, to),
    volume: volume.subarray(from, to),
    day: day.subarray(from, to),
    lockedUp: lockedUp.subarray(from, to),
    lockedDown: lockedDown.subarray(from, to)
  };
}

/** Reads every bar with a trade, year by year, into columns by stock. */
export async function readHistories(source: Source): Promise<Histories> {
  const grid = await readGrid(source);
  const present = await columnsOf(source, "stock_daily");
  const start = await starts(source, grid);
  const listed = await listedFrom(source, grid);
  const rows = start[grid.codes.length] as number;
  const column = (): Float64Array => new Float64Array(rows);
  const all = {
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
    day: new Int32Array(rows),
    lockedUp: new Uint8Array(rows),
    lockedDown: new Uint8Array(rows)
  };
  const unit = column();
  const eligible = new Uint8Array(rows);
  const cursor = start.slice();
  const st = present.has("is_st") ? "coalesce(is_st, false)" : "false";
  const limited = present.has("limit_up") && present.has("limit_down");
  const at = (price: string, limit: string): string =>
    limited ? `coalesce(abs(${price} - ${limit}) < ${HALF_FEN}, false)` : "false";
  const boards = limited ? [] : await boardsOf(source, grid);
  for (const {year, first} of yearsOf(grid)) {
    const own = withColumn(
      "stock_daily",
      `${TRADED} AND date BETWEEN DATE '${year}-01-01' AND DATE '${year}-12-31'`
    );
    const frame = await source.query(
      `SELECT date, col, open, high, low, close, prev_close, volume, adj_factor, ${st} AS st, ${at("open", "limit_up")} AS up, ${at("close", "limit_down")} AS down, NOT ${st} AND amount >= ${LEAST_AMOUNT} AS fit FROM ${own} ORDER BY date`
    );
    const date = frame.days("date");
    const [col, volume, adjust] = [
      frame.numbers("col"),
      frame.numbers("volume"),
      frame.numbers("adj_factor")
    ];
    const reference = frame.numbers("prev_close");
    const special = frame.flags("st");
    const prices = PRICES.map((c) => [frame.numbers(c), all[c]] as const);
    const [open, close] = [frame.numbers("open"), frame.numbers("close")];
    const [up, down, fit] = [frame.flags("up"), frame.flags("down"), frame.flags("fit")];
    let t = first;
    for (let k = 0; k < date.length; k++) {
      while ((grid.days[t] as number) < (date[k] as number)) t++;
      const i = col[k] as number;
      const r = cursor[i] as number;
      cursor[i] = r + 1;
      const factor = adjust[k] as number;
      for (const [from, to] of prices) to[r] = (from[k] as number) * factor;
      all.volume[r] = (volume[k] as number) / factor;
      all.day[r] = t;
      if (limited) {
        all.lockedUp[r] = up[k] as number;
        all.lockedDown[r] = down[k] as number;
      } else {
        const limits = priceLimits(Math.round(100 * (reference[k] as number)), {
          day: date[k] as number,
          board: boards[i] ?? "main",
          st: special[k] === 1,
          age: t - (listed[i] as number)
        });
        all.lockedUp[r] = 100 * (open[k] as number) > limits.up - 0.5 ? 1 : 0;
        all.lockedDown[r] = 100 * (close[k] as number) < limits.down + 0.5 ? 1 : 0;
      }
      unit[r] = 1 / factor;
      eligible[r] = fit[k] === 1 && t - (listed[i] as number) > LEAST_AGE ? 1 : 0;
    }
  }
  return {...grid, start, all, unit, eligible};
}

const PRICES = ["open", "high", "low", "close"] as const;
const HALF_FEN = 0.005;
const TRADED = "volume > 0 AND open > 0 AND high > 0 AND low > 0 AND close > 0 AND adj_factor > 0";

/** The board of each stock, by which its price limits go where the source does not give them. */
async function boardsOf(source: Source, {codes}: Grid): Promise<Board[]> {
  const frame = await source.query("SELECT code, board FROM stock");
  const board = frame.strings("board");
  const of = new Map(frame.strings("code").map((c, k) => [c, BOARDS.find((b) => b === board[k])]));
  return codes.map((c) => of.get(c) ?? boardOf(c));
}

async function starts(source: Source, {codes}: Grid): Promise<Int32Array> {
  const frame = await source.query(
    `SELECT code, count(*) AS n FROM stock_daily WHERE ${TRADED} GROUP BY code`
  );
  const [code, n] = [frame.strings("code"), frame.numbers("n")];
  const count = new Map(code.map((c, k) => [c, n[k] as number]));
  const start = new Int32Array(codes.length + 1);
  codes.forEach((c, i) => {
    start[i + 1] = (start[i] as number) + (count.get(c) ?? 0);
  });
  return start;
}
