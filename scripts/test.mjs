// npm test: installs what is missing (packages, a Chromium), builds the small demo site apart from yours, runs every test.
// npm test -- PATTERN runs the tests whose path matches; the site is built only if browser tests are among them.
import {ensureChromium} from "./chromium.mjs";
import {ensureInstalled, must, run} from "./ensure.mjs";

const args = process.argv.slice(2);
const patterns = args.filter((a) => !a.startsWith("-"));
const browser = patterns.length === 0 || patterns.some((p) => p.includes("browser"));

ensureInstalled();
const env = {
  YANBAO_WAREHOUSE: ".cache/test/warehouse",
  YANBAO_DIST: ".cache/test/dist",
  YANBAO_DATASET: "demo",
  TZ: "Asia/Shanghai"
};
if (browser) {
  env.YANBAO_CHROMIUM = ensureChromium();
  await must("tsx", ["scripts/build.ts", "--size", "small"], env);
} else await must("tsx", ["pipeline/run.ts", "--size", "small"], env);
const projects = browser ? [] : ["--project", "unit"];
process.exit(await run("vitest", ["run", ...projects, ...args], env));
