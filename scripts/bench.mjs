import {ensureChromium} from "./chromium.mjs";
import {ensureInstalled, run} from "./ensure.mjs";

ensureInstalled();
const env = {YANBAO_CHROMIUM: ensureChromium()};
process.exit(await run("tsx", ["bench/run.ts", ...process.argv.slice(2)], env));
