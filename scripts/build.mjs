import {ensureInstalled, run} from "./ensure.mjs";

ensureInstalled();
process.exit(await run("tsx", ["scripts/build.ts", ...process.argv.slice(2)]));
