// reads: index_daily, stock, stock_daily, stock_industry, truth_factor_return
import {realFacts, realSource} from "../../../pipeline/sources/demo/calibration.js";
import {measureMarket} from "../../../pipeline/sources/demo/measure.js";
import {plantedYears} from "../../../pipeline/sources/demo/planted.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  const missing = ["calendar", "stock", "stock_industry"].filter((t) => !warehouse.has(t));
  const source = {
    query: (sql: string) => warehouse.query(sql),
    columns: (table: string) => (warehouse.has(table) ? warehouse.record(table).columns : [])
  };
  const facts = warehouse.has("stock_daily") ? await measureMarket(source) : null;
  const planted = warehouse.has("truth_factor_return") ? await plantedYears(source) : null;
  const real = {facts: realFacts, source: realSource};
  const limits = source.columns("stock_daily").includes("limit_up") && warehouse.has("stock");
  process.stdout.write(JSON.stringify({facts, planted, real, missing, limits}));
} finally {
  warehouse.close();
}
