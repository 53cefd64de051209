import type {Context} from "../../run/model.js";
import type {Market} from "./market.js";

/** CSI 800, and the two indices that make it up. */
const WHOLE = "000906.SH";
const PARTS = ["000300.SH", "000905.SH"] as const;

/**
 * Industry weights of the CSI 800 at a row, from the last known member list; NaN where the dataset has none. Without
 * the index itself its two parts are joined by their members' float capitalisation.
 */
export async function indexWeights(
  context: Context,
  {scheme, names, days}: Market
): Promise<(row: number) => Float64Array> {
  const none = new Float64Array(names.length).fill(Number.NaN);
  if (!context.has("index_member")) return () => none;
  const found = new Set((await context.query("SELECT DISTINCT index FROM index_member")).strings("index"));
  const weight = found.has(WHOLE)
    ? await memberSql(context, [WHOLE])
    : PARTS.every((p) => found.has(p))
      ? await memberSql(context, PARTS)
      : undefined;
  if (weight === undefined) return () => none;
  const frame = await context.query(`
    WITH member AS (${weight})
    SELECT date, industry, sum(weight) AS weight FROM member m ASOF LEFT JOIN
      (SELECT code, from_date, industry FROM stock_industry WHERE scheme = '${scheme}') s
      ON m.code = s.code AND m.date >= s.from_date
    GROUP BY date, industry ORDER BY date`);
  const [date, industry, share] = [frame.days("date"), frame.strings("industry"), frame.numbers("weight")];
  const place = new Map(names.map((name, i) => [name, i]));
  const lists = new Map<number, Float64Array>();
  for (let k = 0; k < share.length; k++) {
    const own = lists.get(date[k] as number) ?? new Float64Array(names.length);
    const i = place.get(industry[k] ?? "");
    if (i !== undefined) own[i] = (own[i] as number) + (share[k] as number);
    lists.set(date[k] as number, own);
  }
  const dates = [...lists.keys()];
  return (row) => {
    const last = dates.findLast((d) => d <= (days[row] as number));
    return (last === undefined ? undefined : lists.get(last)) ?? none;
  };
}

async function memberSql(context: Context, parts: readonly string[]): Promise<string> {
  const list = parts.map((p) => `'${p}'`).join(", ");
  const members = `SELECT date, index, code, weight FROM index_member WHERE index IN (${list})`;
  if (parts.length === 1 || !context.has("stock_daily")) return members;
  return `SELECT date, code, sum(weight * size / total) AS weight FROM (${members})
    JOIN (SELECT date, index, sum(float_shares * close) AS size FROM (${members}) JOIN stock_daily USING (date, code) GROUP BY ALL) USING (date, index)
    JOIN (SELECT date, sum(float_shares * close) AS total FROM (${members}) JOIN stock_daily USING (date, code) GROUP BY ALL) USING (date)
    GROUP BY date, code`;
}
