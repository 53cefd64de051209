import type {MarginPanel} from "../../../lib/flow/margin.js";
import type {Context} from "../../run/model.js";

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
  shortRepay: "short_repay_shares",
  close: "close"
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
  const place = new Map(codes.map((c, i) => [c, i]));
  for (let first = 0; first < days.length; ) {
    const year = yearOf(days[first] as number);
    let last = first;
    while (last + 1 < days.length && yearOf(days[last + 1] as number) === year) last++;
    const within = `date BETWEEN DATE '${year}-01-01' AND DATE '${year}-12-31'`;
    const frame = await context.query(
      `SELECT date, code, ${Object.values(COLUMNS).join(", ")} FROM (SELECT * FROM margin WHERE ${within})
       LEFT JOIN (SELECT date, code, close FROM stock_daily WHERE ${within}) USING (date, code)`
    );
    const size = (last - first + 1) * codes.length;
    const code = frame.text("code");
    const column = Int32Array.from(code.values, (c) => place.get(c) ?? -1);
    const row = new Map(Array.from(days.subarray(first, last + 1), (d, t) => [d, t]));
    const date = frame.days("date");
    const at = Int32Array.from(date, (d, i) => {
      const c = column[code.codes[i] as number] as number;
      return c < 0 ? -1 : (row.get(d) ?? 0) * codes.length + c;
    });
    const spread = (name: string): Float64Array => {
      const target = new Float64Array(size).fill(Number.NaN);
      const values = frame.numbers(name);
      for (let i = 0; i < at.length; i++)
        if ((at[i] as number) >= 0) target[at[i] as number] = values[i] as number;
      return target;
    };
    const panel = Object.fromEntries(NAMES.map((n) => [n, spread(COLUMNS[n])])) as Record<
      keyof typeof COLUMNS,
      Float64Array
    >;
    yield {first, last, panel};
    first = last + 1;
  }
}

const yearOf = (day: number): number => new Date(day * 86_400_000).getUTCFullYear();
