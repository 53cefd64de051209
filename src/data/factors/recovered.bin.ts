// reads: exposure, factor_return, industry, series_value, truth_factor_return
import {gzipSync} from "node:zlib";
import {packRecovered} from "../../../lib/factor/recovered.js";
import {recoveredPage} from "../../../pipeline/models/dashboard/recovered-data.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(gzipSync(packRecovered(await recoveredPage(warehouse)), {level: 9}));
} finally {
  warehouse.close();
}
