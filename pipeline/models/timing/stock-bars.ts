import type {StockDay} from "../../../lib/timing/informed-tracker.js";
import {inSession} from "../../../lib/timing/session.js";
import type {Context} from "../../run/model.js";
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
 * Bars day by day: those outside continuous trading and those without volume or price are left out and counted.
 * Prices are times `adj_factor` and volumes over it where `stock_daily` gives one, so that a split moves nothing.
 */
export async function* barDays(context: Context): AsyncGenerator<BarDay> {
  const days = (await context.query("SELECT DISTINCT date FROM stock_bar ORDER BY date")).days("date");
  const adjusted = context.has("stock_daily") && (await columnsOf(context, "stock_daily")).has("adj_factor");
  const factor = adjusted
    ? "LEFT JOIN (SELECT date, code, adj_factor AS f FROM stock_daily) d USING (date, code)"
    : "CROSS JOIN (SELECT 1.0 AS f)";
  const left = {outside: 0, empty: 0};
  for (let first = 0; first < days.length; first += BATCH) {
    const [from, to] = [days[first], days[Math.min(first + BATCH, days.length) - 1]].map((d) =>
      new Date((d as number) * 86_400_000).toISOString().slice(0, 10)
    );
    const frame = await context.query(
      `SELECT b.date, "time", col, coalesce(f, 1) AS f, "open", high, low, "close", volume, amount
       FROM stock_bar b JOIN (SELECT code, (row_number() OVER (ORDER BY code) - 1)::INTEGER AS col
         FROM (SELECT DISTINCT code FROM stock_bar)) USING (code) ${factor.replace("FROM stock_daily", `FROM stock_daily WHERE date BETWEEN DATE '${from}' AND DATE '${to}'`)}
       WHERE b.date BETWEEN DATE '${from}' AND DATE '${to}' ORDER BY b.date, col, "time"`
    );
    const [date, time, col] = [frame.days("date"), frame.days("time"), frame.numbers("col")];
    const columns = {
      factor: frame.numbers("f"),
      open: frame.numbers("open"),
      high: frame.numbers("high"),
      low: frame.numbers("low"),
      close: frame.numbers("close"),
      volume: frame.numbers("volume"),
      amount: frame.numbers("amount")
    };
    for (let start = 0; start < frame.rows; ) {
      const day = date[start] as number;
      const stocks: {col: number; bars: StockDay}[] = [];
      while (start < frame.rows && date[start] === day) {
        let end = start + 1;
        while (end < frame.rows && date[end] === day && col[end] === col[start]) end++;
        stocks.push({col: col[start] as number, bars: stockDay(columns, time, {start, end, left})});
        start = end;
      }
      yield {day, stocks};
    }
  }
  if (left.outside > 0) context.log(`${left.outside} bars outside continuous trading left out`);
  if (left.empty > 0) context.log(`${left.empty} bars without volume or price left out`);
}

function stockDay(
  {factor: f, open, high, low, close, volume, amount}: StockDay & {readonly factor: Float64Array},
  time: Int32Array,
  {
    start,
    end,
    left
  }: {readonly start: number; readonly end: number; readonly left: {outside: number; empty: number}}
): StockDay {
  const room = end - start;
  const out = {
    open: new Float64Array(room),
    high: new Float64Array(room),
    low: new Float64Array(room),
    close: new Float64Array(room),
    volume: new Float64Array(room),
    amount: new Float64Array(room)
  };
  let n = 0;
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
    const factor = f[k] as number;
    out.open[n] = (open[k] as number) * factor;
    out.high[n] = (high[k] as number) * factor;
    out.low[n] = (low[k] as number) * factor;
    out.close[n] = (close[k] as number) * factor;
    out.volume[n] = v / factor;
    out.amount[n] = a;
    n++;
  }
  const part = (x: Float64Array): Float64Array => x.subarray(0, n);
  return {
    open: part(out.open),
    high: part(out.high),
    low: part(out.low),
    close: part(out.close),
    volume: part(out.volume),
    amount: part(out.amount)
  };
}
