import {weeklySums} from "./windows.js";

export interface WeeklySeries {
  /** Last day of each week that has a value, counted from 1970-01-01. */
  readonly day: Int32Array;
  readonly sum: Float64Array;
  /** Running sum of the weeks. */
  readonly cumulative: Float64Array;
}

/** A daily series by ISO week; days without a value are left out, and so are weeks that have none. */
export function weeklySeries(days: ArrayLike<number>, values: ArrayLike<number>): WeeklySeries {
  const known = Array.from(days, (_, t) => t).filter((t) => !Number.isNaN(values[t]));
  const day = Int32Array.from(known, (t) => days[t] as number);
  const {last, sum} = weeklySums(
    day,
    known.map((t) => values[t] as number)
  );
  let running = 0;
  return {day: last.map((t) => day[t] as number), sum, cumulative: sum.map((x) => (running += x))};
}

/** Sums columns of a panel into groups, row by row: rows × groups. Throws on a group out of range. */
export function columnGroups(
  values: ArrayLike<number>,
  group: ArrayLike<number>,
  groups: number
): Float64Array {
  const columns = group.length;
  const sums = new Float64Array((values.length / columns) * groups);
  for (let i = 0; i < values.length; i++) {
    const g = group[i % columns] as number;
    if (!(g >= 0 && g < groups)) throw new RangeError(`group must be from 0 to ${groups - 1}, got ${g}`);
    const at = Math.floor(i / columns) * groups + g;
    sums[at] = (sums[at] as number) + (values[i] as number);
  }
  return sums;
}
