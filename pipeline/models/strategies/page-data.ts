import {drawdownEpisodes} from "../../../lib/backtest/drawdown.js";
import {periodReturns} from "../../../lib/backtest/period-returns.js";
import {returnsOf} from "../../../lib/backtest/returns.js";
import {isoOf, NULL_DAY, NULL_FLAG} from "../../warehouse/columns.js";
import type {Frame} from "../../warehouse/frame.js";
import type {Warehouse} from "../../warehouse/warehouse.js";

/** Columns of an answer: days as ISO text, numbers rounded, missing ones null. */
export type JsonColumns = Readonly<Record<string, readonly (string | number | null)[]>>;

/** The first tables of a list that the dataset lacks. */
export const missingOf = (warehouse: Warehouse, tables: readonly string[]): string[] =>
  tables.filter((t) => !warehouse.holds(t));

/** An answer as columns for a page; empty columns where the table is not there. */
export async function columnsFor(
  warehouse: Warehouse,
  table: string,
  sql: string,
  digits = 5
): Promise<JsonColumns> {
  return warehouse.holds(table) ? jsonColumns(await warehouse.query(sql), digits) : {};
}

function jsonColumns(frame: Frame, digits: number): JsonColumns {
  const out: Record<string, (string | number | null)[]> = {};
  for (const name of frame.names) out[name] = columnOf(frame, name, digits);
  return out;
}

function columnOf(frame: Frame, name: string, digits: number): (string | number | null)[] {
  switch (frame.kindOf(name)) {
    case "number":
      return Array.from(frame.numbers(name), (v) =>
        Number.isFinite(v) ? Number(v.toPrecision(digits)) : null
      );
    case "day":
      return Array.from(frame.days(name), (d) => (d === NULL_DAY ? null : isoOf(d)));
    case "flag":
      return Array.from(frame.flags(name), (f) => (f === NULL_FLAG ? null : f));
    default:
      return frame.strings(name);
  }
}

/** Everything a page shows of one strategy: curve by week, months, falls, and one stock's trades on its bars. */
export interface StrategyView {
  readonly strategy: string;
  readonly weeks: JsonColumns;
  readonly months: {readonly key: readonly number[]; readonly value: readonly number[]};
  /** Trading days of each calendar year. */
  readonly years: {readonly key: readonly number[]; readonly days: readonly number[]};
  readonly falls: readonly {
    readonly start: string;
    readonly trough: string;
    readonly recovery: string | null;
    readonly depth: number;
  }[];
  readonly traded: {readonly code: string; readonly bars: JsonColumns; readonly trades: JsonColumns} | null;
}

export interface FamilyPage {
  readonly missing: readonly string[];
  readonly strategies: JsonColumns;
  readonly stats: JsonColumns;
  readonly views: readonly StrategyView[];
  readonly grid: JsonColumns;
  readonly honesty: JsonColumns;
  readonly placebo: JsonColumns;
  readonly quintiles: JsonColumns;
  readonly seats: JsonColumns;
  readonly ratios: JsonColumns;
  readonly ratioDays: JsonColumns;
  readonly printed: JsonColumns;
}

/** What the page of one family shows; empty where the dataset cannot feed the model. */
export async function familyPage(warehouse: Warehouse, family: "north" | "south"): Promise<FamilyPage> {
  const missing = missingOf(warehouse, ["strategy", "strategy_nav", "strategy_stat"]);
  const own = `strategy IN (SELECT strategy FROM strategy WHERE family = '${family}')`;
  const ask = (table: string, sql: string, digits = 5): Promise<JsonColumns> =>
    missing.length > 0 ? Promise.resolve({}) : columnsFor(warehouse, table, sql, digits);
  const strategies = await ask(
    "strategy",
    `SELECT s.strategy AS strategy, name_zh, name_en, role, params, hypothesis, hypothesis_en, variants_tried, t.* EXCLUDE (strategy, year) FROM strategy s JOIN strategy_stat t ON t.strategy = s.strategy AND t.year = 'all' WHERE family = '${family}' ORDER BY array_position(['report', 'base', 'pick', 'walk'], role), s.strategy`
  );
  const north = family === "north";
  return {
    missing: (strategies.strategy ?? []).length > 0 ? [] : missing.length > 0 ? missing : ["connect_holding"],
    strategies,
    stats: await ask("strategy_stat", `SELECT * FROM strategy_stat WHERE ${own} ORDER BY strategy, year`),
    views: await views(warehouse, strategies, north ? "stock_daily" : "hk_daily"),
    grid: await ask(
      "strategy_grid",
      `SELECT * EXCLUDE (family, variant) FROM strategy_grid WHERE family = '${family}' ORDER BY variant`,
      4
    ),
    honesty: await ask(
      "strategy_honesty",
      `SELECT measure, value FROM strategy_honesty WHERE family = '${family}'`
    ),
    placebo: north
      ? await ask(
          "strategy_placebo",
          "SELECT draw, annual_return, sharpe FROM strategy_placebo WHERE strategy = 'north_2' ORDER BY draw",
          4
        )
      : {},
    quintiles: north
      ? await ask(
          "strategy_quintile",
          "SELECT date, quintile, level FROM strategy_quintile WHERE date IN (SELECT max(date) FROM strategy_quintile GROUP BY date_trunc('week', date)) ORDER BY quintile, date"
        )
      : {},
    seats: north ? await ask("seat_ic", "SELECT * FROM seat_ic ORDER BY seat, lookback, horizon") : {},
    ratios: north
      ? {}
      : await ask(
          "south_ratio",
          "SELECT code, ratio, capped FROM south_ratio WHERE date = (SELECT max(date) FROM south_ratio) ORDER BY ratio DESC LIMIT 20"
        ),
    ratioDays: north
      ? {}
      : await ask(
          "south_ratio",
          "SELECT date, count(*) AS held, count(*) FILTER (ratio > 0.1) AS above, max(ratio) AS highest, median(ratio) AS middle FROM south_ratio GROUP BY date ORDER BY date"
        ),
    printed: await columnsFor(
      warehouse,
      "published_strategy",
      `SELECT * FROM published_strategy WHERE strategy LIKE '${family}%' ORDER BY row`
    )
  };
}

