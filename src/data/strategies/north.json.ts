// reads: published_strategy, seat_ic, stock_daily, strategy, strategy_fill, strategy_grid, strategy_honesty, strategy_nav, strategy_placebo, strategy_quintile, strategy_stat
import {familyPage} from "../../../pipeline/models/strategies/page-data.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await familyPage(warehouse, "north")));
} finally {
  warehouse.close();
}
