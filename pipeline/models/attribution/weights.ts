import type {Source} from "../northbound/panel.js";
import {type Funds, numbered} from "./funds.js";

/** Estimated weights: one row a fund and day, funds in order and days ascending within each. */
export interface Weights {
  readonly fund: Int32Array;
  readonly day: Int32Array;
  /** Rows × columns; what a fund does not hold is zero. */
  readonly weight: Float64Array;
  readonly columns: number;
}

/** Reads `fund_industry`, industries summed into columns: `column[i]` is the place of `industries[i]`, −1 for none. */
export async function readWeights(
  source: Source,
  funds: Funds,
  {
    industries,
    column = industries.map((_, i) => i),
    columns = industries.length
  }: {
    readonly industries: readonly string[];
    readonly column?: readonly number[];
    readonly columns?: number;
  }
): Promise<Weights> {
  const sums = Array.from({length: columns}, (_, c) => {
    const own = industries.filter((_, i) => column[i] === c).map((x) => `'${x.replaceAll("'", "''")}'`);
    return own.length === 0
      ? `0.0 AS w${c}`
      : `coalesce(sum(weight) FILTER (industry IN (${own.join(", ")})), 0) AS w${c}`;
  });
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
