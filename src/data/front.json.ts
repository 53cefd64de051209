// reads: cross_asset_signal, factor_return, fund, fund_nav, fund_position, fund_style, index_daily, index_info, index_segment, index_segment_state, industry, industry_indicator_signal, informed_activity, margin_flow, northbound_flow, nowcast, nowcast_news, prosperity, reconciliation, series_info, stock_daily
import {openWarehouse} from "../../pipeline/warehouse/warehouse.js";
import {coverOf} from "../../pipeline/weekly/cover.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await coverOf(warehouse)));
} finally {
  warehouse.close();
}
