import {FLAG, type Market} from "../../../lib/backtest/market.js";
import {netTransfers} from "../../../lib/flow/net-transfers.js";
import {LAST_DAILY} from "../../../lib/flow/regime.js";
import type {SeatPanel} from "../../../lib/flow/seat-signals.js";
import {dayOf} from "../../warehouse/columns.js";
import type {ListedSource} from "../../warehouse/source.js";
import {readMainland} from "../backtest/market.js";

/** Northbound holdings by seat beside the market in which they trade; rows and assets are those of the market. */
export interface Northbound {
  readonly market: Market;
  readonly panel: SeatPanel;
  readonly seats: readonly string[];
  /** Last row of daily disclosure: nothing is known day by day after it. */
  readonly last: number;
}

const SEATED = "direction = 'north' AND seat <> '*'";

/** Reads holdings by seat and the market of what they held; undefined where the dataset has no seats. */
export async function readNorthbound(source: ListedSource): Promise<Northbound | undefined> {
  if (!source.has("connect_holding")) return undefined;
  const span = await source.query(
    `SELECT seat, min(date) AS first FROM connect_holding WHERE ${SEATED} GROUP BY seat ORDER BY seat`
  );
  const seats = span.strings("seat").map(String);
  if (seats.length === 0) return undefined;
  const first = new Date(Math.min(...span.days("first")) * 86_400_000).toISOString().slice(0, 10);
  const market = await readMainland(source, {
    from: first,
    codes: `SELECT DISTINCT code FROM connect_holding WHERE ${SEATED}`
  });
  if (!market) return undefined;
  const ended = dayOf(LAST_DAILY);
  const after = market.days.findIndex((day) => day > ended);
  const last = (after < 0 ? market.days.length : after) - 1;
  return {market, seats, last, panel: await readPanel(source, market, seats)};
}

async function readPanel(source: ListedSource, market: Market, seats: readonly string[]): Promise<SeatPanel> {
  const {days, codes} = market;
  const [rows, assets] = [days.length, codes.length];
  const growth = shareGrowth(market);
  const float = await readFloat(source, market, growth);
  const held = seats.map(() => new Float32Array(rows * assets));
  const total = new Float32Array(rows * assets);
  const now = seats.map(() => new Float64Array(assets));
  const base = seats.map(() => new Float64Array(assets));
  const before = seats.map(() => new Float64Array(assets));
  const change = new Float64Array(seats.length);
  const order = new Map(codes.map((c, i) => [c, i]));
  for (const {from, to, year} of years(days)) {
    const frame = await source.query(
      `SELECT date, code, seat, shares FROM connect_holding WHERE ${SEATED} AND date BETWEEN DATE '${year}-01-01' AND DATE '${year}-12-31' ORDER BY date`
    );
    const [date, code, seat, shares] = [
      frame.days("date"),
      frame.text("code"),
      frame.text("seat"),
      frame.numbers("shares")
    ];
    const assetOf = code.values.map((c) => order.get(c) ?? -1);
    const seatOf = seat.values.map((s) => seats.indexOf(s));
    let k = 0;
    for (let t = from; t < to; t++) {
      while (k < date.length && (date[k] as number) < (days[t] as number)) k++;
      const reported = k < date.length && date[k] === days[t];
      if (reported) for (const x of now) x.fill(0);
      for (; k < date.length && date[k] === days[t]; k++) {
        const i = assetOf[code.codes[k] as number] as number;
        if (i < 0) continue;
        const own = now[seatOf[seat.codes[k] as number] as number] as Float64Array;
        own[i] = (shares[k] as number) / (growth[t * assets + i] as number);
      }
      for (let i = 0; i < assets; i++) {
        const at = t * assets + i;
        if (reported) {
          for (let s = 0; s < seats.length; s++) {
            change[s] = ((now[s] as Float64Array)[i] as number) - ((before[s] as Float64Array)[i] as number);
          }
          const net = change.some((c) => c !== 0) ? netTransfers(change, float[at] as number) : change;
          for (let s = 0; s < seats.length; s++) {
            const x = base[s] as Float64Array;
            x[i] = (x[i] as number) + (net[s] as number);
            (before[s] as Float64Array)[i] = (now[s] as Float64Array)[i] as number;
          }
        }
        let sum = 0;
        for (let s = 0; s < seats.length; s++) {
          (held[s] as Float32Array)[at] = (base[s] as Float64Array)[i] as number;
          sum += (before[s] as Float64Array)[i] as number;
        }
        total[at] = sum;
      }
    }
  }
  return {rows, assets, held, total, float};
}

