import {type IndustryBook, packIndustries} from "../../../lib/flow/industry-book.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {industryBook, quoted, weekEnds} from "./book.js";

/** Trading days of the windows: a week, a month, half a year. */
export const FLOW_WINDOWS = [5, 20, 120] as const;

const STEPS = {
  net5: 2e7,
  net20: 5e7,
  net120: 1e8,
  ratio5: 1e-3,
  ratio20: 1e-3,
  ratio120: 5e-4,
  connect5: 2e7,
  connect20: 5e7,
  connect120: 1e8,
  bars5: 2e7,
  bars20: 5e7,
  bars120: 1e8
} as const;

/** Weeks for which Connect names are kept apart on the page; the table has all. */
const CONNECT_WEEKS = 156;

export interface MoneyFlowExtra {
  readonly printed: {
    readonly asOf: string;
    readonly market: readonly string[];
    readonly industry: readonly string[];
    readonly week: readonly (number | null)[];
    readonly month: readonly (number | null)[];
    readonly half_year: readonly (number | null)[];
    /** Turnover of the week from outside the report, CNY; null where there is none. */
    readonly turnover: readonly (number | null)[];
  } | null;
  /** First day that has five-minute bars, and the share of turnover that they cover since; null without bars. */
  readonly bars: {readonly from: string; readonly share: number; readonly correlation: number} | null;
  readonly connectFrom: string | null;
}

/** What the money flow page draws, as bytes: windows that end on the last trading day of each week. */
export async function moneyFlowPage(warehouse: Warehouse): Promise<Uint8Array> {
  const book = await industryBook(warehouse, {
    needed: ["stock_daily", "stock_industry", "money_flow"],
    table: "money_flow",
    prefer: "sw",
    panels: Object.keys(STEPS) as (keyof typeof STEPS)[],
    sql: windowSql
  });
  const there = book.missing.length === 0;
  const whole: IndustryBook<keyof typeof STEPS, MoneyFlowExtra> = {
    ...book,
    extra: {
      printed: await printed(warehouse),
      bars: there ? await barNotes(warehouse, book.scheme) : null,
      connectFrom:
        there && book.days.length > 0 ? isoOf(book.days.at(-CONNECT_WEEKS) ?? (book.days[0] as number)) : null
    }
  };
  return packIndustries(whole, STEPS);
}

function windowSql(scheme: string): string {
  const windows = FLOW_WINDOWS.map((n) => {
    const over = `OVER (PARTITION BY industry ORDER BY date ROWS ${n - 1} PRECEDING)`;
    const whole = (value: string): string => `CASE WHEN count(date) ${over} = ${n} THEN ${value} END`;
    return `${whole(`sum(net_daily) ${over}`)} AS net${n}, ${whole(`sum(net_daily) ${over} / nullif(sum(turnover) ${over}, 0)`)} AS ratio${n},
      ${whole(`sum(net_connect) ${over}`)} AS connect${n}, ${whole(`CASE WHEN bool_and(barred) ${over} THEN sum(net) ${over} END`)} AS bars${n}`;
  });
  const recent = `date > (SELECT max(date) FROM money_flow) - INTERVAL ${CONNECT_WEEKS * 7} DAY`;
  return `SELECT date, industry, ${FLOW_WINDOWS.flatMap((n) => [`net${n}`, `ratio${n}`, `bars${n}`, `CASE WHEN ${recent} THEN connect${n} END AS connect${n}`]).join(", ")}
    FROM (SELECT date, industry, ${windows.join(", ")}
      FROM (SELECT *, max(bar_share) OVER (PARTITION BY date) > 0 AS barred FROM money_flow WHERE scheme = ${quoted(scheme)}))
    WHERE date IN (${weekEnds("money_flow", scheme)})`;
}

async function barNotes(warehouse: Warehouse, scheme: string): Promise<MoneyFlowExtra["bars"]> {
  const frame = await warehouse.query(
    `SELECT min(date) AS first, sum(bar_share * turnover) / sum(turnover) AS share, corr(net / turnover, net_daily / turnover) AS r
     FROM money_flow WHERE scheme = ${quoted(scheme)} AND turnover > 0
       AND date >= (SELECT min(date) FROM money_flow WHERE bar_share > 0) HAVING count(*) > 0`
  );
  const first = frame.days("first")[0];
  if (first === undefined) return null;
  return {
    from: isoOf(first),
    share: frame.numbers("share")[0] ?? Number.NaN,
    correlation: frame.numbers("r")[0] ?? Number.NaN
  };
}

async function printed(warehouse: Warehouse): Promise<MoneyFlowExtra["printed"]> {
  if (!warehouse.holds("published_money_flow")) return null;
  const frame = await warehouse.query(
    `SELECT as_of, market, industry, week, month, half_year, bound.published AS flow, bound.recomputed AS turnover
     FROM published_money_flow LEFT JOIN ${bounds(warehouse)} bound ON bound.check = 'cinda/S13/bound/' || industry
     WHERE place <> '速读' ORDER BY "row"`
  );
  const numbers = (name: string): (number | null)[] =>
    Array.from(frame.numbers(name), (x) => (Number.isNaN(x) ? null : x));
  return {
    asOf: isoOf(frame.days("as_of")[0] as number),
    market: frame.strings("market").map(String),
    industry: frame.strings("industry").map(String),
    week: numbers("week"),
    month: numbers("month"),
    half_year: numbers("half_year"),
    turnover: numbers("turnover")
  };
}

/** The reconciliation's comparison with turnover, where it was made. */
const bounds = (warehouse: Warehouse): string =>
  warehouse.holds("reconciliation")
    ? "reconciliation"
    : `(SELECT NULL::VARCHAR AS "check", NULL::DOUBLE AS published, NULL::DOUBLE AS recomputed WHERE false)`;
