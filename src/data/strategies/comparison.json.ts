// reads: fof_stat, micro_cap, pattern_stat, published_micro_cap, published_pattern, published_strategy, strategy, strategy_honesty, strategy_stat
import {comparisonPage} from "../../../pipeline/models/strategies/comparison-page.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await comparisonPage(warehouse)));
} finally {
  warehouse.close();
}
