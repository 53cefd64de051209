import {type PositionHistory, positionHistory} from "../../../lib/attribution/total-position.js";
import type {Context} from "../../run/model.js";
import {isoOf} from "../../warehouse/columns.js";
import {rowAt} from "./disclosures.js";
import {type Funds, mainClassSql} from "./funds.js";
import type {Market} from "./market.js";
import {navTotals} from "./nav-totals.js";

/** One disclosed total and what was known before it. */
export interface TotalCase {
  readonly period: number;
  readonly fund: string;
  readonly disclosed: number;
  /** The last position that was known at the period's end. */
  readonly carried: number;
  readonly history: PositionHistory;
  /** Position that the fund's returns up to the period's end show; NaN for a fund without. */
  readonly seen: number;
  /** Mean of what they showed too much at its reports known by then; NaN before the first. */
  readonly bias: number;
}

interface Report {
  readonly fund: string;
  readonly period: number;
  readonly known: number;
  readonly equity: number;
  readonly row: number;
  readonly column: number;
  seen: number;
}

/** Totals of every fund that is no index fund, in order of period and fund; those without an earlier one are left out. */
export async function readCases(
  context: Context,
  {market, funds, cap}: {readonly market: Market; readonly funds: Funds; readonly cap: number}
): Promise<TotalCase[]> {
  const reports = await readReports(context, market, funds);
  const seen = await navTotals(context, {market, funds, cap});
  for (const r of [...reports].sort((a, b) => a.row - b.row)) r.seen = seen(r.column, r.row);
  const path = marketPath(market);
  const cases: TotalCase[] = [];
  for (let k = 1; k < reports.length; k++) {
    const now = reports[k] as Report;
    const past: Report[] = [];
    for (let j = k - 1; reports[j]?.fund === now.fund; j--) {
      const r = reports[j] as Report;
      if (r.known <= now.period) past.unshift(r);
    }
    const last = past.at(-1);
    if (!last || last.row < 0) continue;
    const own = fundReturn(funds, now.column, last.row, now.row);
    const ret = Number.isNaN(own)
      ? last.equity * ((path[now.row] as number) / (path[last.row] as number) - 1)
      : own;
    const shown = past.filter((r) => !Number.isNaN(r.seen));
    cases.push({
      period: now.period,
      fund: now.fund,
      disclosed: now.equity,
      carried: last.equity,
      history: positionHistory(
        past.map((r) => r.equity),
        {ret, halfYear: HALF_YEAR.test(isoOf(now.period))}
      ),
      seen: now.seen,
      bias: shown.reduce((s, r) => s + r.seen - r.equity, 0) / shown.length
    });
  }
  return cases.sort((a, b) => a.period - b.period || (a.fund < b.fund ? -1 : 1));
}

const HALF_YEAR = /-(06|12)-/;

async function readReports(context: Context, {days}: Market, funds: Funds): Promise<Report[]> {
  const frame = await context.query(
    `SELECT fund, period_end, equity_ratio, known_date FROM fund_report WHERE equity_ratio IS NOT NULL
       AND fund NOT IN (SELECT fund FROM fund WHERE type IN ('index', 'enhanced', 'control') OR NOT (${await mainClassSql(context)}))
     ORDER BY fund, period_end`
  );
  const [period, known, equity] = [
    frame.days("period_end"),
    frame.days("known_date"),
    frame.numbers("equity_ratio")
  ];
  const column = new Map(funds.funds.map((f, k) => [f, k]));
  return frame.strings("fund").map((fund, k) => ({
    fund: fund ?? "",
    period: period[k] as number,
    known: known[k] as number,
    equity: equity[k] as number,
    row: rowAt(days, period[k] as number),
    column: column.get(fund ?? "") ?? -1,
    seen: Number.NaN
  }));
}

/** Level of an equal mix of the industries. */
function marketPath({returns, names}: Market): Float64Array {
  const n = names.length;
  const path = new Float64Array(returns.length / n).fill(1);
  for (let t = 1; t < path.length; t++) {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += (returns[t * n + i] as number) / n;
    path[t] = (path[t - 1] as number) * (1 + (Number.isNaN(sum) ? 0 : sum));
  }
  return path;
}

function fundReturn({returns, funds}: Funds, at: number, from: number, to: number): number {
  if (at < 0) return Number.NaN;
  let [level, seen] = [1, 0];
  for (let t = from + 1; t <= to; t++) {
    const r = returns[t * funds.length + at] as number;
    if (Number.isNaN(r)) continue;
    level *= 1 + r;
    seen++;
  }
  return seen > 0 ? level - 1 : Number.NaN;
}
