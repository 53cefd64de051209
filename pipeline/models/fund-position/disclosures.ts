import type {Context} from "../../run/model.js";
import {HONG_KONG, type Market} from "./market.js";

/** What one fund disclosed for one period, by industry. */
export interface Disclosure {
  readonly fund: number;
  readonly period: number;
  /** Row of the market's days at whose close it is drawn up. */
  readonly row: number;
  /** Day from which the ten largest positions and the total are known. */
  readonly known: number;
  /** Day from which every position is known; infinite where that is never. */
  readonly knownFull: number;
  /** Ten largest positions, and all others, by industry. */
  readonly top: Float64Array;
  readonly rest: Float64Array;
  /** Total equity position; NaN where only holdings are known. */
  readonly equity: number;
  readonly aum: number;
}

/** Reports of the funds in order of period, by fund. */
export async function readDisclosures(
  context: Context,
  {scheme, names, days}: Market,
  funds: readonly string[]
): Promise<readonly (readonly Disclosure[])[]> {
  const column = new Map(funds.map((f, k) => [f, k]));
  const industry = new Map(names.map((n, i) => [n, i]));
  const list: Map<string, Disclosure>[] = funds.map(() => new Map());
  const rowOf = (day: number): number => {
    let [a, b] = [0, days.length];
    while (a < b) {
      const m = (a + b) >> 1;
      if ((days[m] as number) <= day) a = m + 1;
      else b = m;
    }
    return a - 1;
  };
  const at = (fund: string | null, period: number): Disclosure | undefined => {
    const k = column.get(fund ?? "");
    if (k === undefined) return undefined;
    const own = list[k] as Map<string, Disclosure>;
    const key = String(period);
    const found = own.get(key);
    if (found) return found;
    const fresh: Disclosure = {
      fund: k,
      period,
      row: rowOf(period),
      known: Number.POSITIVE_INFINITY,
      knownFull: Number.POSITIVE_INFINITY,
      top: new Float64Array(names.length),
      rest: new Float64Array(names.length),
      equity: Number.NaN,
      aum: Number.NaN
    };
    own.set(key, fresh);
    return fresh;
  };
  const replace = (d: Disclosure, change: Partial<Disclosure>): void => {
    list[d.fund]?.set(String(d.period), {...d, ...change});
  };
  const reports = await context.query(
    "SELECT fund, period_end, equity_ratio, aum, known_date FROM fund_report"
  );
  const fund = reports.strings("fund");
  const [period, known] = [reports.days("period_end"), reports.days("known_date")];
  const [equity, aum] = [reports.numbers("equity_ratio"), reports.numbers("aum")];
  for (let k = 0; k < fund.length; k++) {
    const d = at(fund[k] ?? null, period[k] as number);
    if (d) replace(d, {known: known[k] as number, equity: equity[k] as number, aum: aum[k] as number});
  }
  if (context.has("fund_holding")) {
    const held = await context.query(holdingsSql(scheme, names.includes(HONG_KONG)));
    const holder = held.strings("fund");
    const [when, since] = [held.days("period_end"), held.days("known_date")];
    const [scope, word, weight] = [held.strings("scope"), held.strings("industry"), held.numbers("weight")];
    for (let k = 0; k < holder.length; k++) {
      const d = at(holder[k] ?? null, when[k] as number);
      const i = industry.get(word[k] ?? "");
      if (!d) continue;
      const part = scope[k] === "full" ? d.rest : d.top;
      if (i !== undefined) part[i] = (part[i] as number) + (weight[k] as number);
      if (scope[k] === "full") replace(d, {knownFull: since[k] as number});
      else if (d.known === Number.POSITIVE_INFINITY) replace(d, {known: since[k] as number});
    }
  }
  return list.map((own) => [...own.values()].filter((d) => d.row >= 0).sort((a, b) => a.period - b.period));
}

/** Holdings by industry as of the report; shares listed in Hong Kong are an industry of their own. */
const holdingsSql = (scheme: string, hongKong: boolean): string => `
  SELECT fund, period_end, scope, known_date, ${hongKong ? `CASE WHEN h.code LIKE '%.HK' THEN '${HONG_KONG}' ELSE industry END` : "industry"} AS industry,
    sum(weight) AS weight
  FROM fund_holding h ASOF LEFT JOIN
    (SELECT code, from_date, industry FROM stock_industry WHERE scheme = '${scheme}') s
    ON h.code = s.code AND h.period_end >= s.from_date
  GROUP BY ALL ORDER BY fund, period_end, scope, industry`;
