/** Monday of the ISO week that holds a day; days are counted from 1970-01-01, a Thursday. */
export const mondayOf = (day: number): number => day - ((((day + 3) % 7) + 7) % 7);
