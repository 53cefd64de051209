// reads: connect_holding, connect_turnover, industry, northbound_check, northbound_flow, northbound_quarter, published_northbound, stock_daily, stock_industry
import {northboundPage} from "../../../pipeline/models/northbound/page-data.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await northboundPage(warehouse)));
} finally {
  warehouse.close();
}
