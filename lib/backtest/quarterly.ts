import type {PeriodReturns} from "./period-returns.js";
import {compound} from "./returns.js";

/** Compound returns by quarter (year × 100 + quarter) from those by month (year × 100 + month), in their order. */
export function quarterly({
  key,
  value
}: Pick<PeriodReturns, "key" | "value">): Pick<PeriodReturns, "key" | "value"> {
  const months = new Map<number, number[]>();
  key.forEach((month, i) => {
    const quarter = Math.floor(month / 100) * 100 + Math.floor(((month % 100) - 1) / 3) + 1;
    months.set(quarter, [...(months.get(quarter) ?? []), value[i] as number]);
  });
  return {key: Int32Array.from(months.keys()), value: Float64Array.from(months.values(), compound)};
}
