// What every command needs before it starts: the right Node and the packages of package-lock.json.
// Plain JavaScript without imports of packages, because none may be installed yet.
import {spawn, spawnSync} from "node:child_process";
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Installs the locked packages where they are absent, incomplete or of other versions. */
export function ensureInstalled() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Node ${process.versions.node} is too old: Yanbao needs 20.19 or newer (nodejs.org)`);
  }
  const stale = firstStale();
  if (!stale) return;
  say(`installing packages (${stale}) …`);
  const npm = spawnSync(process.platform === "win32" ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32"
  });
  if (npm.status !== 0) fail("npm ci failed; see its message above, then run the command again");
}

/** The first package that is not as the lock says, or undefined. */
function firstStale() {
  if (!existsSync(join(root, "node_modules", ".package-lock.json"))) return "not installed yet";
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  for (const [path, {version, optional, peer, link}] of Object.entries(lock.packages)) {
    if (path === "" || link) continue;
    const manifest = join(root, path, "package.json");
    if (!existsSync(manifest)) {
      if (optional || peer) continue;
      return `${path.replace("node_modules/", "")} is missing`;
    }
    const installed = JSON.parse(readFileSync(manifest, "utf8")).version;
    if (installed !== version) return `${path.replace("node_modules/", "")} is ${installed}, not ${version}`;
  }
  return undefined;
}

/** Runs a command of node_modules/.bin; resolves with its exit code. Ctrl-C reaches it, and it ends by itself. */
export function run(command, args, env = {}) {
  const bin = join(root, "node_modules", ".bin");
  const path = `${bin}${process.platform === "win32" ? ";" : ":"}${process.env.PATH ?? ""}`;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: "inherit",
      shell: process.platform === "win32",
      env: {...process.env, PATH: path, OBSERVABLE_TELEMETRY_DISABLE: "true", ...env}
    });
    const forward = (signal) => child.kill(signal);
    process.on("SIGTERM", forward);
    process.on("SIGINT", () => {});
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      process.off("SIGTERM", forward);
      resolve(code ?? (signal === "SIGINT" ? 130 : 1));
    });
  });
}

/** Runs a command and ends this process with its code if it fails. */
export async function must(command, args, env = {}) {
  const code = await run(command, args, env);
  if (code !== 0) process.exit(code);
}

export function say(line) {
  process.stderr.write(`${line}\n`);
}

export function fail(line) {
  say(line);
  process.exit(1);
}
