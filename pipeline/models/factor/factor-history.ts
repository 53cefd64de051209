import type {ReturnPanel} from "../../../lib/factor/covariance.js";
import type {Source} from "../../warehouse/source.js";

/** Daily factor returns of one scheme, dates × factors; NaN where a factor had none. */
export interface FactorHistory extends ReturnPanel {
  readonly days: Int32Array;
  readonly names: readonly string[];
}

export async function readFactorHistory(source: Source, scheme: string): Promise<FactorHistory> {
  const own = `(SELECT * FROM factor_return WHERE scheme = '${scheme}')`;
  const names = (await source.query(`SELECT DISTINCT factor FROM ${own} ORDER BY factor`))
    .strings("factor")
    .map(String);
  const days = (await source.query(`SELECT DISTINCT date FROM ${own} ORDER BY date`)).days("date");
  const frame = await source.query(
    `SELECT row, col, "return" AS value FROM ${own} JOIN (SELECT date, (row_number() OVER (ORDER BY date) - 1)::INTEGER AS row FROM (SELECT DISTINCT date FROM ${own})) USING (date) JOIN (SELECT factor, (row_number() OVER (ORDER BY factor) - 1)::INTEGER AS col FROM (SELECT DISTINCT factor FROM ${own})) USING (factor)`
  );
  const values = new Float64Array(days.length * names.length).fill(Number.NaN);
  const [row, col, value] = [frame.numbers("row"), frame.numbers("col"), frame.numbers("value")];
  for (let k = 0; k < value.length; k++) {
    values[(row[k] as number) * names.length + (col[k] as number)] = value[k] as number;
  }
  return {values, days, names, dates: days.length, factors: names.length};
}

/** Factors that a covariance as of row `end` (exclusive) may hold: enough returns, the latest among the last `fresh`. */
export function usableFactors(
  {values, factors}: ReturnPanel,
  end: number,
  {least = 252, fresh = 21} = {}
): number[] {
  const usable: number[] = [];
  for (let f = 0; f < factors; f++) {
    let [count, last] = [0, -1];
    for (let t = 0; t < end; t++) {
      if (Number.isNaN(values[t * factors + f])) continue;
      count++;
      last = t;
    }
    if (count >= least && last >= end - fresh) usable.push(f);
  }
  return usable;
}
