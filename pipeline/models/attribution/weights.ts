import type {Source} from "../../warehouse/source.js";
import {type Funds, numbered} from "./funds.js";

/** Estimated weights: one row a fund and day, funds in order and days ascending within each. */
export interface Weights {
  readonly fund: Int32Array;
  readonly day: Int32Array;
  /** Rows × columns; what a fund does not hold is zero. */
  readonly weight: Float64Array;
  readonly columns: number;
}

/** Reads `fund_industry` of the given funds, a column an industry. */
export async function readWeights(
  source: Source,
  funds: Funds,
  industries: readonly string[]
): Promise<Weights> {
  const columns = industries.length;
  const sums = industries.map(
    (x, c) => `coalesce(sum(weight) FILTER (industry = '${x.replaceAll("'", "''")}'), 0) AS w${c}`
  );
  const frame = await source.query(
    `SELECT f.id AS fund, date, ${sums.join(", ")} FROM fund_industry JOIN ${numbered(funds.code, {as: "f", column: "fund"})} USING (fund)
     GROUP BY f.id, date ORDER BY f.id, date`
  );
  const weight = new Float64Array(frame.rows * columns);
  for (let c = 0; c < columns; c++) {
    const values = frame.numbers(`w${c}`);
    for (let i = 0; i < values.length; i++) weight[i * columns + c] = values[i] as number;
  }
  return {fund: Int32Array.from(frame.numbers("fund")), day: frame.days("date"), weight, columns};
}

/** Industries that `fund_industry` names, in order. */
export async function industriesHeld(source: Source): Promise<string[]> {
  const frame = await source.query("SELECT DISTINCT industry FROM fund_industry ORDER BY industry");
  return frame.strings("industry").map((s) => s ?? "");
}

/** Rows of each fund: `[from, to)`; empty for a fund without any. */
export function rowsByFund(fund: Int32Array, funds: number): Int32Array {
  const from = new Int32Array(funds + 1);
  for (const f of fund) from[f + 1] = (from[f + 1] as number) + 1;
  for (let f = 0; f < funds; f++) from[f + 1] = (from[f + 1] as number) + (from[f] as number);
  return from;
}
