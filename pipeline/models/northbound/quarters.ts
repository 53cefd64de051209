import {quarterEndOf} from "../../../lib/calendar/quarter.js";
import {periodFlow} from "../../../lib/flow/period.js";
import {disclosureDay, regimeOf} from "../../../lib/flow/regime.js";
import type {NorthboundPanel} from "./panel.js";

/** Stocks' flows between two quarterly reports. */
export interface Quarter {
  readonly end: number;
  /** Row of the later report. */
  readonly row: number;
  /** Day from which it is known. */
  readonly known: number;
  readonly flow: Float64Array;
  readonly lo: Float64Array;
  readonly hi: Float64Array;
}

/** A report this many days before a quarter's end no longer stands for it. */
const STALE = 10;

/**
 * The quarters after the last daily report, in order. The first begins where daily flow ends, so that nothing is
 * counted twice; without daily reports the first quarter is the start. A quarter that is not yet disclosed is
 * left out, and so is one without a report near its end: the next then begins at the one before.
 */
export function quarterlyFlows(
  panel: NorthboundPanel,
  held: Float64Array,
  {open, asOf = Number.POSITIVE_INFINITY}: {open: ArrayLike<number>; asOf?: number}
): Quarter[] {
  const {days, dates, assets, shares} = panel;
  let last = panel.dailyRows - 1;
  let before = held;
  const quarters: Quarter[] = [];
  for (const [end, row] of reports(panel)) {
    if (end - (days[row] as number) > STALE) continue;
    const known = disclosureDay(end, open);
    if (!(known <= asOf)) continue;
    if (last < 0) {
      before = shares.slice(row * assets, (row + 1) * assets);
    } else {
      const {held: after, ...flows} = periodFlow(panel, {dates, assets, from: last, to: row, held: before});
      quarters.push({end, row, known, ...flows});
      before = after;
    }
    last = row;
  }
  return quarters;
}

/** The last report of each quarter after the daily regime: quarter's end to row. */
function reports({days, reported}: NorthboundPanel): Map<number, number> {
  const last = new Map<number, number>();
  for (let t = 0; t < days.length; t++) {
    const day = days[t] as number;
    if (reported[t] === 1 && regimeOf(day) === "quarterly") last.set(quarterEndOf(day), t);
  }
  return last;
}
