// reads: nowcast, nowcast_model, nowcast_news, nowcast_recovered, nowcast_score, published_claim, published_outside, series_info, series_value
import {nowcastPage} from "../../../pipeline/models/nowcast/page-data.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await nowcastPage(warehouse)));
} finally {
  warehouse.close();
}
