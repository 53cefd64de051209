import {reportData} from "../../../pipeline/published/report-data.js";

process.stdout.write(JSON.stringify(await reportData("003_66c0ae828b26c1f6.txt", ["factor_window"])));
