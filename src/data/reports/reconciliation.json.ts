import {allChecks} from "../../../pipeline/published/report-data.js";

process.stdout.write(JSON.stringify(await allChecks()));
