import {allChecks, reportData} from "../../../pipeline/published/report-data.js";

const {tables} = await reportData("002_1f9d6da7953204ad.txt", ["strategy"]);
process.stdout.write(JSON.stringify({checks: await allChecks(), strategy: tables.strategy}));
