import {count} from "../stats/moments.js";
import {neweyWestMean} from "../stats/newey-west.js";

/** Mean of a daily series a year, with its Newey–West error: for what is summed and not compounded. */
export interface Skill {
  readonly days: number;
  readonly annual: number;
  readonly standardError: number;
  /** Means a year of the earlier and the later half of the rows that have values. */
  readonly firstHalf: number;
  readonly secondHalf: number;
}

/**
 * Skill of a fund by one daily measure (methods S17): mean and error a year, and of each half of its days, which share
 * none. `lags` of the error default to Newey and West's rule; weights that stand still between reports need a report's
 * length. All NaN below `minimum` days.
 */
export function skillOf(
  x: ArrayLike<number>,
  {
    year = 252,
    minimum = 250,
    lags
  }: {readonly year?: number; readonly minimum?: number; readonly lags?: number} = {}
): Skill {
  const days = count(x);
  const none = Number.NaN;
  if (days < minimum) return {days, annual: none, standardError: none, firstHalf: none, secondHalf: none};
  const own = Float64Array.from(Array.from(x).filter((v) => !Number.isNaN(v)));
  const {mean, standardError} = neweyWestMean(own, lags === undefined ? {} : {lags});
  const middle = days >> 1;
  const half = (from: number, to: number): number =>
    (own.subarray(from, to).reduce((a, b) => a + b, 0) / (to - from)) * year;
  return {
    days,
    annual: mean * year,
    standardError: standardError * year,
    firstHalf: half(0, middle),
    secondHalf: half(middle, days)
  };
}
