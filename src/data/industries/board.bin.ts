// reads: factor_crowding, factor_return, fund_position, industry, industry_indicator_signal, margin_flow, money_flow, northbound_flow, prosperity
import {gzipSync} from "node:zlib";
import {industryBoard} from "../../../pipeline/models/industry-pages/board.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(gzipSync(await industryBoard(warehouse), {level: 9}));
} finally {
  warehouse.close();
}
