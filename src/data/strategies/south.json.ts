// reads: hk_daily, published_strategy, south_ratio, strategy, strategy_fill, strategy_grid, strategy_honesty, strategy_nav, strategy_stat
import {familyPage} from "../../../pipeline/models/strategies/page-data.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await familyPage(warehouse, "south")));
} finally {
  warehouse.close();
}
