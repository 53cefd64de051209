import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {dirname, extname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {bundle} from "./bundle.js";
import {type Copy, type Lock, readLock} from "./lock.js";

export interface HermeticOptions {
  /** Folder of package-lock.json. */
  readonly project: string;
  /** The site's source root, which holds Framework's cache. */
  readonly root: string;
  /** Versions that Framework asks for by number, and the installed version that answers. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Files that Framework copies and no page uses; answered empty. */
  readonly empty?: readonly string[];
}

interface Specifier {
  readonly name: string;
  readonly range?: string;
  readonly path: string;
}

/**
 * Answers every request that Framework makes while building or previewing from `node_modules`,
 * by the shape of its path, and refuses all others: the build opens no connection.
 * Wipes Framework's module caches when the lockfile or this code changes.
 */
export function hermetic({project, root, aliases = {}, empty = []}: HermeticOptions): void {
  const lock = readLock(project);
  refresh(project, root);
  globalThis.fetch = async (input) => {
    const href = String(input instanceof Request ? input.url : input);
    const path = decodeURIComponent(new URL(href, "file:///").pathname);
    if (path.startsWith("/npm/")) return serve(parse(path.slice("/npm/".length)), lock, aliases, empty);
    const version = /^\/((?:@[\w.-]+\/)?[\w.-]+)(\/latest)?$/.exec(path);
    if (version?.[1]) return Response.json(versions(version[1], lock, {tagged: version[2] !== undefined}));
    throw new Error(`the build is hermetic and opens no connection; refused: ${path}`);
  };
}

async function serve(
  {name, range, path}: Specifier,
  lock: Lock,
  aliases: Readonly<Record<string, string>>,
  empty: readonly string[]
): Promise<Response> {
  if (empty.includes(`${name}/${path}`)) return new Response("");
  const copy = copyOf(name, aliases[`${name}@${range}`] ?? range, lock);
  const module = path.match(/^(?:(.*)\/)?\+esm$/);
  if (module) return script(await bundle({name, subpath: module[1] ?? "", copy, lock}));
  const contents = new Uint8Array(readFileSync(join(copy.folder, path)));
  return extname(path) === ".js" ? script(contents) : new Response(contents);
}

const script = (body: string | Uint8Array<ArrayBuffer>): Response =>
  new Response(body, {headers: {"content-type": "application/javascript"}});

/** The registry's answer: all installed versions, or 0.0.0, so that only real use of a missing package fails. */
function versions(name: string, lock: Lock, {tagged}: {tagged: boolean}): object {
  const copies = lock.get(name) ?? [{version: "0.0.0", folder: ""}];
  if (tagged) return {version: copies[0]?.version};
  return {versions: Object.fromEntries(copies.map((c) => [c.version, {}]))};
}

function copyOf(name: string, version: string | undefined, lock: Lock): Copy {
  const copies = lock.get(name);
  if (!copies) throw new Error(`${name} is not in package-lock.json; run: npm install ${name}`);
  const copy = copies.find((c) => version === undefined || c.version === version);
  if (copy) return copy;
  const installed = copies.map((c) => c.version).join(", ");
  throw new Error(`${name}@${version} is not in package-lock.json, which holds ${installed}`);
}

function parse(specifier: string): Specifier {
  const match = /^((?:@[^/]+\/)?[^/@]+)(?:@([^/]+))?\/(.*)$/.exec(specifier);
  if (!match?.[1]) throw new Error(`not a module request: ${specifier}`);
  return {name: match[1], range: match[2], path: match[3] ?? ""};
}

function refresh(project: string, root: string): void {
  const here = dirname(fileURLToPath(import.meta.url));
  const sources = [
    join(project, "package-lock.json"),
    ...["hermetic", "bundle", "lock"].map((f) => join(here, `${f}.ts`))
  ];
  const hash = createHash("sha256");
  for (const file of sources) hash.update(readFileSync(file));
  const stamp = hash.digest("hex");
  const file = join(root, ".observablehq", "hermetic");
  if (existsSync(file) && readFileSync(file, "utf8") === stamp) return;
  for (const folder of ["_npm", "_node", "_observablehq"]) {
    rmSync(join(root, ".observablehq", "cache", folder), {recursive: true, force: true});
  }
  mkdirSync(dirname(file), {recursive: true});
  writeFileSync(file, stamp);
}
