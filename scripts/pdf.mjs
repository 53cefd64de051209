import {ensureChromium} from "./chromium.mjs";
import {ensureInstalled, run} from "./ensure.mjs";

ensureInstalled();
process.exit(
  await run("tsx", ["scripts/pdf.ts", ...process.argv.slice(2)], {YANBAO_CHROMIUM: ensureChromium()})
);
