// reads: exposure, stock_daily
import {parseArgs} from "node:util";
import {gzipSync} from "node:zlib";
import {packExposure} from "../../../../lib/factor/tear-data.js";
import {missingForTear, tearExposure} from "../../../../pipeline/models/dashboard/tear-rows.js";
import {openWarehouse} from "../../../../pipeline/warehouse/warehouse.js";

const {values} = parseArgs({options: {style: {type: "string"}}});
const warehouse = await openWarehouse();
try {
  const absent = missingForTear(warehouse).length > 0;
  const exposure = absent ? new Float64Array() : await tearExposure(warehouse, values.style ?? "");
  process.stdout.write(gzipSync(packExposure(exposure), {level: 9}));
} finally {
  warehouse.close();
}
