/**
 * The trading day after each of `days`: from `open` (ascending), and where that does not reach, the next weekday.
 * Days are counted from 1970-01-01, a Thursday.
 */
export function nextDays(days: ArrayLike<number>, open: ArrayLike<number>): Int32Array {
  const next = new Int32Array(days.length);
  let at = 0;
  for (let t = 0; t < days.length; t++) {
    const day = days[t] as number;
    if (t > 0 && day < (days[t - 1] as number)) throw new RangeError(`days must ascend, got ${day} at ${t}`);
    while (at < open.length && (open[at] as number) <= day) at++;
    next[t] = at < open.length ? (open[at] as number) : nextWeekday(day);
  }
  return next;
}

/** From Monday on: one day, but three from Friday and two from Saturday. */
const STEP = [1, 1, 1, 1, 3, 2, 1];
const nextWeekday = (day: number): number => day + (STEP[(((day + 3) % 7) + 7) % 7] ?? 1);
