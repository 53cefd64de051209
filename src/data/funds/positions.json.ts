// reads: fund_industry, fund_nav, fund_position, fund_report, industry, industry_daily
import {positionsPage} from "../../../pipeline/models/fund-position/page-data.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await positionsPage(warehouse)));
} finally {
  warehouse.close();
}
