// reads: industry_indicator_signal, industry_indicator_test, series_info, series_value
import {gzipSync} from "node:zlib";
import {joinParts} from "../../../lib/format/parts.js";
import {indicatorParts} from "../../../pipeline/models/industry-pages/indicators.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  const {industries, parts} = await indicatorParts(warehouse);
  const names = new TextEncoder().encode(JSON.stringify(industries));
  process.stdout.write(joinParts([names, ...parts].map((part) => gzipSync(part, {level: 9}))));
} finally {
  warehouse.close();
}
