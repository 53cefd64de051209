import {epochDay} from "../format/date.js";

/** Last day of daily northbound holdings and net buying (exchange notices of 2024-04-12 and 2024-07-26). */
export const LAST_DAILY = "2024-08-16";

/** From this day holdings are published once a quarter and no net buying at all. */
export const QUARTERLY_FROM = "2024-08-19";

/** From this day buying and selling were no longer shown in real time; end-of-day figures went on. */
export const REALTIME_ENDED = "2024-05-13";

/** Holdings of a quarter's end are published on this trading day of the next quarter. */
export const DISCLOSED_ON = 5;

/** The day each exchange's northbound link opened: before it, holdings are zero. */
export const OPENED: Readonly<Record<string, string>> = {SH: "2014-11-17", SZ: "2016-12-05"};

export type Regime = "daily" | "quarterly";

/** How northbound holdings of a day (counted from 1970-01-01) are disclosed. */
export const regimeOf = (day: number): Regime => (day <= epochDay(LAST_DAILY) ? "daily" : "quarterly");

/**
 * The day on which the holdings of a quarter's end become known: the 5th trading day after it.
 * `open` holds trading days, ascending; NaN where it does not reach that far.
 */
export function disclosureDay(quarterEnd: number, open: ArrayLike<number>): number {
  let left = DISCLOSED_ON;
  for (let i = 0; i < open.length; i++) {
    const day = open[i] as number;
    if (day > quarterEnd && --left === 0) return day;
  }
  return Number.NaN;
}
