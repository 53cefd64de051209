import {BUCKETS} from "../../../lib/flow/size-buckets.js";
import type {Context} from "../../run/model.js";
import {columnsOf} from "../../warehouse/source.js";

/** Daily returns of the size legs that the dataset has, largest first. */
export interface Legs {
  readonly names: readonly string[];
  readonly days: Int32Array;
  /** Days × legs; NaN where a leg has none. */
  readonly value: Float64Array;
}

/** Share of stocks, smallest first, that are the micro-cap leg. */
const SMALLEST = 0.08;

/**
 * Legs from the indices' closes, and micro caps as the plain mean of the smallest stocks by market value at the end of
 * the month before (小微盘). Without share counts there is no micro leg.
 */
export async function readLegs(context: Context): Promise<Legs> {
  const indices = await context.query(
    `SELECT date, index, close / lag(close) OVER (PARTITION BY index ORDER BY date) - 1 AS ret
     FROM index_daily WHERE index IN (${BUCKETS.map((b) => `'${b}'`).join()}) AND close > 0 ORDER BY date`
  );
  const returns = new Map<string, Map<number, number>>();
  const [date, ret] = [indices.days("date"), indices.numbers("ret")];
  indices.strings("index").forEach((name, i) => {
    const own = returns.get(name ?? "") ?? new Map<number, number>();
    returns.set(name ?? "", own.set(date[i] as number, ret[i] as number));
  });
  if (context.has("stock_daily") && (await columnsOf(context, "stock_daily")).has("total_shares")) {
    const micro = await context.query(
      `WITH r AS (
         SELECT date, code, close * adj_factor / lag(close * adj_factor) OVER w - 1 AS ret,
           close * total_shares AS cap, volume, date_trunc('month', date) AS month
         FROM stock_daily WHERE close > 0 AND date >= (SELECT max(date) FROM index_daily) - INTERVAL 4 YEAR
         WINDOW w AS (PARTITION BY code ORDER BY date)
       ), ends AS (SELECT month, max(date) AS date FROM r GROUP BY month),
       small AS (
         SELECT code, r.month FROM r JOIN ends USING (month, date) WHERE cap > 0 AND volume > 0
         QUALIFY percent_rank() OVER (PARTITION BY r.month ORDER BY cap, code) < ${SMALLEST}
       )
       SELECT r.date, avg(r.ret) AS ret FROM r JOIN small s ON s.code = r.code AND s.month = r.month - INTERVAL 1 MONTH
       WHERE r.ret IS NOT NULL GROUP BY r.date ORDER BY r.date`
    );
    const value = micro.numbers("ret");
    returns.set("micro", new Map(Array.from(micro.days("date"), (d, i) => [d, value[i] as number])));
  }
  const names = BUCKETS.filter((b) => returns.has(b));
  const days = Int32Array.from([...new Set(date)].sort((a, b) => a - b));
  const value = Float64Array.from({length: days.length * names.length}, (_, at) => {
    const [t, i] = [Math.floor(at / names.length), at % names.length];
    return returns.get(names[i] ?? "")?.get(days[t] as number) ?? Number.NaN;
  });
  return {names, days, value};
}
