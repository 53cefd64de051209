// reads: cross_asset_signal, factor_return, fund, fund_nav, fund_position, fund_style, index_daily, index_info, index_segment, index_segment_state, industry, industry_indicator_signal, informed_activity, margin_flow, northbound_flow, nowcast, nowcast_news, prosperity, series_info, stock_daily
import {parseArgs} from "node:util";
import {type Issue, NO_MODULES} from "../../../../../lib/weekly/issue.js";
import {openWarehouse} from "../../../../../pipeline/warehouse/warehouse.js";
import {issueOf} from "../../../../../pipeline/weekly/edition.js";

// One issue: `data/weekly/demo/2022-03-04/2024-02-23.json` is the demo market's of 2024-02-23, after that of
// 2022-03-04 (`none` for the first). A site of another dataset gets an issue without modules.
const {values} = parseArgs({
  options: {dataset: {type: "string"}, previous: {type: "string"}, issue: {type: "string"}}
});
const {dataset = "", previous = "none", issue: day = ""} = values;
const warehouse = await openWarehouse();
try {
  const issue: Issue =
    warehouse.dataset === dataset
      ? await issueOf(warehouse, {day, ...(previous === "none" ? {} : {previous})})
      : {day: null, since: null, modules: NO_MODULES, previous: null, snapshot: ""};
  process.stdout.write(JSON.stringify(issue));
} finally {
  warehouse.close();
}
