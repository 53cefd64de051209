import {mondayOf} from "../calendar/week.js";
import {epochDay} from "../format/date.js";

/** Why the row that is shown is not the one that was asked for. */
export type PickNote = "exact" | "default" | "invalid" | "closed" | "before" | "after";

/**
 * The row of `days` (ascending, counted from 1970-01-01) for a date as typed or linked: that day; on a day
 * without flow the one before; the last day for nothing, for text that is no date and for later dates; the first
 * for earlier ones. The note says which, so that a page can tell. Throws where there are no days.
 */
export function pickDay(days: ArrayLike<number>, text: string | null): {at: number; note: PickNote} {
  const last = days.length - 1;
  if (last < 0) throw new RangeError("days must not be empty, got 0");
  if (text === null || text === "") return {at: last, note: "default"};
  const day = dayOrNaN(text);
  if (Number.isNaN(day)) return {at: last, note: "invalid"};
  if (day > (days[last] as number)) return {at: last, note: "after"};
  let at = last;
  while (at > 0 && (days[at] as number) > day) at--;
  if ((days[at] as number) > day) return {at, note: "before"};
  return {at, note: days[at] === day ? "exact" : "closed"};
}

/** Last row of the next week that has a day (`by` 1) or of the one before (−1); the row itself where there is none. */
export function stepWeek(days: ArrayLike<number>, at: number, by: 1 | -1): number {
  const week = (t: number): number => mondayOf(days[t] as number);
  let to = at;
  while (to >= 0 && to < days.length && week(to) === week(at)) to += by;
  if (to < 0 || to >= days.length) return at;
  while (by > 0 && to + 1 < days.length && week(to + 1) === week(to)) to++;
  return to;
}

function dayOrNaN(text: string): number {
  try {
    return epochDay(text);
  } catch {
    return Number.NaN;
  }
}
