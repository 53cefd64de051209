const DAY = 86_400_000;

/** Year of a day number. */
export const yearOf = (day: number): number => new Date(day * DAY).getUTCFullYear();

/** Month of a day number, 1 to 12. */
export const monthOf = (day: number): number => new Date(day * DAY).getUTCMonth() + 1;

/** Day number of a date; month 1 to 12. */
export const dateOf = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / DAY;
