import {sd} from "../stats/moments.js";

/**
 * EGRO and SGRO: least-squares slope of fiscal-year values on the year over the absolute mean, 五年增速.
 * NaN below `least` years, or where |mean| does not exceed `floor` (a mean that means nothing).
 */
export function trendGrowth(
  years: readonly number[],
  values: readonly number[],
  {floor = 0, least = 3}: {floor?: number; least?: number} = {}
): number {
  if (years.length !== values.length) {
    throw new RangeError(`values must hold ${years.length} numbers, got ${values.length}`);
  }
  let n = 0;
  let mx = 0;
  let my = 0;
  for (let i = 0; i < years.length; i++) {
    if (Number.isNaN(values[i])) continue;
    n++;
    mx += years[i] as number;
    my += values[i] as number;
  }
  if (n < least) return Number.NaN;
  mx /= n;
  my /= n;
  if (!(Math.abs(my) > floor)) return Number.NaN;
  let xx = 0;
  let xy = 0;
  for (let i = 0; i < years.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const dx = (years[i] as number) - mx;
    xx += dx ** 2;
    xy += dx * ((values[i] as number) - my);
  }
  return xy / xx / Math.abs(my);
}

/** VSAL, VERN and VFLO: standard deviation of fiscal-year values over their absolute mean. NaN as in `trendGrowth`. */
export function variability(
  values: readonly number[],
  {floor = 0, least = 3}: {floor?: number; least?: number} = {}
): number {
  const present = values.filter((v) => !Number.isNaN(v));
  if (present.length < least) return Number.NaN;
  const mean = present.reduce((s, v) => s + v, 0) / present.length;
  return Math.abs(mean) > floor ? sd(present) / Math.abs(mean) : Number.NaN;
}

/**
 * Twelve-month forward value: FY1 and FY2 weighted by the parts of the next twelve months that fall into them.
 * `day` and `end` (the last day of fiscal year 1) count days. FY1 alone where FY2 is missing.
 */
export function twelveMonthForward(fy1: number, fy2: number, {day, end}: {day: number; end: number}): number {
  if (Number.isNaN(fy2)) return fy1;
  const share = Math.max(0, Math.min(1, (end - day) / 365));
  return share * fy1 + (1 - share) * fy2;
}
