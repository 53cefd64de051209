// reads: fund, fund_attribution, fund_deviation, fund_nav, fund_report, fund_skill, fund_style
import {fundList} from "../../../pipeline/models/attribution/page-list.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await fundList(warehouse)));
} finally {
  warehouse.close();
}
