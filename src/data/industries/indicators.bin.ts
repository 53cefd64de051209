// reads: industry_indicator_signal, industry_indicator_test, published_industry_indicator, series_info, series_value
import {gzipSync} from "node:zlib";
import {indicatorPage} from "../../../pipeline/models/industry-pages/indicators.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(gzipSync(await indicatorPage(warehouse), {level: 9}));
} finally {
  warehouse.close();
}
