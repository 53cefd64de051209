import {join, relative} from "node:path";
import {tableNamed} from "../pipeline/schema.js";
import {writeQuery} from "../pipeline/warehouse/from-query.js";
import {openWarehouse} from "../pipeline/warehouse/warehouse.js";

/**
 * Makes a warehouse in folder `root` that has the demo's daily bars and memberships, and five-minute bars of `days`
 * trading days: the demo's own, and those of its last days once more on the days before its first.
 */
export async function longBars(root: string, days: number): Promise<void> {
  const source = await openWarehouse({dataset: "demo"});
  const target = await openWarehouse({root, dataset: "demo"});
  try {
    target.describe({simulated: true, title: {zh: "模拟市场，长窗口", en: "Simulated market, long window"}});
    for (const name of ["stock_bar", "stock_daily", "index_member"]) {
      const record = source.record(name);
      const files = record.files.map((f) => ({
        ...f,
        path: relative(target.folder, join(source.folder, f.path))
      }));
      target.manifest.tables[name] = {...record, files};
    }
    await target.attach(["stock_bar", "stock_daily"]);
    await writeQuery(target, tableNamed("stock_bar"), extended(days), "bench");
  } finally {
    source.close();
    target.close();
  }
}

const extended = (days: number): string => `
  WITH held AS (
    SELECT date, row_number() OVER (ORDER BY date DESC) AS k FROM (SELECT DISTINCT date FROM stock_bar)
  ), earlier AS (
    SELECT date, row_number() OVER (ORDER BY date DESC) AS k FROM (SELECT DISTINCT date FROM stock_daily)
    WHERE date < (SELECT min(date) FROM held) QUALIFY k <= ${days} - (SELECT count(*) FROM held)
  )
  SELECT * FROM stock_bar
  UNION ALL BY NAME
  SELECT earlier.date, b.* EXCLUDE (date) FROM stock_bar b JOIN held ON held.date = b.date JOIN earlier USING (k)`;
