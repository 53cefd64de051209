// reads: index_daily, micro_cap, micro_cap_nav, published_micro_cap, stock_daily
import {microPage} from "../../../pipeline/models/strategies/micro-page.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await microPage(warehouse)));
} finally {
  warehouse.close();
}
