// reads: factor_return, fund_position, index_daily, industry, industry_daily
import {ownFundPage} from "../../../pipeline/models/fund-position/page-data.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await ownFundPage(warehouse)));
} finally {
  warehouse.close();
}
