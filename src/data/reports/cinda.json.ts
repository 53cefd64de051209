import {reportData} from "../../../pipeline/published/report-data.js";

const data = await reportData("002_1f9d6da7953204ad.txt", ["diffusion", "money_flow", "pattern", "strategy"]);
process.stdout.write(JSON.stringify(data));
