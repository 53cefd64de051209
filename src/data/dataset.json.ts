import {datasetInfo} from "../../pipeline/dataset.js";

process.stdout.write(JSON.stringify(datasetInfo()));
