import {betweenYears} from "./forward-year.js";

/** A consensus of one company: fiscal years FY0 (reported), FY1, FY2, FY3, of which FY1 ends in `fy1`. */
export interface Forecast {
  readonly fy1: number;
  /** CNY, four years. */
  readonly profit: readonly number[];
  readonly book: readonly number[];
}

/** What a forecast says of the twelve months after a day and of those before it; NaN where it does not reach. */
export interface Fttm {
  /** Net profit of the next twelve months and of the last. */
  readonly profit: number;
  readonly base: number;
  /** Mean of book equity now and in twelve months. */
  readonly book: number;
}

/**
 * Rolling twelve-month figures of a consensus (滚动未来 12 个月, FTTM) on a day, given as its `yearPosition`: a·FY1 + (1 − a)·FY2, a the share of
 * FY1 that is left. FY1 is the first year that the company has not reported, so it rolls at its own announcement.
 * Between the year's end and the announcement FY1 is over: the twelve months then lie in FY2 and FY3, with the same
 * calendar weights, so that the announcement by itself moves nothing. The last twelve months are the same weights
 * one year earlier; book equity is a stock, read at both ends. Methods S6.
 */
export function fttm({fy1, profit, book}: Forecast, position: number): Fttm {
  const ahead = position - fy1 + 2;
  return {
    profit: betweenYears(profit, ahead),
    base: betweenYears(profit, ahead - 1),
    book: (betweenYears(book, ahead - 1) + betweenYears(book, ahead)) / 2
  };
}

/** Whether the forecast covers the twelve months around a day. */
export const covers = ({profit, base, book}: Fttm): boolean => !Number.isNaN(profit + base + book);
