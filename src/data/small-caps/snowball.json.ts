// reads: future_daily, index_daily, index_info, published_claim, snowball
import {snowballPage} from "../../../pipeline/models/snowball/page-data.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await snowballPage(warehouse)));
} finally {
  warehouse.close();
}
