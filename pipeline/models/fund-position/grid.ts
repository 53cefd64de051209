import {mondayOf} from "../../../lib/calendar/week.js";

/** Rows on which positions are estimated: the last trading day of every week, and each of the last `daily` days. */
export function outputRows(
  days: ArrayLike<number>,
  {daily}: {readonly daily: number}
): {readonly row: number; readonly weekEnds: boolean}[] {
  const rows: {readonly row: number; readonly weekEnds: boolean}[] = [];
  for (let t = 0; t < days.length; t++) {
    const next = days[t + 1];
    const weekEnds = next === undefined || mondayOf(next) !== mondayOf(days[t] as number);
    if (weekEnds || t >= days.length - daily) rows.push({row: t, weekEnds});
  }
  return rows;
}
