// reads: stock_daily, stock, index_member, index_daily, exposure
import {gzipSync} from "node:zlib";
import {packLab} from "../../../lib/backtest/lab-pack.js";
import {labMarket} from "../../../pipeline/models/backtest/lab-data.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  const lab = await labMarket(warehouse);
  process.stdout.write(lab ? gzipSync(packLab(lab), {level: 9}) : new Uint8Array());
} finally {
  warehouse.close();
}
