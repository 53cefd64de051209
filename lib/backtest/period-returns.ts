import {compound} from "./returns.js";

export type Calendar = "month" | "quarter" | "year";

export interface PeriodReturns {
  /** Year × 100 + month (or quarter), or the year. */
  readonly key: Int32Array;
  readonly value: Float64Array;
  /** Rows of each period: from (inclusive) to (exclusive). */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/**
 * Compound returns by calendar month, quarter or year. `days` (days since 1970-01-01, ascending) are those on which
 * the returns were earned. The first and the last period may be short. Throws on other lengths or order.
 */
export function periodReturns(
  returns: ArrayLike<number>,
  days: ArrayLike<number>,
  calendar: Calendar
): PeriodReturns {
  if (days.length !== returns.length) {
    throw new RangeError(`days must hold ${returns.length} values, got ${days.length}`);
  }
  const from: number[] = [];
  const key: number[] = [];
  for (let t = 0; t < days.length; t++) {
    if (t > 0 && !((days[t] as number) > (days[t - 1] as number))) {
      throw new RangeError(`days must ascend, got ${days[t]} after ${days[t - 1]}`);
    }
    const k = keyOf(days[t] as number, calendar);
    if (k === key.at(-1)) continue;
    key.push(k);
    from.push(t);
  }
  const to = from.map((_, i) => from[i + 1] ?? returns.length);
  const all = Float64Array.from(returns);
  return {
    key: Int32Array.from(key),
    value: Float64Array.from(from, (f, i) => compound(all.subarray(f, to[i]))),
    from: Int32Array.from(from),
    to: Int32Array.from(to)
  };
}

function keyOf(day: number, calendar: Calendar): number {
  const date = new Date(day * 86_400_000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (calendar === "year") return year;
  return year * 100 + (calendar === "month" ? month + 1 : Math.floor(month / 3) + 1);
}
