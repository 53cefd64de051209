import type {Breadth, Market} from "../../lib/weekly/market.js";
import type {Frame} from "../warehouse/frame.js";
import {columnsOf} from "../warehouse/source.js";
import {type AsOf, rounded, words} from "./as-of.js";

const SHOWN = ["000001.SH", "000300.SH", "000905.SH", "000852.SH", "399006.SZ", "000016.SH"];
const LIST = SHOWN.map((s) => `'${s}'`).join(", ");

/** The week of the main indices and the last day's breadth; an index part without rows where there are none. */
export async function marketOf(at: AsOf): Promise<Market> {
  const indices = at.has("index_daily", "index_info") ? await indicesOf(at) : NONE;
  return {...indices, breadth: await breadthOf(at)};
}

const NONE = {index: [], zh: [], en: [], close: [], week: [], month: [], year: [], path: []};

async function indicesOf({day, since, query}: AsOf): Promise<Omit<Market, "breadth">> {
  const frame = await query(`
    WITH shown AS (SELECT * FROM index_daily WHERE "index" IN (${LIST}) AND date > DATE '${day}' - 400),
    ranked AS (SELECT *, row_number() OVER (PARTITION BY "index" ORDER BY date DESC) AS n FROM shown),
    last AS (SELECT "index",
      max(close) FILTER (n = 1) AS close,
      arg_max(close, date) FILTER (date <= DATE '${since}') AS week,
      max(close) FILTER (n = 21) AS month,
      arg_max(close, date) FILTER (date < date_trunc('year', DATE '${day}')) AS year
      FROM ranked GROUP BY ALL)
    SELECT "index", name_zh, name_en, close, close / week - 1 AS week, close / month - 1 AS month, close / year - 1 AS year
    FROM last JOIN index_info USING ("index") WHERE close IS NOT NULL
    ORDER BY list_position([${LIST}], "index")`);
  const paths = await query(`
    SELECT "index", close FROM (SELECT *, row_number() OVER (PARTITION BY "index" ORDER BY date DESC) AS n
    FROM index_daily WHERE "index" IN (${LIST})) WHERE n <= 60 ORDER BY "index", n DESC`);
  const index = words(frame, "index");
  return {
    index,
    zh: words(frame, "name_zh"),
    en: words(frame, "name_en"),
    close: rounded(frame, "close", 2),
    week: rounded(frame, "week"),
    month: rounded(frame, "month"),
    year: rounded(frame, "year"),
    path: index.map((name) => pathOf(paths, name))
  };
}

function pathOf(paths: Frame, index: string): number[] {
  const names = paths.strings("index");
  return rounded(paths, "close", 1).filter((_, i) => names[i] === index);
}

async function breadthOf(at: AsOf): Promise<Breadth> {
  const {day, query} = at;
  const present = await columnsOf(at, "stock_daily");
  const limits = present.has("limit_up") && present.has("limit_down");
  const count = (condition: string): string => (limits ? `count(*) FILTER (${condition})` : "NULL::DOUBLE");
  const frame = await query(`
    SELECT count(*) FILTER (close > prev_close) AS up, count(*) FILTER (close < prev_close) AS down,
      ${count("close >= limit_up AND volume > 0")} AS limit_up, ${count("close <= limit_down AND volume > 0")} AS limit_down,
      sum(amount) AS amount
    FROM stock_daily WHERE date = DATE '${day}'`);
  const mean = await query(`
    SELECT avg(amount) AS amount FROM (SELECT date, sum(amount) AS amount FROM stock_daily
    WHERE date > DATE '${day}' - 60 GROUP BY date ORDER BY date DESC LIMIT 20)`);
  const one = (name: string): number => frame.numbers(name)[0] ?? Number.NaN;
  return {
    up: one("up"),
    down: one("down"),
    limitUp: limits ? one("limit_up") : null,
    limitDown: limits ? one("limit_down") : null,
    amount: Math.round(one("amount")),
    amountMean: Math.round(mean.numbers("amount")[0] ?? Number.NaN)
  };
}
