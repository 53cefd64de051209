import {type BarFlow, barFlow} from "../../../lib/flow/bar-flow.js";
import type {Context} from "../../run/model.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Axis} from "../dashboard/stock-days.js";

/** Days of bars read at once. */
const BATCH = 20;

export interface DayPanels {
  /** First row of the axis in the panels. */
  readonly first: number;
  readonly last: number;
  readonly previous: Float64Array;
  readonly limitUp: Float64Array;
  readonly limitDown: Float64Array;
}

/** Days that `stock_bar` holds, as rows of the axis, ascending. */
export async function barRows(context: Context, {days}: Axis): Promise<Int32Array> {
  if (!context.has("stock_bar")) return new Int32Array();
  const held = new Set((await context.query("SELECT DISTINCT date FROM stock_bar")).days("date"));
  return Int32Array.from(days, (d, t) => (held.has(d) ? t : -1)).filter((t) => t >= 0);
}

/**
 * Flow of the stock-days between two rows of the axis that have intraday bars, some days at a time: panels are of
 * the same size as `panels`, NaN where there are none.
 */
export async function intradayFlow(
  context: Context,
  {codes, days}: Axis,
  rows: Int32Array,
  {first, last, ...panels}: DayPanels
): Promise<BarFlow> {
  const assets = codes.length;
  const dates = last - first + 1;
  const place = new Map(codes.map((c, i) => [c, i]));
  const whole = {
    net: new Float64Array(dates * assets).fill(Number.NaN),
    amount: new Float64Array(dates * assets).fill(Number.NaN),
    outside: 0,
    bad: 0,
    locked: 0
  };
  const own = rows.filter((t) => t >= first && t <= last);
  for (let k = 0; k < own.length; k += BATCH) {
    const from = own[k] as number;
    const to = own[Math.min(k + BATCH, own.length) - 1] as number;
    const frame = await context.query(
      `SELECT date, "time", code, open, high, low, close, amount FROM stock_bar
       WHERE date BETWEEN DATE '${isoOf(days[from] as number)}' AND DATE '${isoOf(days[to] as number)}'
       ORDER BY date, "time", code`
    );
    const code = frame.text("code");
    const column = Int32Array.from(code.values, (c) => place.get(c) ?? -1);
    const rowOf = new Map(Array.from(days.subarray(from, to + 1), (d, t) => [d, t]));
    const keep = keepOf(code.codes, column);
    const pick = (values: ArrayLike<number>): Float64Array =>
      Float64Array.from(keep, (i) => values[i] as number);
    const date = frame.days("date");
    const size = {dates: to - from + 1, assets};
    const part = (x: Float64Array): Float64Array =>
      x.subarray((from - first) * assets, (to - first + 1) * assets);
    const flow = barFlow(
      {
        row: Int32Array.from(keep, (i) => rowOf.get(date[i] as number) ?? 0),
        time: pick(frame.days("time")),
        asset: Int32Array.from(keep, (i) => column[code.codes[i] as number] as number),
        open: pick(frame.numbers("open")),
        high: pick(frame.numbers("high")),
        low: pick(frame.numbers("low")),
        close: pick(frame.numbers("close")),
        amount: pick(frame.numbers("amount"))
      },
      {
        ...size,
        previous: part(panels.previous),
        limitUp: part(panels.limitUp),
        limitDown: part(panels.limitDown)
      }
    );
    whole.net.set(flow.net, (from - first) * assets);
    whole.amount.set(flow.amount, (from - first) * assets);
    whole.outside += flow.outside;
    whole.bad += flow.bad;
    whole.locked += flow.locked;
  }
  return whole;
}

/** Rows whose stock has daily bars. */
function keepOf(codes: Int32Array, column: Int32Array): Int32Array {
  const keep = new Int32Array(codes.length);
  let n = 0;
  for (let i = 0; i < codes.length; i++) if ((column[codes[i] as number] as number) >= 0) keep[n++] = i;
  return keep.subarray(0, n);
}
