// reads: industry, prosperity, published_prosperity, consensus, stock_industry
import {gzipSync} from "node:zlib";
import {prosperityPage} from "../../../pipeline/models/industry-pages/prosperity.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(gzipSync(await prosperityPage(warehouse), {level: 9}));
} finally {
  warehouse.close();
}
