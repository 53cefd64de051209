import {mondayOf} from "../calendar/week.js";

/** How often: the last trading day of a week or month, or every so many trading days from the first. */
export type Frequency = "week" | "month" | number;

/**
 * 1 on rows at whose close a strategy rebalances, for `days` since 1970-01-01, ascending. Whether a day is the last of its
 * week or month shows only on the next one, so the exchange's calendar, known ahead, decides; the last row is not one
 * unless its period is over by the calendar's next day, which is not there: it is left out.
 */
export function rebalanceRows(days: ArrayLike<number>, every: Frequency): Uint8Array {
  const rows = new Uint8Array(days.length);
  if (typeof every === "number") {
    if (!(Number.isInteger(every) && every >= 1)) {
      throw new RangeError(`every must be a whole number from 1, got ${every}`);
    }
    for (let t = 0; t < rows.length; t += every) rows[t] = 1;
    return rows;
  }
  const period = (day: number): number => {
    if (every === "week") return mondayOf(day);
    const date = new Date(day * 86_400_000);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  };
  for (let t = 0; t + 1 < rows.length; t++) {
    if (period(days[t] as number) !== period(days[t + 1] as number)) rows[t] = 1;
  }
  return rows;
}
