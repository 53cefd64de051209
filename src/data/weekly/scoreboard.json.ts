// reads: fund_position_error, nowcast_score, timing_score
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";
import {scoreboardOf} from "../../../pipeline/weekly/scoreboard.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await scoreboardOf(warehouse)));
} finally {
  warehouse.close();
}
