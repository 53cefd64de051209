import {createReadStream, existsSync} from "node:fs";
import {join} from "node:path";
import {pipeline} from "node:stream/promises";
import {folderOf} from "../../pipeline/warehouse/folder.js";

const file = join(folderOf(), "site.duckdb");
if (!existsSync(file)) throw new Error(`there is no "${file}"; run: npm run pipeline`);
await pipeline(createReadStream(file), process.stdout);
