// reads: exposure, stock_daily
import {parseArgs} from "node:util";
import {gzipSync} from "node:zlib";
import {packExposure} from "../../../../lib/factor/tear-data.js";
import {missingForTear, tearExposures} from "../../../../pipeline/models/dashboard/tear-rows.js";
import {openWarehouse} from "../../../../pipeline/warehouse/warehouse.js";

const {values} = parseArgs({options: {style: {type: "string"}}});
const warehouse = await openWarehouse();
try {
  const absent = missingForTear(warehouse).length > 0;
  const style = values.style ?? "";
  const found = absent ? undefined : (await tearExposures(warehouse, [style])).get(style);
  const exposure = found ?? new Float64Array();
  process.stdout.write(gzipSync(packExposure(exposure), {level: 9}));
} finally {
  warehouse.close();
}
