import type {Context} from "../../run/model.js";
import {HONG_KONG, type Market} from "./market.js";
import type {Stocks} from "./stocks.js";

/** Disclosed positions: the stock's path (−1: only its industry's), its industry, its share of NAV. */
export interface Positions {
  readonly stock: Int32Array;
  readonly industry: Int16Array;
  readonly weight: Float64Array;
}

/** What one fund disclosed for one period. */
export interface Disclosure {
  readonly period: number;
  /** Row of the market's days at whose close it is drawn up. */
  readonly row: number;
  /** Day from which the ten largest positions and the total are known; infinite where that is never. */
  readonly known: number;
  /** The same of every position. */
  readonly knownFull: number;
  readonly top: Positions;
  /** All other positions. */
  readonly rest: Positions;
  /** Total equity position, NaN where only holdings are known, and assets in CNY. */
  readonly equity: number;
  readonly aum: number;
}

const NONE: Positions = {stock: new Int32Array(), industry: new Int16Array(), weight: new Float64Array()};

/** Reports of each fund in order of period. */
export async function readDisclosures(
  context: Context,
  {scheme, names, days}: Market,
  {funds, stocks}: {readonly funds: readonly string[]; readonly stocks: Stocks}
): Promise<readonly (readonly Disclosure[])[]> {
  const column = new Map(funds.map((f, k) => [f, k]));
  const found: Map<number, Disclosure>[] = funds.map(() => new Map());
  const note = (fund: string | null, period: number, change: Partial<Disclosure>): void => {
    const own = found[column.get(fund ?? "") ?? -1];
    if (!own) return;
    const blank = {
      known: Number.POSITIVE_INFINITY,
      knownFull: Number.POSITIVE_INFINITY,
      top: NONE,
      rest: NONE
    };
    const before = own.get(period) ?? {
      ...blank,
      period,
      row: rowAt(days, period),
      equity: Number.NaN,
      aum: Number.NaN
    };
    own.set(period, {...before, ...change});
  };
  if (context.has("fund_holding")) {
    const held = await context.query(holdingsSql(scheme, names));
    const {codes: fund, values: word} = held.text("fund");
    const [period, known] = [held.days("period_end"), held.days("known_date")];
    const {codes: scope, values: scopes} = held.text("scope");
    const {codes: code, values: stockNames} = held.text("code");
    const paths = stockNames.map((c) => stocks.codes.get(c) ?? -1);
    const industry = held.numbers("industry");
    const weight = held.numbers("weight");
    for (let from = 0, to = 0; from < weight.length; from = to) {
      while (
        to < weight.length &&
        fund[to] === fund[from] &&
        period[to] === period[from] &&
        scope[to] === scope[from]
      )
        to++;
      const positions = {
        stock: Int32Array.from(code.subarray(from, to), (c) => paths[c] as number),
        industry: Int16Array.from(industry.subarray(from, to)),
        weight: weight.slice(from, to)
      };
      const since = known[from] as number;
      const full = scopes[scope[from] as number] === "full";
      const change = full ? {rest: positions, knownFull: since} : {top: positions, known: since};
      note(word[fund[from] as number] ?? null, period[from] as number, change);
    }
  }
  const reports = await context.query(
    "SELECT fund, period_end, equity_ratio, aum, known_date FROM fund_report"
  );
  const fund = reports.strings("fund");
  const [period, known] = [reports.days("period_end"), reports.days("known_date")];
  const [equity, aum] = [reports.numbers("equity_ratio"), reports.numbers("aum")];
  for (let k = 0; k < fund.length; k++) {
    const change = {known: known[k] as number, equity: equity[k] as number, aum: aum[k] as number};
    note(fund[k] ?? null, period[k] as number, change);
  }
  return found.map((own) => [...own.values()].filter((d) => d.row >= 0).sort((a, b) => a.period - b.period));
}

/** Last row on or before a day; −1 where there is none. */
export function rowAt(days: Int32Array, day: number): number {
  let [a, b] = [0, days.length];
  while (a < b) {
    const m = (a + b) >> 1;
    if ((days[m] as number) <= day) a = m + 1;
    else b = m;
  }
  return a - 1;
}

/** Holdings with the place of their industry as of the report; shares listed in Hong Kong are an industry of their own. */
function holdingsSql(scheme: string, names: readonly string[]): string {
  const places = names.map((name, i) => `('${name}', ${i})`).join(", ");
  const hongKong = names.includes(HONG_KONG) ? `WHEN h.code LIKE '%.HK' THEN '${HONG_KONG}'` : "";
  return `
    WITH place(industry, seat) AS (VALUES ${places}),
    held AS (SELECT h.fund, h.period_end, h.scope, h.known_date, h.code, h.weight,
        CASE ${hongKong} WHEN true THEN s.industry END AS industry
      FROM fund_holding h ASOF LEFT JOIN (SELECT code, from_date, industry FROM stock_industry WHERE scheme = '${scheme}') s
        ON h.code = s.code AND h.period_end >= s.from_date)
    SELECT fund, period_end, scope, known_date, code, seat AS industry, weight
    FROM held JOIN place USING (industry) ORDER BY fund, period_end, scope DESC, weight DESC, code`;
}
