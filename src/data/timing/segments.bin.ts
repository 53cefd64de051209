// reads: calendar, index_daily, index_info, index_segment
import {gzipSync} from "node:zlib";
import {segmentPage} from "../../../pipeline/models/timing/segment-page.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(gzipSync(await segmentPage(warehouse), {level: 9}));
} finally {
  warehouse.close();
}
