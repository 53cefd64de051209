// reads: industry, money_flow, published_money_flow, reconciliation, stock_daily, stock_industry
import {gzipSync} from "node:zlib";
import {moneyFlowPage} from "../../../pipeline/models/industry-pages/money-flow.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(gzipSync(await moneyFlowPage(warehouse), {level: 9}));
} finally {
  warehouse.close();
}
