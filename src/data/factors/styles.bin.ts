// reads: factor_character, factor_crowding, factor_return, industry
import {gzipSync} from "node:zlib";
import {packBook} from "../../../lib/factor/book.js";
import {factorBook} from "../../../pipeline/models/dashboard/page-data.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  const book = await factorBook(warehouse, {
    kinds: ["country", "style"],
    returns: "days",
    character: "weeks",
    parts: "all"
  });
  process.stdout.write(gzipSync(packBook(book), {level: 9}));
} finally {
  warehouse.close();
}
