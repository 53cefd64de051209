import type {Warehouse} from "../../warehouse/warehouse.js";
import {columnsFor, type JsonColumns, missingOf} from "./page-data.js";

export interface MicroPage {
  readonly missing: readonly string[];
  readonly years: JsonColumns;
  /** Levels at week ends, one column a variant, and the benchmark. */
  readonly levels: JsonColumns;
  readonly printed: JsonColumns;
  readonly stocks: number;
}

export async function microPage(warehouse: Warehouse): Promise<MicroPage> {
  const missing = missingOf(warehouse, ["micro_cap", "micro_cap_nav"]);
  const stocks =
    missing.length > 0
      ? 0
      : ((await warehouse.query("SELECT count(DISTINCT code) AS n FROM stock_daily")).numbers("n")[0] ?? 0);
  return {
    missing,
    years: await columnsFor(warehouse, "micro_cap", "SELECT * FROM micro_cap ORDER BY variant, year"),
    levels: await columnsFor(
      warehouse,
      "micro_cap_nav",
      `WITH w AS (SELECT max(date) AS date FROM micro_cap_nav GROUP BY date_trunc('week', date)),
        b AS (SELECT date, close / first(close) OVER (ORDER BY date) AS benchmark FROM index_daily WHERE index = '000300.SH' AND date >= (SELECT min(date) FROM micro_cap_nav))
       SELECT n.date AS date, ${["daily_gross", "daily_net", "weekly_net", "monthly_gross", "monthly_net"]
         .map((v) => `max(level) FILTER (variant = '${v}') AS ${v}`)
         .join(", ")}, any_value(benchmark) AS benchmark
       FROM micro_cap_nav n JOIN w USING (date) LEFT JOIN b USING (date) GROUP BY n.date ORDER BY n.date`
    ),
    printed: await columnsFor(
      warehouse,
      "published_micro_cap",
      "SELECT * FROM published_micro_cap ORDER BY row"
    ),
    stocks
  };
}