/** Shares that one share of the first row has become by each row, through bonuses and splits; rows × assets. */
function shareGrowth({days, codes, actions}: Market): Float32Array {
  const assets = codes.length;
  const growth = new Float32Array(days.length * assets);
  const now = new Float64Array(assets).fill(1);
  let a = 0;
  for (let t = 0; t < days.length; t++) {
    for (; a < actions.row.length && (actions.row[a] as number) <= t; a++) {
      const i = actions.asset[a] as number;
      now[i] = (now[i] as number) * (1 + (actions.shares[a] as number));
    }
    growth.set(now, t * assets);
  }
  return growth;
}

/** Float shares before splits, the last known carried on; 0 before the first. */
async function readFloat(
  source: ListedSource,
  {days, codes}: Market,
  growth: Float32Array
): Promise<Float32Array> {
  const names = (await source.query("SELECT column_name AS name FROM (DESCRIBE stock_daily)")).strings(
    "name"
  );
  const column = ["float_shares", "total_shares"].find((c) => names.includes(c));
  const assets = codes.length;
  const float = new Float32Array(days.length * assets);
  if (!column) return float;
  const order = new Map(codes.map((c, i) => [c, i]));
  for (const {from, to, year} of years(days)) {
    const frame = await source.query(
      `SELECT date, code, ${column} AS shares FROM stock_daily WHERE date BETWEEN DATE '${year}-01-01' AND DATE '${year}-12-31' AND code IN (SELECT DISTINCT code FROM connect_holding WHERE ${SEATED})`
    );
    const rowOf = new Map(Array.from(days.subarray(from, to), (day, k) => [day, from + k]));
    const [date, code, shares] = [frame.days("date"), frame.text("code"), frame.numbers("shares")];
    const assetOf = code.values.map((c) => order.get(c) ?? -1);
    for (let k = 0; k < date.length; k++) {
      const [t, i] = [rowOf.get(date[k] as number) ?? -1, assetOf[code.codes[k] as number] as number];
      if (t >= 0 && i >= 0 && (shares[k] as number) > 0) float[t * assets + i] = shares[k] as number;
    }
  }
  const last = new Float32Array(assets);
  for (let t = 0; t < days.length; t++) {
    for (let i = 0; i < assets; i++) {
      const at = t * assets + i;
      if ((float[at] as number) > 0) last[i] = (float[at] as number) / (growth[at] as number);
      float[at] = last[i] as number;
    }
  }
  return float;
}

/** Calendar years of days and their rows, from (inclusive) to (exclusive). */
function years(days: Int32Array): {readonly year: number; readonly from: number; readonly to: number}[] {
  const of = Array.from(days, (day) => new Date(day * 86_400_000).getUTCFullYear());
  const starts = of.flatMap((year, t) => (year === of[t - 1] ? [] : [t]));
  return starts.map((from, i) => ({year: of[from] as number, from, to: starts[i + 1] ?? days.length}));
}

/** Stocks that may be bought after a row: held northbound, not ST, trading that day. */
export function eligibleAt({market, panel}: Northbound, row: number): Uint8Array {
  const {assets, total, float} = panel;
  const own = new Uint8Array(assets);
  for (let i = 0; i < assets; i++) {
    const at = row * assets + i;
    const free = ((market.flags[at] as number) & (FLAG.st | FLAG.suspended | FLAG.sellOnly)) === 0;
    if (free && (total[at] as number) > 0 && (float[at] as number) > 0 && (market.close[at] as number) > 0)
      own[i] = 1;
  }
  return own;
}
