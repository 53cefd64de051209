// reads: exposure, stock_daily
import {gzipSync} from "node:zlib";
import {OPENING, packSummary} from "../../../../lib/factor/tear-summary.js";
import {tearSummary} from "../../../../pipeline/models/dashboard/tear-rows.js";
import {openWarehouse} from "../../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  const summary = await tearSummary(warehouse, [OPENING.style]);
  process.stdout.write(gzipSync(packSummary(summary), {level: 9}));
} finally {
  warehouse.close();
}
