import {ACTIVE} from "../../../lib/attribution/active-types.js";
import {FUND_NUMBERS, type FundList, type FundNumber} from "../../../lib/attribution/fund-list.js";
import {isoOf, NULL_DAY} from "../../warehouse/columns.js";
import {columnsOf} from "../../warehouse/source.js";
import type {Warehouse} from "../../warehouse/warehouse.js";
import {CONTROL, listSql} from "./funds.js";

/** Tables among the named that a warehouse lacks. */
export const lacks = (warehouse: Warehouse, tables: readonly string[]): string[] =>
  tables.filter((t) => !warehouse.holds(t));

const DIGITS: Readonly<Partial<Record<FundNumber, number>>> = {aum: 0, age_days: 0};
const NEEDED = ["fund", "fund_nav", "fund_style", "fund_deviation", "fund_attribution", "fund_skill"];

/** Every main share class but a simulated market's controls with its latest figures; columns are null where a table or a fund lacks them. */
export async function fundList(warehouse: Warehouse): Promise<FundList> {
  const missing = lacks(warehouse, NEEDED);
  const none = Object.fromEntries(FUND_NUMBERS.map((n) => [n, []])) as unknown as FundList["numbers"];
  if (missing.includes("fund") || missing.includes("fund_nav"))
    return {
      missing,
      date: "",
      fund: [],
      name: [],
      type: [],
      manager: [],
      inception: [],
      end: [],
      numbers: none
    };
  const present = await columnsOf(warehouse, "fund");
  const main = present.has("share_class_of") ? "share_class_of IS NULL" : "true";
  const end = present.has("end_date") ? "end_date" : "NULL::DATE";
  const parts = [nav(), ...(warehouse.holds("fund_report") ? [assets] : [])];
  if (warehouse.holds("fund_attribution")) parts.push(attribution);
  if (warehouse.holds("fund_deviation")) parts.push(deviation);
  if (warehouse.holds("fund_skill")) parts.push(skill);
  if (warehouse.holds("fund_style")) parts.push(styles);
  const joined = parts.map((sql, k) => (k === 0 ? `(${sql})` : `FULL JOIN (${sql}) USING (fund)`)).join(" ");
  const frame = await warehouse.query(
    `SELECT f.fund AS fund, name, type, manager, inception_date, ${end} AS end_date, p.* EXCLUDE (fund)
     FROM (SELECT * FROM fund WHERE ${main} AND type <> '${CONTROL}') f LEFT JOIN (SELECT * FROM ${joined}) p ON p.fund = f.fund ORDER BY f.fund`
  );
  const has = new Set(frame.names);
  const text = (name: string): string[] => frame.strings(name).map((s) => s ?? "");
  const days = (name: string): string[] =>
    Array.from(frame.days(name), (d) => (d === NULL_DAY ? "" : isoOf(d)));
  const numbers = Object.fromEntries(
    FUND_NUMBERS.map((name) => [
      name,
      has.has(name)
        ? Array.from(frame.numbers(name), (v) => rounded(v, DIGITS[name] ?? 4))
        : new Array<null>(frame.rows).fill(null)
    ])
  ) as unknown as FundList["numbers"];
  const latest = await warehouse.query("SELECT max(date) AS date FROM fund_nav");
  return {
    missing,
    date: isoOf(latest.days("date")[0] as number),
    fund: text("fund"),
    name: text("name"),
    type: text("type"),
    manager: text("manager"),
    inception: days("inception_date"),
    end: end === "end_date" ? days("end_date") : new Array<string>(frame.rows).fill(""),
    numbers
  };
}

const rounded = (v: number, digits: number): number | null =>
  Number.isFinite(v) ? Math.round(v * 10 ** digits) / 10 ** digits : null;

/** Returns to each fund's last day, over the funds' mean of the same year; the deepest fall of the year. */
const nav =
  (): string => `WITH own AS (SELECT fund, date, adj_nav, max(date) OVER (PARTITION BY fund) AS last FROM fund_nav WHERE adj_nav > 0),
    year AS (SELECT fund, date, adj_nav, last, max(adj_nav) OVER (PARTITION BY fund ORDER BY date) AS peak FROM own WHERE date > last - 366),
    sums AS (SELECT fund, arg_max(adj_nav, date) / arg_min(adj_nav, date) - 1 AS r, min(date) AS since, max(date) AS until,
        min(adj_nav / peak) - 1 AS fall,
        arg_max(adj_nav, date) / max_by(adj_nav, date) FILTER (date <= last - 30) - 1 AS month FROM year GROUP BY fund)
  SELECT s.fund, s.month AS return_1m, CASE WHEN until - since > 330 THEN s.r END AS return_1y,
    CASE WHEN until - since > 330 THEN s.fall END AS drawdown_1y,
    CASE WHEN until - since > 330 THEN s.r - avg(s.r) FILTER (f.type IN (${listSql(ACTIVE)}) AND until - since > 330) OVER (PARTITION BY until) END AS excess_1y
  FROM sums s JOIN fund f USING (fund)`;

const assets = "SELECT fund, arg_max(aum, period_end) AS aum FROM fund_report GROUP BY fund";
const attribution =
  "SELECT fund, arg_max(d, date) AS d, arg_max(r, date) AS r, arg_max(d_timing, date) AS timing FROM fund_attribution WHERE date > (SELECT max(date) - 20 FROM fund_attribution) GROUP BY fund";
const deviation =
  "SELECT fund, arg_max(deviation, date) AS deviation FROM fund_deviation WHERE deviation IS NOT NULL AND date > (SELECT max(date) - 20 FROM fund_deviation) GROUP BY fund";
const skill =
  "SELECT fund, shrunk AS selection, lo AS selection_lo, hi AS selection_hi FROM fund_skill WHERE measure = 'selection'";
const styles = `SELECT fund, max(exposure) FILTER (factor = 'size') AS size, max(exposure) FILTER (factor = 'book_to_price') AS "value", max(age_days) AS age_days
  FROM fund_style WHERE date = (SELECT max(date) FROM fund_style) GROUP BY fund`;
