import {spawn} from "node:child_process";
import {readdirSync, readFileSync} from "node:fs";

export interface Measured {
  readonly seconds: number;
  /** Largest sum of resident memory over the process and its descendants; NaN where /proc is not there. */
  readonly peakMegabytes: number;
  /** The end of what it printed. */
  readonly tail: string;
}

/** Runs a command to its end, timing it and watching the memory of its whole process tree. */
export function measure(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>
): Promise<Measured> {
  const started = performance.now();
  let peak = Number.NaN;
  let tail = "";
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {stdio: ["ignore", "pipe", "pipe"], env: {...process.env, ...env}});
    const keep = (data: Buffer): void => {
      tail = `${tail}${data.toString()}`.slice(-2000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const timer = setInterval(() => {
      const now = child.pid === undefined ? Number.NaN : treeMegabytes(child.pid);
      if (!(now <= peak)) peak = Number.isNaN(now) ? peak : now;
    }, 100);
    child.on("error", reject);
    child.on("exit", (code) => {
      clearInterval(timer);
      if (code === 0) resolve({seconds: (performance.now() - started) / 1000, peakMegabytes: peak, tail});
      else reject(new Error(`${command} ${args.join(" ")} ended with ${code}:\n${tail}`));
    });
  });
}

function treeMegabytes(root: number): number {
  const parents = new Map<number, number>();
  const resident = new Map<number, number>();
  for (const name of listProcesses()) {
    const status = readStatus(name);
    if (!status) continue;
    parents.set(Number(name), status.parent);
    resident.set(Number(name), status.kilobytes);
  }
  let sum = 0;
  for (const [pid, kilobytes] of resident) {
    for (let at: number | undefined = pid; at !== undefined && at > 0; at = parents.get(at)) {
      if (at !== root) continue;
      sum += kilobytes;
      break;
    }
  }
  return sum === 0 ? Number.NaN : sum / 1024;
}

function listProcesses(): string[] {
  try {
    return readdirSync("/proc").filter((n) => /^\d+$/.test(n));
  } catch {
    return [];
  }
}

function readStatus(pid: string): {parent: number; kilobytes: number} | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const number = (key: string): number =>
      Number(new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
    return {parent: number("PPid"), kilobytes: number("VmRSS")};
  } catch {
    return undefined;
  }
}
