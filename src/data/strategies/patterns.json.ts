// reads: pattern_event, pattern_period, pattern_stat, published_pattern, stock_daily
import {patternPage} from "../../../pipeline/models/strategies/pattern-page.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await patternPage(warehouse)));
} finally {
  warehouse.close();
}
