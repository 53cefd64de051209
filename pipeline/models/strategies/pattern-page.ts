import type {Warehouse} from "../../warehouse/warehouse.js";
import {columnsFor, type JsonColumns, missingOf} from "./page-data.js";

export interface PatternPage {
  readonly missing: readonly string[];
  readonly stats: JsonColumns;
  /** By year and in the report's own sample, held one and five nights. */
  readonly periods: JsonColumns;
  /** Events by pattern and year, with how many were not filled and why. */
  readonly counts: JsonColumns;
  readonly latest: JsonColumns;
  /** The latest settled event of each pattern on its bars. */
  readonly examples: readonly {
    readonly pattern: string;
    readonly event: JsonColumns;
    readonly bars: JsonColumns;
  }[];
  readonly printed: JsonColumns;
}

export async function patternPage(warehouse: Warehouse): Promise<PatternPage> {
  const missing = missingOf(warehouse, ["pattern_event", "pattern_stat"]);
  const ask = (table: string, sql: string, digits = 5): Promise<JsonColumns> =>
    columnsFor(warehouse, table, sql, digits);
  const examples = [];
  for (const pattern of missing.length > 0 ? [] : ["breakout", "oversold", "pullback"]) {
    const event = await ask(
      "pattern_event",
      `SELECT date, code, entry_date, entry_price, net_5, best_5, settled_date FROM pattern_event WHERE pattern = '${pattern}' AND filled AND net_5 IS NOT NULL ORDER BY date DESC, code LIMIT 1`,
      6
    );
    const [code, settled] = [event.code?.[0], event.settled_date?.[0]];
    if (!code || !settled) continue;
    const bars = await ask(
      "stock_daily",
      `SELECT * FROM (SELECT date, open * f AS open, high * f AS high, low * f AS low, close * f AS close FROM (SELECT *, adj_factor / max_by(adj_factor, date) OVER (PARTITION BY code) AS f FROM stock_daily WHERE code = '${code}' AND volume > 0 AND date <= DATE '${settled}') ORDER BY date DESC LIMIT 100) ORDER BY date`,
      6
    );
    examples.push({pattern, event, bars});
  }
  return {
    missing,
    stats: await ask("pattern_stat", "SELECT * FROM pattern_stat ORDER BY pattern, entry_rule, hold"),
    periods: await ask(
      "pattern_period",
      "SELECT * FROM pattern_period WHERE hold IN (1, 5) ORDER BY pattern, entry_rule, hold, period",
      4
    ),
    counts: await ask(
      "pattern_event",
      "SELECT year(date)::VARCHAR AS year, pattern, count(*) AS n, count(*) FILTER (void = 'limit_up') AS limit_up, count(*) FILTER (void = 'suspended') AS suspended FROM pattern_event GROUP BY ALL ORDER BY 1, 2"
    ),
    latest: await ask(
      "pattern_event",
      "SELECT date, code, pattern, entry_date, entry_price, filled, void, net_1, net_5 FROM pattern_event ORDER BY date DESC, pattern, code LIMIT 20",
      6
    ),
    examples,
    printed: await ask("published_pattern", "SELECT * FROM published_pattern ORDER BY row")
  };
}
