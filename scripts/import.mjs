import {ensureInstalled, run} from "./ensure.mjs";

ensureInstalled();
process.exit(await run("tsx", ["pipeline/import.ts", ...process.argv.slice(2)]));
