import {type ChildProcess, fork} from "node:child_process";
import {availableParallelism} from "node:os";
import {dirname} from "node:path";
import {fileURLToPath} from "node:url";
import type {Manifest, TableRecord} from "../warehouse/manifest.js";
import type {Warehouse} from "../warehouse/warehouse.js";

/** One model to run: the file that defines it, and what is known of the tables. */
export interface Job {
  readonly entry: string;
  readonly outputs: readonly string[];
  readonly manifest: Manifest;
  /** Digest of its code, and whether to compute everything anew. */
  readonly code: string;
  readonly fresh: boolean;
}

/** What a worker says: lines of progress, then which tables it wrote and what went wrong, if anything did. */
export type Answer =
  | {readonly log: string}
  | {readonly records: Record<string, TableRecord>; readonly error?: string};

/** Processes that run models side by side, each with a database of its own. */
export interface Workers {
  readonly count: number;
  /** Runs a model in a free worker and puts the tables it wrote into the manifest; rejects with its error. */
  run(job: Omit<Job, "manifest">, warehouse: Warehouse, log: (message: string) => void): Promise<void>;
  close(): void;
}

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));
const WORKER = fileURLToPath(new URL("./worker.ts", import.meta.url));

/** Workers on a warehouse, two at most: more would share the same memory and disk. None starts before it is needed. */
export function startWorkers(
  {folder, dataset}: Pick<Warehouse, "folder" | "dataset">,
  {count = Math.min(2, availableParallelism())}: {count?: number} = {}
): Workers {
  const free = new Set<ChildProcess>();
  const all = new Set<ChildProcess>();
  const start = (): ChildProcess => {
    const child = fork(WORKER, [dirname(folder), dataset], {
      cwd: PROJECT,
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", 2, 2, "ipc"]
    });
    all.add(child);
    child.once("exit", () => {
      all.delete(child);
      free.delete(child);
    });
    return child;
  };
  return {
    count,
    async run(job, warehouse, log) {
      const [idle] = free;
      const child = idle ?? start();
      free.delete(child);
      const {records, error} = await ask(child, {...job, manifest: warehouse.manifest}, log);
      free.add(child);
      warehouse.adopt(records);
      if (error !== undefined) throw new Error(error);
    },
    close() {
      for (const child of all) child.kill();
    }
  };
}

function ask(
  child: ChildProcess,
  job: Job,
  log: (message: string) => void
): Promise<Exclude<Answer, {log: string}>> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null, signal: string | null): void => {
      reject(new Error(`its process ended (${signal ?? `code ${code}`}); memory may have run out`));
    };
    const heard = (answer: Answer): void => {
      if ("log" in answer) log(answer.log);
      else {
        child.off("exit", ended);
        child.off("message", heard);
        resolve(answer);
      }
    };
    child.on("message", heard);
    child.once("exit", ended);
    child.send(job);
  });
}
