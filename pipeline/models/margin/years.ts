import type {MarginPanel} from "../../../lib/flow/margin.js";
import type {Context} from "../../run/model.js";
import type {Frame} from "../../warehouse/frame.js";
import {placesIn, rowsOf} from "../../warehouse/order.js";

/** The days and stocks on the margin list. */
export interface MarginAxis {
  readonly days: Int32Array;
  readonly codes: readonly string[];
}

/** Rows `first` … `last` of the axis, days × codes. */
export interface MarginYear {
  readonly first: number;
  readonly last: number;
  readonly panel: MarginPanel;
}

const COLUMNS = {
  balance: "financing_balance",
  buy: "financing_buy",
  repay: "financing_repay",
  shortSell: "short_sell_shares",
  shortRepay: "short_repay_shares"
} as const;
const NAMES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

/** What on the list is a stock: funds and whatever else has no bar of its own is left out. */
const stocksOf = (context: Context): string => (context.has("stock") ? "stock" : "stock_daily");

/** Codes of stocks in order, days ascending, and how many other codes (ETFs) were left out. */
export async function readMarginAxis(context: Context): Promise<MarginAxis & {readonly others: number}> {
  const stocks = stocksOf(context);
  const codes = await context.query(
    `SELECT DISTINCT code FROM margin WHERE code IN (SELECT code FROM ${stocks}) ORDER BY code`
  );
  const days = await context.query("SELECT DISTINCT date FROM margin ORDER BY date");
  const others = await context.query(
    `SELECT count(DISTINCT code) AS n FROM margin WHERE code NOT IN (SELECT code FROM ${stocks})`
  );
  return {
    days: days.days("date"),
    codes: codes.strings("code").map(String),
    others: others.numbers("n")[0] ?? 0
  };
}

/** Margin rows with the close beside them, year by year, so that no more than a year is held. */
export async function* marginYears(context: Context, {days, codes}: MarginAxis): AsyncGenerator<MarginYear> {
  for (let first = 0; first < days.length; ) {
    const year = yearOf(days[first] as number);
    let last = first;
    while (last + 1 < days.length && yearOf(days[last + 1] as number) === year) last++;
    const within = `date BETWEEN DATE '${year}-01-01' AND DATE '${year}-12-31'`;
    const margin = await context.query(
      `SELECT date, code, ${NAMES.map((n) => `${COLUMNS[n]} AS "${n}"`).join(", ")} FROM margin WHERE ${within}`
    );
    const closes = await context.query(`SELECT date, code, close FROM stock_daily WHERE ${within}`);
    const axis = {days: days.subarray(first, last + 1), codes};
    yield {first, last, panel: {...spread(margin, NAMES, axis), ...spread(closes, ["close"], axis)}};
    first = last + 1;
  }
}

/** Columns of an answer as panels, days × codes; rows of other days and codes are left out. */
function spread<N extends string>(
  frame: Frame,
  names: readonly N[],
  {days, codes}: MarginAxis
): Record<N, Float64Array> {
  const place = placesIn(frame.text("code"), codes);
  const rows = rowsOf(days);
  const date = frame.days("date");
  const first = days[0] as number;
  const at = new Int32Array(frame.rows);
  for (let i = 0; i < at.length; i++) {
    const t = rows[(date[i] as number) - first] ?? -1;
    const c = place[i] as number;
    at[i] = t < 0 || c < 0 ? -1 : t * codes.length + c;
  }
  const panel = (name: N): Float64Array => {
    const target = new Float64Array(days.length * codes.length).fill(Number.NaN);
    const values = frame.numbers(name);
    for (let i = 0; i < at.length; i++)
      if ((at[i] as number) >= 0) target[at[i] as number] = values[i] as number;
    return target;
  };
  return Object.fromEntries(names.map((n) => [n, panel(n)])) as Record<N, Float64Array>;
}

const yearOf = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();
