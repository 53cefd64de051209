// reads: index_daily, index_info, stock_daily, northbound_flow, industry, factor_return, reconciliation
import {frontPage} from "../../pipeline/front-page.js";
import {openWarehouse} from "../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await frontPage(warehouse)));
} finally {
  warehouse.close();
}
