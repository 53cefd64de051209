import {createReadStream, existsSync} from "node:fs";
import {join} from "node:path";
import {pipeline} from "node:stream/promises";
import {datasetFolder} from "../../pipeline/dataset.js";

const file = join(datasetFolder(), "site.duckdb");
if (!existsSync(file)) throw new Error(`there is no "${file}"; run: npm run pipeline`);
await pipeline(createReadStream(file), process.stdout);
