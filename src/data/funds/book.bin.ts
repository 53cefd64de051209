// reads: fund, fund_attribution, fund_brinson, fund_brinson_link, fund_industry, fund_manager, fund_nav, fund_quadrant, fund_skill, fund_style, fund_timing, index_daily, index_info, index_style
import {gzipSync} from "node:zlib";
import {packEntry, packShared} from "../../../lib/attribution/fund-book.js";
import {joinParts} from "../../../lib/format/parts.js";
import {fundBook} from "../../../pipeline/models/attribution/page-book.js";
import {fundList} from "../../../pipeline/models/attribution/page-list.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  const {fund} = await fundList(warehouse);
  const book = fund.length > 0 ? await fundBook(warehouse) : undefined;
  const parts = book ? [packShared(book.shared), ...fund.map((code) => packEntry(book.entry(code)))] : [];
  process.stdout.write(joinParts(parts.map((part) => gzipSync(part, {level: 9}))));
} finally {
  warehouse.close();
}
