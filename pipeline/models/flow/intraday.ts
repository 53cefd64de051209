import {type BarFlow, barFlow, type IntradayBars} from "../../../lib/flow/bar-flow.js";
import type {Context} from "../../run/model.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Frame} from "../../warehouse/frame.js";
import {columnsOf} from "../../warehouse/source.js";
import type {Axis} from "../dashboard/stock-days.js";

/** Days of bars read at once. */
const BATCH = 20;

export interface DayPanels {
  /** First row of the axis in the panels. */
  readonly first: number;
  readonly last: number;
  readonly previous: Float64Array;
}

/** Days that `stock_bar` holds, as rows of the axis, ascending. */
export async function barRows(context: Context, {days}: Axis): Promise<Int32Array> {
  if (!context.has("stock_bar")) return new Int32Array();
  const held = new Set((await context.query("SELECT DISTINCT date FROM stock_bar")).days("date"));
  return Int32Array.from(days, (d, t) => (held.has(d) ? t : -1)).filter((t) => t >= 0);
}

/**
 * Flow of the stock-days between two rows of the axis that have intraday bars, some days at a time: panels are of
 * the same size as `previous`, NaN where there are none.
 */
export async function intradayFlow(
  context: Context,
  axis: Axis,
  rows: Int32Array,
  {first, last, previous}: DayPanels
): Promise<BarFlow> {
  const assets = axis.codes.length;
  const dates = last - first + 1;
  const whole = {
    net: new Float64Array(dates * assets).fill(Number.NaN),
    amount: new Float64Array(dates * assets).fill(Number.NaN),
    outside: 0,
    bad: 0,
    locked: 0
  };
  const own = rows.filter((t) => t >= first && t <= last);
  const limited = await hasLimits(context);
  for (let k = 0; k < own.length; k += BATCH) {
    const from = own[k] as number;
    const to = own[Math.min(k + BATCH, own.length) - 1] as number;
    const at = (from - first) * assets;
    const flow = barFlow(await readBars(context, axis, {from, to}), {
      dates: to - from + 1,
      assets,
      previous: previous.subarray(at, at + (to - from + 1) * assets),
      ...(limited ? await readLimits(context, axis, {from, to}) : {})
    });
    whole.net.set(flow.net, at);
    whole.amount.set(flow.amount, at);
    whole.outside += flow.outside;
    whole.bad += flow.bad;
    whole.locked += flow.locked;
  }
  return whole;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const between = (days: Int32Array, {from, to}: Span): string =>
  `date BETWEEN DATE '${isoOf(days[from] as number)}' AND DATE '${isoOf(days[to] as number)}'`;

async function readBars(context: Context, axis: Axis, span: Span): Promise<IntradayBars> {
  const frame = await context.query(
    `SELECT date, "time", code, open, high, low, close, amount FROM stock_bar
     WHERE ${between(axis.days, span)} ORDER BY date, "time"`
  );
  return {
    ...cellsOf(frame, axis, span),
    time: frame.days("time"),
    open: frame.numbers("open"),
    high: frame.numbers("high"),
    low: frame.numbers("low"),
    close: frame.numbers("close"),
    amount: frame.numbers("amount")
  };
}

/** Row from the span's first day and column of each row of an answer; −1 for a stock that is not on the axis. */
function cellsOf(
  frame: Frame,
  {codes, days}: Axis,
  {from, to}: Span
): {readonly row: Int32Array; readonly asset: Int32Array} {
  const place = new Map(codes.map((c, i) => [c, i]));
  const code = frame.text("code");
  const column = Int32Array.from(code.values, (c) => place.get(c) ?? -1);
  const date = frame.days("date");
  const rowOf = new Map(Array.from(days.subarray(from, to + 1), (d, t) => [d, t]));
  const row = new Int32Array(frame.rows);
  const asset = new Int32Array(frame.rows);
  for (let i = 0; i < frame.rows; i++) {
    const day = date[i] as number;
    const same = i > 0 && day === date[i - 1];
    row[i] = same ? (row[i - 1] as number) : (rowOf.get(day) ?? 0);
    asset[i] = column[code.codes[i] as number] as number;
  }
  return {row, asset};
}

async function hasLimits(context: Context): Promise<boolean> {
  const present = await columnsOf(context, "stock_daily");
  return present.has("limit_up") && present.has("limit_down");
}

async function readLimits(
  context: Context,
  axis: Axis,
  span: Span
): Promise<{readonly limitUp: Float64Array; readonly limitDown: Float64Array}> {
  const frame = await context.query(
    `SELECT date, code, limit_up, limit_down FROM stock_daily WHERE ${between(axis.days, span)}`
  );
  const {row, asset} = cellsOf(frame, axis, span);
  const size = (span.to - span.from + 1) * axis.codes.length;
  const spread = (values: Float64Array): Float64Array => {
    const panel = new Float64Array(size).fill(Number.NaN);
    for (let i = 0; i < values.length; i++) {
      if ((asset[i] as number) >= 0)
        panel[(row[i] as number) * axis.codes.length + (asset[i] as number)] = values[i] as number;
    }
    return panel;
  };
  return {limitUp: spread(frame.numbers("limit_up")), limitDown: spread(frame.numbers("limit_down"))};
}
