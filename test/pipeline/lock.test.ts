import {spawnSync} from "node:child_process";
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {lock} from "../../pipeline/run/lock.js";
import {scratch} from "../support/folder.js";

const folder = scratch();
const path = join(folder, ".lock");

describe("lock", () => {
  it("is held by this process until it is released", async () => {
    const release = await lock(folder, () => {});
    expect(readFileSync(path, "utf8")).toBe(String(process.pid));
    release();
    expect(existsSync(path)).toBe(false);
  });

  it("takes over from a process that was killed", async () => {
    const {pid} = spawnSync(process.execPath, ["-e", ""]);
    writeFileSync(path, String(pid));
    (await lock(folder, () => {}))();
    expect(existsSync(path)).toBe(false);
  });

  it("takes over a lock that was cut short while it was written", async () => {
    writeFileSync(path, "");
    (await lock(folder, () => {}))();
    expect(existsSync(path)).toBe(false);
  });

  it("waits for a living process, and says for which", async () => {
    writeFileSync(path, String(process.ppid));
    const said: string[] = [];
    const waiting = lock(folder, (message) => said.push(message));
    await new Promise((done) => setTimeout(done, 700));
    expect(said).toEqual([expect.stringContaining(`process ${process.ppid} is building`)]);
    writeFileSync(path, "");
    (await waiting)();
  });
});
