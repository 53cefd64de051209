import {ensureInstalled, run} from "./ensure.mjs";

ensureInstalled();
process.exit(await run("tsx", ["bench/run.ts", ...process.argv.slice(2)]));
