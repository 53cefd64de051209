// reads: deviation_market, deviation_test, fund, fund_deviation, fund_industry, fund_sector
import {gzipSync} from "node:zlib";
import {pack} from "../../../lib/factor/pack.js";
import {deviationPage} from "../../../pipeline/models/attribution/page-deviation.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  const {meta, columns} = await deviationPage(warehouse);
  process.stdout.write(gzipSync(pack(meta, columns), {level: 9}));
} finally {
  warehouse.close();
}
