import {epochDay} from "../format/date.js";

/** A value and the day from which it holds, ISO. */
export type Step<T> = readonly [from: string, value: T];

/** What held on a day (days since 1970-01-01). */
export type Dated<T> = (day: number) => T;

/**
 * A table of values by date of effect, ascending. The first value also holds before its date. Throws on an empty table
 * or one out of order.
 */
export function dated<T>(steps: readonly Step<T>[]): Dated<T> {
  const [first] = steps;
  if (!first) throw new RangeError("steps must hold at least one, got none");
  const from = steps.map(([iso]) => epochDay(iso));
  from.forEach((day, i) => {
    if (i > 0 && !(day > (from[i - 1] as number))) {
      throw new RangeError(`steps must ascend, got ${steps[i]?.[0]} after ${steps[i - 1]?.[0]}`);
    }
  });
  return (day) => {
    let i = steps.length - 1;
    while (i > 0 && day < (from[i] as number)) i--;
    return (steps[i] ?? first)[1];
  };
}
