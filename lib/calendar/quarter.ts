const DAY_MS = 86_400_000;

/** Last day of the calendar quarter that holds a day; days are counted from 1970-01-01. */
export function quarterEndOf(day: number): number {
  const date = new Date(day * DAY_MS);
  return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3 + 3, 0) / DAY_MS;
}
