// reads: industry, industry_turnover, margin, margin_break, margin_flow, stock_daily, stock_industry
import {gzipSync} from "node:zlib";
import {marginPage} from "../../../pipeline/models/industry-pages/margin.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(gzipSync(await marginPage(warehouse), {level: 9}));
} finally {
  warehouse.close();
}
