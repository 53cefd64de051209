// reads: cross_asset_indicator, cross_asset_signal, published_cross_asset, series_info
import {crossAssetPage} from "../../../pipeline/models/cross-asset/page-data.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await crossAssetPage(warehouse)));
} finally {
  warehouse.close();
}
