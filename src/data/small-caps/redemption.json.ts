// reads: fund, fund_nav, fund_size_bucket, fund_size_error, fund_size_spread, index_daily, index_info, published_claim
import {redemptionPage} from "../../../pipeline/models/size-buckets/page-data.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await redemptionPage(warehouse)));
} finally {
  warehouse.close();
}
