const DAY_MS = 86_400_000;

/**
 * A day on the axis of fiscal years: 31 December of 2023 is 2023, the middle of 2024 is 2023.5. Days are counted from
 * 1970-01-01; a leap year's days are each 1/366.
 */
export function yearPosition(day: number): number {
  const year = new Date(day * DAY_MS).getUTCFullYear();
  const before = Date.UTC(year - 1, 11, 31) / DAY_MS;
  const end = Date.UTC(year, 11, 31) / DAY_MS;
  return year - 1 + (day - before) / (end - before);
}

/**
 * The value of a yearly series at a position between its years, in a straight line: `values[0]` at 0, `values[1]` at
 * 1. NaN outside its ends and where a year that it needs is missing; a year with no weight is not needed.
 */
export function betweenYears(values: readonly number[], position: number): number {
  const k = Math.floor(position);
  const part = position - k;
  if (!(k >= 0) || k + (part > 0 ? 1 : 0) > values.length - 1) return Number.NaN;
  const left = values[k] as number;
  return part === 0 ? left : (1 - part) * left + part * (values[k + 1] as number);
}
