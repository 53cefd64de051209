import type {Context} from "../../run/model.js";

/** Enhanced and quant funds: daily returns on the legs' days, assets and equity positions as reported. */
export interface QuantFunds {
  readonly names: readonly string[];
  /** Funds × days; NaN where there is none. */
  readonly value: Float64Array;
  /** Reports by fund in the order in which they became known. */
  readonly reports: readonly (readonly Report[])[];
}

interface Report {
  readonly known: number;
  readonly equity: number;
  readonly assets: number;
}

/** Funds that follow an index with an edge, by type or by what their name says. */
const WHICH = "type = 'enhanced' OR name LIKE '%量化%' OR name LIKE '%指数增强%'";

export async function readQuantFunds(context: Context, days: Int32Array): Promise<QuantFunds> {
  const first = days[0] ?? 0;
  const funds = await context.query(`SELECT fund FROM fund WHERE ${WHICH} ORDER BY fund`);
  const names = funds.strings("fund").map(String);
  const place = new Map(names.map((f, i) => [f, i]));
  const rowOf = new Map(Array.from(days, (d, t) => [d, t]));
  const nav = await context.query(
    `SELECT fund, date, adj_nav / lag(adj_nav) OVER (PARTITION BY fund ORDER BY date) - 1 AS ret
     FROM fund_nav WHERE fund IN (SELECT fund FROM fund WHERE ${WHICH}) AND date >= DATE '1970-01-01' + ${first - 10} AND adj_nav > 0
     ORDER BY fund, date`
  );
  const value = new Float64Array(names.length * days.length).fill(Number.NaN);
  const [date, ret, own] = [nav.days("date"), nav.numbers("ret"), nav.text("fund")];
  const fundOf = own.values.map((f) => place.get(f) ?? -1);
  for (let i = 0; i < nav.rows; i++) {
    const row = rowOf.get(date[i] as number);
    if (row !== undefined)
      value[(fundOf[own.codes[i] as number] as number) * days.length + row] = ret[i] as number;
  }
  const reports: Report[][] = names.map(() => []);
  if (context.has("fund_report")) {
    const rows = await context.query(
      `SELECT fund, known_date, equity_ratio, aum FROM fund_report WHERE fund IN (SELECT fund FROM fund WHERE ${WHICH}) ORDER BY known_date, period_end`
    );
    const [known, equity, assets] = [
      rows.days("known_date"),
      rows.numbers("equity_ratio"),
      rows.numbers("aum")
    ];
    rows.strings("fund").forEach((f, i) => {
      reports[place.get(f ?? "") ?? -1]?.push({
        known: known[i] as number,
        equity: equity[i] as number,
        assets: assets[i] as number
      });
    });
  }
  return {names, value, reports};
}

/** The last report known on a day. */
export const reportAt = (reports: readonly Report[], day: number): Report | undefined =>
  reports.findLast((r) => r.known <= day);
