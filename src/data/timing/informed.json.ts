// reads: index_daily, index_info, informed_activity, truth_informed
import {informedPage} from "../../../pipeline/models/timing/informed-page.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await informedPage(warehouse)));
} finally {
  warehouse.close();
}
