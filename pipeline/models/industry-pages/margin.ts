import {type IndustryBook, packIndustries} from "../../../lib/flow/industry-book.js";
import {MARGIN_EVENTS} from "../../../lib/flow/margin-events.js";
import {isoOf} from "../../warehouse/columns.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {industryBook, quoted} from "./book.js";

const STEPS = {financing: 1e7, short: 1e6, to_cap: 1e-6, to_turnover: 1e-4, balance: 1e8} as const;

export interface MarginExtra {
  readonly events: typeof MARGIN_EVENTS;
  /** Day on which the last week's figures are known, ISO. */
  readonly known: string | null;
  readonly breaks: readonly {readonly date: string; readonly code: string; readonly gap: number}[];
  readonly broken: number;
}

/** What the margin page draws, as bytes: weeks, each standing on its last trading day. */
export async function marginPage(warehouse: Warehouse): Promise<Uint8Array> {
  const needed = ["margin", "stock_daily", "stock_industry", "margin_flow"];
  const book = await industryBook(warehouse, {
    needed,
    table: "margin_flow",
    prefer: "sw",
    panels: Object.keys(STEPS) as (keyof typeof STEPS)[],
    sql: (scheme) => weekSql(scheme, warehouse.holds("industry_turnover"))
  });
  const there = book.missing.length === 0;
  const whole: IndustryBook<keyof typeof STEPS, MarginExtra> = {
    ...book,
    extra: {
      events: MARGIN_EVENTS,
      ...(there ? await marginNotes(warehouse) : {known: null, breaks: [], broken: 0})
    }
  };
  return packIndustries(whole, STEPS);
}

/** Weeks of a scheme: sums of the week, the balance at its end, over the week's turnover and its last float cap. */
const weekSql = (
  scheme: string,
  turnover: boolean
): string => `SELECT max(last) OVER (PARTITION BY week) AS date, * EXCLUDE (last, week) FROM (
    SELECT date_trunc('week', m.date) AS week, max(m.date) AS last, m.industry,
      sum(net_financing) AS financing, sum(net_short) AS short, arg_max(balance, m.date) AS balance,
      ${turnover ? "sum(net) / arg_max(nullif(float_cap, 0), m.date)" : "NULL::DOUBLE"} AS to_cap,
      ${turnover ? "sum(net) / nullif(sum(turnover), 0)" : "NULL::DOUBLE"} AS to_turnover
    FROM margin_flow m ${turnover ? "LEFT JOIN industry_turnover t USING (date, scheme, industry)" : ""}
    WHERE m.scheme = ${quoted(scheme)} GROUP BY ALL)`;

async function marginNotes(warehouse: Warehouse): Promise<Omit<MarginExtra, "events">> {
  const known = (await warehouse.query("SELECT max(known_date) AS d FROM margin_flow")).days("d")[0];
  const frame = warehouse.holds("margin_break")
    ? await warehouse.query(
        "SELECT date, code, gap FROM margin_break ORDER BY abs(gap) DESC, date, code LIMIT 20"
      )
    : undefined;
  const gap = frame?.numbers("gap");
  const code = frame?.strings("code");
  return {
    known: known === undefined ? null : isoOf(known),
    breaks: Array.from(frame?.days("date") ?? [], (d, i) => ({
      date: isoOf(d),
      code: code?.[i] ?? "",
      gap: gap?.[i] ?? Number.NaN
    })),
    broken: warehouse.has("margin_break") ? warehouse.record("margin_break").rows : 0
  };
}
