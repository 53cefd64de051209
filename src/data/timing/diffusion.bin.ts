// reads: diffusion, index_daily, index_info, published_diffusion
import {gzipSync} from "node:zlib";
import {diffusionPage} from "../../../pipeline/models/timing/diffusion-page.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(gzipSync(await diffusionPage(warehouse), {level: 9}));
} finally {
  warehouse.close();
}
