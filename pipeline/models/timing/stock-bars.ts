import type {StockDay} from "../../../lib/timing/informed-tracker.js";
import {inSession} from "../../../lib/timing/session.js";
import type {Context} from "../../run/model.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Frame} from "../../warehouse/frame.js";
import {placesIn, rowsOf} from "../../warehouse/order.js";
import {columnsOf} from "../../warehouse/source.js";

/** Days read at once: about 800 stocks × 48 bars × 20 days are held. */
const BATCH = 20;

/** Bars of some days: of each stock in order of time, those of continuous trading with volume and price. */
export interface BarBatch {
  readonly days: Int32Array;
  /** Bars of the stock at place `col` of the codes on `days[row]`; none where it did not trade. */
  bars(row: number, col: number): StockDay;
}

/** Codes of `stock_bar`, ascending. */
export async function readBarCodes(context: Context): Promise<string[]> {
  const frame = await context.query("SELECT DISTINCT code FROM stock_bar ORDER BY code");
  return frame.strings("code").map(String);
}

/**
 * Bars of the codes, some days at a time: those outside continuous trading and those without volume or price are left
 * out and counted. Prices are times `adj_factor` and volumes over it where `stock_daily` gives one, so that a split
 * moves nothing.
 */
export async function* barBatches(context: Context, codes: readonly string[]): AsyncGenerator<BarBatch> {
  const all = (await context.query("SELECT DISTINCT date FROM stock_bar ORDER BY date")).days("date");
  const adjusted = context.has("stock_daily") && (await columnsOf(context, "stock_daily")).has("adj_factor");
  const left = {outside: 0, empty: 0};
  for (let first = 0; first < all.length; first += BATCH) {
    const days = all.subarray(first, first + BATCH);
    const factors = adjusted ? await readFactors(context, days, codes) : undefined;
    const frame = await context.query(
      `SELECT date, "time", code, ${NAMES.join(", ")} FROM stock_bar WHERE ${between(days)} ORDER BY date, "time"`
    );
    const {start, place} = byStockDay(frame, days, codes);
    const time = scatter(frame.days("time"), place);
    const columns = Object.fromEntries(NAMES.map((n) => [n, scatter(frame.numbers(n), place)])) as Columns;
    const end = Int32Array.from({length: days.length * codes.length}, (_, at) =>
      keepGood(columns, time, {
        from: start[at] as number,
        to: start[at + 1] as number,
        factor: factors?.[at] ?? 1,
        left
      })
    );
    yield {
      days,
      bars(row, col) {
        const at = row * codes.length + col;
        const part = (x: Float64Array): Float64Array => x.subarray(start[at], end[at]);
        const {open, high, low, close, volume, amount} = columns;
        return {
          open: part(open),
          high: part(high),
          low: part(low),
          close: part(close),
          volume: part(volume),
          amount: part(amount)
        };
      }
    };
  }
  if (left.outside > 0) context.log(`${left.outside} bars outside continuous trading left out`);
  if (left.empty > 0) context.log(`${left.empty} bars without volume or price left out`);
}

const NAMES = ["open", "high", "low", "close", "volume", "amount"] as const;

/**
 * Where each row of an answer goes so that those of a day and stock (days × codes) stand together, in the order in
 * which they come, and where these begin.
 */
function byStockDay(
  frame: Frame,
  days: Int32Array,
  codes: readonly string[]
): {readonly start: Int32Array; readonly place: Int32Array} {
  const [col, rows, date] = [placesIn(frame.text("code"), codes), rowsOf(days), frame.days("date")];
  const first = days[0] as number;
  const place = new Int32Array(frame.rows);
  const start = new Int32Array(days.length * codes.length + 1);
  for (let i = 0; i < place.length; i++) {
    const at = (rows[(date[i] as number) - first] as number) * codes.length + (col[i] as number);
    place[i] = at;
    start[at + 1] = (start[at + 1] as number) + 1;
  }
  for (let at = 1; at < start.length; at++) start[at] = (start[at] as number) + (start[at - 1] as number);
  const next = start.slice();
  for (let i = 0; i < place.length; i++) {
    const at = place[i] as number;
    place[i] = next[at] as number;
    next[at] = (next[at] as number) + 1;
  }
  return {start, place};
}

function scatter<T extends Float64Array | Int32Array>(values: T, place: Int32Array): T {
  const out = values.slice() as T;
  for (let i = 0; i < place.length; i++) out[place[i] as number] = values[i] as number;
  return out;
}

type Columns = Readonly<Record<keyof StockDay, Float64Array>>;

const between = (days: Int32Array): string =>
  `date BETWEEN DATE '${isoOf(days[0] as number)}' AND DATE '${isoOf(days.at(-1) as number)}'`;

/** Adjustment factors, days × codes; 1 where there is none. */
async function readFactors(
  context: Context,
  days: Int32Array,
  codes: readonly string[]
): Promise<Float64Array> {
  const frame = await context.query(
    `SELECT date, code, adj_factor FROM stock_daily WHERE adj_factor IS NOT NULL AND ${between(days)}`
  );
  const [place, rows] = [placesIn(frame.text("code"), codes), rowsOf(days)];
  const [date, factor] = [frame.days("date"), frame.numbers("adj_factor")];
  const factors = new Float64Array(days.length * codes.length).fill(1);
  for (let i = 0; i < frame.rows; i++) {
    const row = rows[(date[i] as number) - (days[0] as number)] as number;
    const col = place[i] as number;
    if (row >= 0 && col >= 0) factors[row * codes.length + col] = factor[i] as number;
  }
  return factors;
}

/** Adjusts rows `from` to `to` and moves those that count to the front; gives their end. */
function keepGood(
  {open, high, low, close, volume, amount}: Columns,
  time: Int32Array,
  {
    from,
    to,
    factor,
    left
  }: {
    readonly from: number;
    readonly to: number;
    readonly factor: number;
    readonly left: {outside: number; empty: number};
  }
): number {
  let n = from;
  for (let k = from; k < to; k++) {
    if (!inSession(time[k] as number)) {
      left.outside++;
      continue;
    }
    const v = volume[k] as number;
    const a = amount[k] as number;
    if (!(v > 0 && a > 0 && (open[k] as number) > 0 && (close[k] as number) > 0)) {
      left.empty++;
      continue;
    }
    open[n] = (open[k] as number) * factor;
    high[n] = (high[k] as number) * factor;
    low[n] = (low[k] as number) * factor;
    close[n] = (close[k] as number) * factor;
    volume[n] = v / factor;
    amount[n] = a;
    n++;
  }
  return n;
}
