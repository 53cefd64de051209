// Finds a Chromium for the browser tests, or gets one: from the environment, the system,
// Playwright's cache, Playwright's own download, or the distribution's package, in this order.
import {spawnSync} from "node:child_process";
import {existsSync, readdirSync} from "node:fs";
import {homedir} from "node:os";
import {join} from "node:path";
import {fail, root, say} from "./ensure.mjs";

const VARIABLES = ["YANBAO_CHROMIUM", "CHROME_PATH", "CHROME_BIN", "PUPPETEER_EXECUTABLE_PATH"];
const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe"
];

/** Path of a Chromium that starts; installs one if none is there, and says what to do if none can be had. */
export function ensureChromium() {
  const found = find();
  if (found) return found;
  say("no Chromium found; trying Playwright's download …");
  const cli = join(root, "node_modules", "playwright-core", "cli.js");
  spawnSync(process.execPath, [cli, "install", "chromium"], {stdio: ["ignore", 2, 2], timeout: 300_000});
  const downloaded = find();
  if (downloaded) return downloaded;
  if (existsSync("/usr/bin/apt-get")) {
    say("that failed; trying the distribution's package …");
    const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
    const apt = (...args) => {
      const [command, ...rest] = [...sudo, "apt-get", "-qq", "-y", ...args];
      return spawnSync(command, rest, {
        stdio: ["ignore", 2, 2],
        env: {...process.env, DEBIAN_FRONTEND: "noninteractive"}
      });
    };
    apt("update");
    apt("install", "--no-install-recommends", "chromium");
    const packaged = find();
    if (packaged) return packaged;
  }
  return fail(`the browser tests need a Chromium: install one, or set YANBAO_CHROMIUM to its path`);
}

function find() {
  const named = VARIABLES.map((v) => process.env[v]).filter(Boolean);
  for (const path of named) {
    if (!starts(path)) fail(`${path}, named by the environment, does not start as a browser`);
    return path;
  }
  const onPath = (process.env.PATH ?? "").split(":").flatMap((dir) => NAMES.map((name) => join(dir, name)));
  return [...onPath, ...PLACES, ...playwright()].find((p) => existsSync(p) && starts(p));
}

function playwright() {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), ".cache", "ms-playwright");
  if (!existsSync(cache)) return [];
  return readdirSync(cache)
    .filter((name) => name.startsWith("chromium-"))
    .flatMap((name) => [
      join(cache, name, "chrome-linux", "chrome"),
      join(cache, name, "chrome-linux64", "chrome")
    ]);
}

function starts(path) {
  return spawnSync(path, ["--version"], {timeout: 20_000}).status === 0;
}
