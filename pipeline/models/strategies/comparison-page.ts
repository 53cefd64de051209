import type {Warehouse} from "../../warehouse/warehouse.js";
import {columnsFor, type JsonColumns, missingOf} from "./page-data.js";

export interface ComparisonPage {
  readonly strategies: JsonColumns;
  readonly fof: JsonColumns;
  readonly honesty: JsonColumns;
  readonly patterns: JsonColumns;
  readonly micro: JsonColumns;
  readonly printed: JsonColumns;
  readonly printedPattern: JsonColumns;
  readonly printedMicro: JsonColumns;
  readonly missing: readonly string[];
}

/** All strategies beside what the reports print. */
export async function comparisonPage(warehouse: Warehouse): Promise<ComparisonPage> {
  const ask = (table: string, sql: string): Promise<JsonColumns> => columnsFor(warehouse, table, sql);
  return {
    missing: missingOf(warehouse, ["strategy", "pattern_stat", "micro_cap"]),
    strategies: await ask(
      "strategy",
      "SELECT s.strategy AS strategy, name_zh, name_en, family, role, variants_tried, annual_return, gross_return, benchmark, volatility, sharpe, sharpe_se, max_drawdown, turnover, dsr, pbo, placebo FROM strategy s JOIN strategy_stat t ON t.strategy = s.strategy AND t.year = 'all' ORDER BY family, role, s.strategy"
    ),
    fof: await fundOfFunds(warehouse),
    honesty: await ask("strategy_honesty", "SELECT * FROM strategy_honesty ORDER BY family, measure"),
    patterns: await ask(
      "pattern_stat",
      "SELECT pattern, entry_rule, hold, n, win_rate, win_lo, win_hi, mean FROM pattern_stat WHERE hold IN (1, 5) ORDER BY pattern, entry_rule, hold"
    ),
    micro: await ask(
      "micro_cap",
      "SELECT variant, avg(excess_return) AS excess, count(*) AS years, string_agg(year::VARCHAR, ' ' ORDER BY year) FILTER (excess_return < 0) AS negative FROM micro_cap WHERE variant IN ('daily_gross', 'daily_net', 'monthly_net') GROUP BY variant ORDER BY variant"
    ),
    printed: await ask("published_strategy", "SELECT * FROM published_strategy ORDER BY row"),
    printedPattern: await ask(
      "published_pattern",
      "SELECT pattern, name_printed, win_rate, mean_from FROM published_pattern WHERE win_rate IS NOT NULL ORDER BY row"
    ),
    printedMicro: await ask(
      "published_micro_cap",
      "SELECT quantity, from_year, to_year, value FROM published_micro_cap ORDER BY row"
    )
  };
}

/** Statistics of the fund of funds, which another model makes. */
const fundOfFunds = (warehouse: Warehouse): Promise<JsonColumns> =>
  columnsFor(
    warehouse,
    "fof_stat",
    "SELECT strategy, version, annual_return, volatility, sharpe, sharpe_se, max_drawdown FROM fof_stat WHERE year = 'all' ORDER BY strategy, version"
  );
