// reads: calendar, connect_turnover, diffusion, index_daily, index_info, index_segment, money_flow, nowcast, series_info, series_value
import {episodePage} from "../../../pipeline/models/timing/episode-page.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await episodePage(warehouse)));
} finally {
  warehouse.close();
}
