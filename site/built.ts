import {createHash} from "node:crypto";
import {copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from "node:fs";
import {dirname, join, relative, sep} from "node:path";
import {datasetInfo} from "../pipeline/dataset.js";
import {codeDigests} from "../pipeline/run/fingerprint.js";
import {readPages} from "./pages.js";

/** What a site was built from, and the files it consists of. */
export interface Built {
  /** Digest of all that any page may depend on beside its own text. */
  readonly shared: string;
  /** Digest of each page's text, by its file under the source root: `funds/skill.md`. */
  readonly pages: Readonly<Record<string, string>>;
  /** Size and time of change of each of the site's files. */
  readonly files: Readonly<Record<string, string>>;
}

/** What a site built now would be built from. */
export async function sources(project: string, root: string): Promise<Omit<Built, "files">> {
  const own = filesOf(root, ".observablehq");
  const pagesThere = readPages(root);
  const drafts = new Set(pagesThere.filter((p) => p.draft).map((p) => p.file));
  const texts = own.filter((f) => f.endsWith(".md") && !f.includes("[") && !drafts.has(f));
  const others = own.filter((f) => !f.endsWith(".md") || f.includes("["));
  const code = readdirSync(join(project, "site")).filter((f) => f.endsWith(".ts") && !f.endsWith(".d.ts"));
  const entries = ["observablehq.config.ts", ...code.map((f) => `site/${f}`)];
  const cache = join(root, ".observablehq", "cache");
  const shared = digest([
    JSON.stringify([...(await codeDigests(entries))]),
    readFileSync(join(project, "package-lock.json")),
    JSON.stringify([process.env.YANBAO_BASE, datasetInfo()]),
    JSON.stringify(pagesThere.map(({body: _, ...names}) => names)),
    ...others.flatMap((f) => [f, readFileSync(join(root, f))]),
    JSON.stringify(statesOf(cache, /^_/))
  ]);
  const pages = Object.fromEntries(texts.map((f) => [f, digest([readFileSync(join(root, f))])]));
  return {shared, pages};
}

/**
 * The pages to render, where the last site stands as it was built and nothing but the text of some pages has changed
 * since; undefined where all are to be rendered.
 */
export function changedPages(
  {shared, pages}: Omit<Built, "files">,
  last: Built | undefined,
  dist: string
): Set<string> | undefined {
  if (last?.shared !== shared || Object.keys(pages).join() !== Object.keys(last.pages).join())
    return undefined;
  const now = statesOf(dist);
  const intact =
    Object.keys(now).length === Object.keys(last.files).length &&
    Object.entries(last.files).every(([file, state]) => now[file] === state);
  return intact ? new Set(Object.keys(pages).filter((f) => pages[f] !== last.pages[f])) : undefined;
}

export function readBuilt(record: string): Built | undefined {
  try {
    return JSON.parse(readFileSync(record, "utf8"));
  } catch {
    return undefined;
  }
}

export function writeBuilt(record: string, from: Omit<Built, "files">, dist: string): void {
  mkdirSync(dirname(record), {recursive: true});
  writeFileSync(record, JSON.stringify({...from, files: statesOf(dist)}));
}

/**
 * Puts into a new site, which holds some pages and what they use, all else of the last one by hard link. The search
 * index is the new one's: other pages are told its name by `renamed`. Returns false, having done nothing, where a new
 * page no longer uses a file that it used, so that it is not known whether any other does.
 */
export function carry(last: string, next: string, renamed: (html: string, names: Names) => string): boolean {
  const old = Object.keys(statesOf(last));
  const fresh = new Set(Object.keys(statesOf(next)));
  const rendered = old.filter((f) => f.endsWith(".html") && fresh.has(f));
  const dropped = rendered.some((f) => {
    const used = usesOf(readFileSync(join(next, f), "utf8"));
    return [...usesOf(readFileSync(join(last, f), "utf8"))].some((use) => !used.has(use));
  });
  if (dropped) return false;
  const names = {from: nameOf(old), to: nameOf([...fresh])};
  for (const file of old) {
    if (fresh.has(file) || SEARCH.test(file)) continue;
    const target = join(next, file);
    mkdirSync(dirname(target), {recursive: true});
    if (file.endsWith(".html") && names.from !== names.to)
      writeFileSync(target, renamed(readFileSync(join(last, file), "utf8"), names));
    else link(join(last, file), target);
  }
  return true;
}

/** The search module's file in the last site and in the new one. */
export interface Names {
  readonly from: string;
  readonly to: string;
}

/** The search index and the module that names it: both are written anew with every site. */
const SEARCH = /^_observablehq\/(?:search|minisearch)\.\w+\.js(?:on)?$/;
const nameOf = (files: readonly string[]): string =>
  files.find((f) => SEARCH.test(f) && f.endsWith(".js"))?.split("/")[1] ?? "";

/** The files with a digest in their name that a page names, the search module apart. */
function usesOf(html: string): Set<string> {
  const found = html.matchAll(/\b(_(?:file|import|npm|node|observablehq)\/[^"'`?#\s<>()]+)/g);
  return new Set([...found].map(([, path = ""]) => path).filter((path) => !SEARCH.test(path)));
}

function link(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** Size and time of change of every file below a folder, but for names at its top that a pattern leaves out. */
function statesOf(folder: string, except?: RegExp): Record<string, string> {
  const files = filesOf(folder).filter((f) => !except?.test(f));
  return Object.fromEntries(
    files.map((f) => {
      const {size, mtimeMs} = statSync(join(folder, f));
      return [f, `${size} ${mtimeMs}`];
    })
  );
}

/** Files below a folder in the order of their paths, links followed; none where there is no folder. */
function filesOf(folder: string, except = "", inside = folder): string[] {
  let names: string[];
  try {
    names = readdirSync(inside).sort();
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    if (name === except) return [];
    const path = join(inside, name);
    return statSync(path).isDirectory()
      ? filesOf(folder, except, path)
      : [relative(folder, path).split(sep).join("/")];
  });
}

function digest(parts: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}
