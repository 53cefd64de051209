import {mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";

/** Holds `folder/.lock` for this process, waiting while a living process holds it; returns the release. */
export async function lock(folder: string, log: (message: string) => void): Promise<() => void> {
  mkdirSync(folder, {recursive: true});
  const path = join(folder, ".lock");
  let told = false;
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), {flag: "wx"});
      return () => rmSync(path, {force: true});
    } catch (error) {
      if (!isExists(error)) throw error;
    }
    const holder = holderOf(path);
    if (holder === undefined || !alive(holder)) {
      rmSync(path, {force: true});
      continue;
    }
    if (!told) log(`process ${holder} is building ${folder}; waiting for it`);
    told = true;
    await sleep(500);
  }
}

const isExists = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "EEXIST";

function holderOf(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    return Number.isInteger(pid) && pid > 0 && pid !== process.pid ? pid : undefined;
  } catch {
    return undefined;
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
