import {spawnSync} from "node:child_process";
import {existsSync} from "node:fs";
import {resolve} from "node:path";
import {say} from "../pipeline/run/progress.js";
import {wrongArrows} from "./arrows.js";
import {gate} from "./gate.js";

// npm run check: types, lint and format, import arrows, and the gate over the built site.
const dist = resolve(process.env.YANBAO_DIST ?? "dist");
const faults: string[] = [];

const tool = (name: string, command: string, args: readonly string[]): void => {
  const {status} = spawnSync(command, args, {stdio: ["ignore", 2, 2], shell: process.platform === "win32"});
  say(`${name}: ${status === 0 ? "ok" : "FAILED"}`);
  if (status !== 0) faults.push(name);
};
const list = (name: string, found: readonly string[]): void => {
  for (const line of found) say(`  ${line}`);
  say(`${name}: ${found.length === 0 ? "ok" : `${found.length} faults`}`);
  if (found.length > 0) faults.push(name);
};

tool("types", "tsc", ["--noEmit"]);
tool("lint and format", "biome", ["ci", "--error-on-warnings", "."]);
list("arrows", wrongArrows());
if (existsSync(dist)) list(`gate over ${dist}`, await gate(dist));
else say(`gate: skipped, ${dist} is not built; run: npm run build`);
if (faults.length > 0) {
  say(`check failed: ${faults.join(", ")}`);
  process.exitCode = 1;
}
