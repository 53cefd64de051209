import type {Context} from "../../run/model.js";
import {isoOf} from "../../warehouse/columns.js";
import {numbered} from "./funds.js";

/** Months counted from year 0, of a day since 1970-01-01. */
export const monthOf = (day: number): number => {
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/** Adjusted prices of stocks at month ends. */
export interface MonthPrices {
  /**
   * Price of stock `id` at the end of the month that holds `day`, or up to three months before where it did not trade
   * then; NaN where there is none.
   */
  at(id: number, day: number): number;
}

const BACK = 3;

/** Reads prices of the given stocks (by id, Hong Kong's included) on the given month ends. */
export async function readMonthPrices(
  context: Context,
  codes: readonly string[],
  ends: readonly number[]
): Promise<MonthPrices> {
  const n = codes.length;
  const first = monthOf(ends[0] ?? 0);
  const months = monthOf(ends.at(-1) ?? 0) - first + 1;
  const price = new Float64Array(months * n).fill(Number.NaN);
  const only = ends.map((d) => `DATE '${isoOf(d)}'`).join(", ");
  for (const table of ["stock_daily", "hk_daily"].filter((t) => context.has(t) && ends.length > 0)) {
    const frame = await context.query(
      `SELECT id, (year(date) * 12 + month(date) - 1 - ${first})::INTEGER AS m, close * adj_factor AS price
       FROM ${table} JOIN ${numbered(codes, {as: "c", column: "code"})} USING (code) WHERE date IN (${only}) AND close > 0`
    );
    const [id, m, value] = [frame.numbers("id"), frame.numbers("m"), frame.numbers("price")];
    for (let i = 0; i < value.length; i++)
      price[(m[i] as number) * n + (id[i] as number)] = value[i] as number;
  }
  for (let m = 1; m < months; m++) carryBack(price, {m, n});
  return {at: (id, day) => price[(monthOf(day) - first) * n + id] ?? Number.NaN};
}

/** A stock without a price in month `m` keeps that of the months before, up to `BACK` of them. */
function carryBack(price: Float64Array, {m, n}: {readonly m: number; readonly n: number}): void {
  for (let i = 0; i < n; i++) {
    if (!Number.isNaN(price[m * n + i] as number)) continue;
    for (let back = 1; back <= Math.min(BACK, m); back++) {
      const old = price[(m - back) * n + i] as number;
      if (Number.isNaN(old)) continue;
      price[m * n + i] = old;
      break;
    }
  }
}

/** The last day of each month among ascending days, and the last of all. */
export function monthEnds(days: ArrayLike<number>): number[] {
  const ends: number[] = [];
  for (let t = 0; t < days.length; t++) {
    const next = days[t + 1];
    if (next === undefined || monthOf(next) !== monthOf(days[t] as number)) ends.push(days[t] as number);
  }
  return ends;
}
