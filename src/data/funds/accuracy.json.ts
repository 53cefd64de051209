// reads: fund_position, fund_position_choice, fund_position_error, fund_position_score, fund_position_total, industry
import {accuracyPage} from "../../../pipeline/models/fund-position/page-data.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await accuracyPage(warehouse)));
} finally {
  warehouse.close();
}
