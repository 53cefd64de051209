// reads: exposure, stock_daily
import {gzipSync} from "node:zlib";
import {packTear, type TearRows} from "../../../../lib/factor/tear-data.js";
import {missingForTear, tearRows} from "../../../../pipeline/models/dashboard/tear-rows.js";
import {openWarehouse} from "../../../../pipeline/warehouse/warehouse.js";

const none = new Float64Array();
const empty: TearRows = {
  months: new Int32Array(),
  codes: [],
  industries: [],
  first: new Int32Array(),
  count: new Int32Array(),
  returns: none,
  industry: none,
  size: none,
  bits: none
};
const warehouse = await openWarehouse();
try {
  const missing = missingForTear(warehouse);
  const rows = missing.length > 0 ? empty : await tearRows(warehouse);
  process.stdout.write(gzipSync(packTear(rows, missing), {level: 9}));
} finally {
  warehouse.close();
}
