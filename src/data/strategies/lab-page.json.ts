// reads: stock_daily, stock, index_member, index_daily, exposure
import {labPage} from "../../../pipeline/models/backtest/lab-page.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await labPage(warehouse)));
} finally {
  warehouse.close();
}