async function views(
  warehouse: Warehouse,
  {strategy = []}: JsonColumns,
  bars: string
): Promise<StrategyView[]> {
  const out: StrategyView[] = [];
  for (const name of strategy) out.push(await viewOf(warehouse, String(name), bars));
  return out;
}

/** Reads one strategy's curve; `bars` is the table that holds the prices of what it trades. */
export async function viewOf(warehouse: Warehouse, strategy: string, bars?: string): Promise<StrategyView> {
  const frame = await warehouse.query(
    `SELECT date, nav, nav_gross, benchmark, benchmark_2 FROM strategy_nav WHERE strategy = '${strategy}' ORDER BY date`
  );
  const days = frame.days("date");
  const returns = returnsOf(frame.numbers("nav"));
  const months = periodReturns(returns, days.subarray(1), "month");
  const years = periodReturns(returns, days.subarray(1), "year");
  const weeks = await warehouse.query(
    `SELECT date, nav, nav_gross, benchmark, benchmark_2 FROM strategy_nav WHERE strategy = '${strategy}'
     AND date IN (SELECT max(date) FROM strategy_nav WHERE strategy = '${strategy}' GROUP BY date_trunc('week', date)) ORDER BY date`
  );
  const day = (row: number): string => isoOf(days[row] as number);
  return {
    strategy,
    weeks: jsonColumns(weeks, 5),
    months: {
      key: Array.from(months.key),
      value: Array.from(months.value, (v) => Number(v.toPrecision(4)))
    },
    years: {
      key: Array.from(years.key),
      days: Array.from(years.from, (from, k) => (years.to[k] as number) - from)
    },
    falls: drawdownEpisodes(returns)
      .slice(0, 5)
      .map(({start, trough, recovery, depth}) => ({
        start: day(start),
        trough: day(trough),
        recovery: recovery < 0 ? null : day(recovery),
        depth: Number(depth.toPrecision(4))
      })),
    traded: bars ? await tradedOf(warehouse, strategy, bars) : null
  };
}

/** The last 160 bars up to the last sale of the stock that a strategy traded most often, and the trades on them. */
async function tradedOf(
  warehouse: Warehouse,
  strategy: string,
  bars: string
): Promise<StrategyView["traded"]> {
  if (!warehouse.holds("strategy_fill") || !warehouse.holds(bars)) return null;
  const own = `FROM strategy_fill WHERE strategy = '${strategy}' AND side IN ('buy', 'sell')`;
  const most = await warehouse.query(
    `SELECT code, max(date) AS last ${own} GROUP BY code ORDER BY count(*) DESC, code LIMIT 1`
  );
  const code = most.strings("code")[0];
  const last = most.days("last")[0];
  if (!code || last === undefined) return null;
  const to = isoOf(last);
  const shown = await warehouse.query(
    `SELECT * FROM (SELECT date, open, high, low, close FROM ${bars} WHERE code = '${code}' AND volume > 0 AND date <= DATE '${to}' + 20 ORDER BY date DESC LIMIT 160) ORDER BY date`
  );
  const first = isoOf(shown.days("date")[0] ?? 0);
  const trades = await warehouse.query(
    `SELECT date, side, sum(shares) AS shares, avg(price) AS price, any_value(reason) AS reason ${own} AND code = '${code}' AND date >= DATE '${first}' GROUP BY date, side ORDER BY date`
  );
  return {code, bars: jsonColumns(shown, 6), trades: jsonColumns(trades, 6)};
}
