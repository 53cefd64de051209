import {reportData} from "../../../pipeline/published/report-data.js";

const data = await reportData("000_6f1a63c8086a9adc.txt", [
  "northbound",
  "fund_position",
  "prosperity",
  "cross_asset",
  "industry_indicator",
  "micro_cap",
  "fund_profile"
]);
process.stdout.write(JSON.stringify(data));
