import type {Context} from "../../run/model.js";
import {type Funds, numbered} from "./funds.js";

/** Assets under management of a fund as known on a day; NaN before its first report. */
export type Assets = (fund: number, day: number) => number;

/** Reads `fund_report`; without it every fund counts as one. */
export async function readAssets(context: Context, funds: Funds): Promise<Assets> {
  if (!context.has("fund_report")) return () => 1;
  const frame = await context.query(
    `SELECT f.id AS fund, known_date, arg_max(aum, period_end) AS aum FROM fund_report JOIN ${numbered(funds.code, {as: "f", column: "fund"})} USING (fund)
     WHERE aum > 0 GROUP BY ALL ORDER BY f.id, known_date`
  );
  const [fund, known, aum] = [frame.numbers("fund"), frame.days("known_date"), frame.numbers("aum")];
  const days: number[][] = funds.code.map(() => []);
  const values: number[][] = funds.code.map(() => []);
  for (let i = 0; i < aum.length; i++) {
    days[fund[i] as number]?.push(known[i] as number);
    values[fund[i] as number]?.push(aum[i] as number);
  }
  return (f, day) => values[f]?.[(days[f] ?? []).findLastIndex((d) => d <= day)] ?? Number.NaN;
}
