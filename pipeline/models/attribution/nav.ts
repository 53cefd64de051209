import type {Source} from "../../warehouse/source.js";
import {type Funds, numbered} from "./funds.js";

/** Adjusted net asset values on the trading days of all funds, funds × days. */
export interface NavPanel {
  /** Days on which any fund has a value, ascending. */
  readonly days: Int32Array;
  /** The day from whose close values of each day may be used. */
  readonly known: Int32Array;
  /** Funds × days, NaN where missing. */
  readonly level: Float64Array;
  /** Funds × days: one-day returns, NaN where either end is missing or the move cannot be a portfolio's. */
  readonly returns: Float64Array;
  /** Days without a value inside funds' lives, and moves beyond the bound. */
  readonly gaps: number;
  readonly jumps: number;
}

/**
 * A day's return beyond this is no portfolio's: daily limits are 10 to 20 %, so it is a split or a dividend that the
 * adjusted value missed. It is left out, and counted.
 */
export const BOUND = 0.15;

/** Days on which any fund has a value, and from whose close each day's values may be used. */
export async function readNavDays(source: Source): Promise<Pick<NavPanel, "days" | "known">> {
  const dates = await source.query(
    "SELECT date, max(known_date) AS known FROM fund_nav GROUP BY date ORDER BY date"
  );
  return {days: dates.days("date"), known: dates.days("known")};
}

/** Reads adjusted values of the funds; a return needs the values of two days that follow each other. */
export async function readNav(source: Source, funds: Funds): Promise<NavPanel> {
  const {days, known} = await readNavDays(source);
  const frame = await source.query(
    `WITH axis AS (SELECT date, (row_number() OVER (ORDER BY date) - 1)::INTEGER AS row FROM (SELECT DISTINCT date FROM fund_nav))
     SELECT row, id, adj_nav FROM fund_nav JOIN axis USING (date) JOIN ${numbered(funds.code, {as: "f", column: "fund"})} USING (fund)
     WHERE adj_nav > 0`
  );
  const [row, id, value] = [frame.numbers("row"), frame.numbers("id"), frame.numbers("adj_nav")];
  const n = days.length;
  const level = new Float64Array(funds.code.length * n).fill(Number.NaN);
  for (let i = 0; i < value.length; i++)
    level[(id[i] as number) * n + (row[i] as number)] = value[i] as number;
  return {days, known, level, ...oneDay(level, n)};
}

function oneDay(level: Float64Array, days: number): Pick<NavPanel, "returns" | "gaps" | "jumps"> {
  const returns = new Float64Array(level.length).fill(Number.NaN);
  let [gaps, jumps] = [0, 0];
  for (let f = 0; f < level.length; f += days) {
    let [first, last] = [-1, -1];
    for (let t = f; t < f + days; t++) {
      if (Number.isNaN(level[t] as number)) continue;
      if (first < 0) first = t;
      if (last >= 0 && t - last > 1) gaps += t - last - 1;
      last = t;
      if (t === f) continue;
      const r = (level[t] as number) / (level[t - 1] as number) - 1;
      if (Math.abs(r) > BOUND) jumps++;
      else returns[t] = r;
    }
  }
  return {returns, gaps, jumps};
}
