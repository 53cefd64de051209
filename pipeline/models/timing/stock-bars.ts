import type {StockDay} from "../../../lib/timing/informed-tracker.js";
import {inSession} from "../../../lib/timing/session.js";
import type {Context} from "../../run/model.js";
import {isoOf} from "../../warehouse/columns.js";
import {gather, orderOf, placesIn, rowsOf} from "../../warehouse/order.js";
import {columnsOf} from "../factor/bars.js";

/** Days read at once: about 800 stocks × 48 bars × 20 days are held. */
const BATCH = 20;

/** The bars of one day: of each stock that traded, by its place among the codes. */
export interface BarDay {
  readonly day: number;
  readonly stocks: readonly {readonly col: number; readonly bars: StockDay}[];
}

/** Codes of `stock_bar`, ascending. */
export async function readBarCodes(context: Context): Promise<string[]> {
  const frame = await context.query("SELECT DISTINCT code FROM stock_bar ORDER BY code");
  return frame.strings("code").map(String);
}

/**
 * Bars of the codes day by day: those outside continuous trading and those without volume or price are left out and
 * counted. Prices are times `adj_factor` and volumes over it where `stock_daily` gives one, so that a split moves
 * nothing. The bars of a day are of the caller until the next day is asked for.
 */
export async function* barDays(context: Context, codes: readonly string[]): AsyncGenerator<BarDay> {
  const days = (await context.query("SELECT DISTINCT date FROM stock_bar ORDER BY date")).days("date");
  const adjusted = context.has("stock_daily") && (await columnsOf(context, "stock_daily")).has("adj_factor");
  const left = {outside: 0, empty: 0};
  for (let first = 0; first < days.length; first += BATCH) {
    const batch = days.subarray(first, first + BATCH);
    const factors = adjusted ? await readFactors(context, batch, codes) : undefined;
    const frame = await context.query(
      `SELECT date, "time", code, "open", high, low, "close", volume, amount FROM stock_bar
       WHERE ${between(batch)} ORDER BY date, "time"`
    );
    const place = placesIn(frame.text("code"), codes);
    const order = orderOf(frame.days("date"), place);
    const [date, time, col] = [frame.days("date"), frame.days("time"), place].map((x) =>
      gather(x, order)
    ) as [Int32Array, Int32Array, Int32Array];
    const names = ["open", "high", "low", "close", "volume", "amount"] as const;
    const columns = Object.fromEntries(names.map((n) => [n, gather(frame.numbers(n), order)])) as Columns;
    const rows = rowsOf(batch);
    for (let start = 0; start < date.length; ) {
      const day = date[start] as number;
      const row = (rows[day - (batch[0] as number)] as number) * codes.length;
      const stocks: {col: number; bars: StockDay}[] = [];
      while (start < date.length && date[start] === day) {
        const own = col[start] as number;
        let end = start + 1;
        while (end < date.length && date[end] === day && col[end] === own) end++;
        const factor = factors ? (factors[row + own] as number) : 1;
        stocks.push({col: own, bars: keepGood(columns, time, {start, end, factor, left})});
        start = end;
      }
      yield {day, stocks};
    }
  }
  if (left.outside > 0) context.log(`${left.outside} bars outside continuous trading left out`);
  if (left.empty > 0) context.log(`${left.empty} bars without volume or price left out`);
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

/** Adjusts rows `start` to `end`, moves those that count to the front, and gives a view of them. */
function keepGood(
  {open, high, low, close, volume, amount}: Columns,
  time: Int32Array,
  {
    start,
    end,
    factor,
    left
  }: {
    readonly start: number;
    readonly end: number;
    readonly factor: number;
    readonly left: {outside: number; empty: number};
  }
): StockDay {
  let n = start;
  for (let k = start; k < end; k++) {
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
  return {
    open: open.subarray(start, n),
    high: high.subarray(start, n),
    low: low.subarray(start, n),
    close: close.subarray(start, n),
    volume: volume.subarray(start, n),
    amount: amount.subarray(start, n)
  };
}
