import {type Calendar, calendarBetween} from "./calendar.js";

/** What a size of the demo market holds. */
export interface Plan {
  readonly size: "small" | "full";
  readonly seed: number;
  readonly first: string;
  readonly calendar: Calendar;
  /** Share of the full market's number of stocks and index members. */
  readonly scale: number;
  readonly funds: number;
  /** Control funds beside them, a multiple of four. */
  readonly controls: number;
  readonly hongKongStocks: number;
  readonly barStocks: number;
  readonly barDays: number;
}

const LAST = "2024-02-23";

/** The plan of a size; `small` is the last three years of a market of about 300 stocks. */
export function planOf(size: "small" | "full", seed: number): Plan {
  const common = {size, seed};
  if (size === "full") {
    const first = "2012-01-04";
    const calendar = calendarBetween(first, LAST);
    return {
      ...common,
      first,
      calendar,
      scale: 1,
      funds: 800,
      controls: 48,
      hongKongStocks: 360,
      barStocks: 800,
      barDays: 140
    };
  }
  if (size === "small") {
    const first = "2021-01-04";
    const calendar = calendarBetween(first, LAST);
    return {
      ...common,
      first,
      calendar,
      scale: 0.06,
      funds: 40,
      controls: 16,
      hongKongStocks: 30,
      barStocks: 60,
      barDays: 40
    };
  }
  throw new Error(`size is "small" or "full"; got "${String(size)}"`);
}
