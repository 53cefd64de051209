import {readFileSync} from "node:fs";
import {join} from "node:path";

/** One installed copy of a package. */
export interface Copy {
  readonly version: string;
  /** Absolute folder. */
  readonly folder: string;
}

/** Installed copies by package name, the top-level copy first. */
export type Lock = ReadonlyMap<string, readonly Copy[]>;

/** Reads `package-lock.json` of a project into its installed copies. */
export function readLock(project: string): Lock {
  const {packages} = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8")) as {
    packages: Record<string, {version?: string; link?: boolean}>;
  };
  const lock = new Map<string, Copy[]>();
  const byDepth = Object.entries(packages).sort(([a], [b]) => depth(a) - depth(b));
  for (const [path, {version}] of byDepth) {
    const name = path.split("node_modules/").at(-1);
    if (!name || !version || !path.startsWith("node_modules/")) continue;
    lock.set(name, [...(lock.get(name) ?? []), {version, folder: join(project, path)}]);
  }
  return lock;
}

const depth = (path: string): number => path.split("node_modules/").length;
