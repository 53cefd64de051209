// reads: fund, fund_attribution, fund_control, truth_fund_skill
import {gzipSync} from "node:zlib";
import {pack} from "../../../lib/factor/pack.js";
import {attributionPage} from "../../../pipeline/models/attribution/page-attribution.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  const {meta, columns} = await attributionPage(warehouse);
  process.stdout.write(gzipSync(pack(meta, columns), {level: 9}));
} finally {
  warehouse.close();
}
