const DAY_MS = 86_400_000;

/** Months since January of year 0 of a day counted from 1970-01-01. */
export function monthOf(day: number): number {
  const date = new Date(day * DAY_MS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Last day of a month. */
export const monthEnd = (month: number): number =>
  Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0) / DAY_MS;

/** Last month of the quarter that holds a month. */
export const quarterMonth = (month: number): number => month - (month % 3) + 2;

/** The quarter that holds a month, as `2024Q1`. */
export const quarterName = (month: number): string =>
  `${Math.floor(month / 12)}Q${Math.floor((month % 12) / 3) + 1}`;
