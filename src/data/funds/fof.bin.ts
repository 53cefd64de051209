// reads: fof_nav, fof_pick, fof_stat, fof_strategy, fund, published_strategy
import {gzipSync} from "node:zlib";
import {pack} from "../../../lib/factor/pack.js";
import {fofPage} from "../../../pipeline/models/attribution/page-fof.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  const {meta, columns} = await fofPage(warehouse);
  process.stdout.write(gzipSync(pack(meta, columns), {level: 9}));
} finally {
  warehouse.close();
}
