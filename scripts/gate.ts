import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {dirname, join, posix, relative, resolve, sep} from "node:path";
import {FactBook, type Facts} from "./gate-facts.js";

/** Compressed bytes that a page may load before its data, the SQL bench apart. */
export const PAGE_BUDGET = 500_000;

/**
 * Reads a built site and returns its faults, one sentence each: error cells, pages without language or zoom,
 * assets of another origin, TypeScript shipped, links that lead nowhere, secrets, pages over their byte budget.
 * An empty list means that the site may be published. With a `record` (a file), what an earlier run found in files
 * of the same content is taken from there; links, anchors and sizes are judged anew for the site as a whole.
 */
export async function gate(dist: string, {record}: {readonly record?: string} = {}): Promise<string[]> {
  const files = walk(dist);
  const book = new FactBook(record);
  const canary = process.env.YANBAO_CANARY;
  const known = new Map<string, Facts>();
  const leaks: string[] = [];
  for (const file of files.filter((f) => /\.(html|js|css|json|csv|txt|md)$/.test(f))) {
    const content = readFileSync(join(dist, file));
    known.set(resolve(dist, file), book.of(file, content));
    if (canary !== undefined && content.includes(canary)) leaks.push(`${file}: holds the planted canary`);
  }
  const pages = files.filter((f) => f.endsWith(".html"));
  if (pages.length === 0) return [`${dist} holds no page`];
  const factsIn = (file: string): Facts => factsOf(resolve(dist, file), known, book);
  const anchors = new Map(pages.map((p) => [p, new Set(factsIn(p).anchors)]));
  const faults = [
    ...files.filter((f) => /\.tsx?$/.test(f)).map((f) => `${f}: TypeScript is shipped`),
    ...files.flatMap((f) => known.get(resolve(dist, f))?.faults.map((fault) => `${f}: ${fault}`) ?? []),
    ...leaks,
    ...pages.flatMap((p) => [
      ...deadLinks(p, factsIn(p).links, dist, anchors),
      ...overBudget(p, bytesOf(p, dist, known, book))
    ])
  ];
  book.save();
  return faults;
}

function walk(folder: string, top = folder): string[] {
  return readdirSync(folder, {withFileTypes: true})
    .flatMap((e) =>
      e.isDirectory() ? walk(join(folder, e.name), top) : [relative(top, join(folder, e.name))]
    )
    .map((f) => f.split(sep).join("/"))
    .sort();
}

function factsOf(path: string, known: Map<string, Facts>, book: FactBook): Facts {
  const facts = known.get(path) ?? book.of(path, readFileSync(path));
  known.set(path, facts);
  return facts;
}

function deadLinks(
  page: string,
  links: readonly string[],
  dist: string,
  anchors: ReadonlyMap<string, ReadonlySet<string>>
): string[] {
  const base = process.env.YANBAO_BASE ?? "/";
  return links.flatMap((link) => {
    const [path = "", hash = ""] = link.split("#", 2);
    const bare = decodeURIComponent(path.split("?")[0] ?? "");
    const from = bare.startsWith("/") ? bare.slice(base.length) : posix.join(posix.dirname(page), bare);
    const target = bare === "" ? page : fileFor(dist, from);
    if (target === undefined) return [`${page}: dead link ${link}`];
    const ids = anchors.get(target);
    const plain = hash && !hash.includes("=");
    if (plain && ids && !ids.has(decodeURIComponent(hash))) return [`${page}: no anchor for ${link}`];
    return [];
  });
}

function fileFor(dist: string, path: string): string | undefined {
  const clean = path.replace(/^\.\//, "").replace(/\/$/, "/index.html");
  const tries =
    clean === "" || clean === "." ? ["index.html"] : [clean, `${clean}.html`, `${clean}/index.html`];
  return tries.find((t) => statSync(join(dist, t), {throwIfNoEntry: false})?.isFile());
}

/** Bytes, compressed, of what a page's HTML asks for at once: itself, styles, modules and what those import. */
export const pageBytes = (dist: string, path: string): number =>
  bytesOf(path, dist, new Map(), new FactBook());

function bytesOf(page: string, dist: string, known: Map<string, Facts>, book: FactBook): number {
  const seen = new Set<string>();
  const add = (from: string, link: string): void => {
    const inside = link.startsWith("/") ? resolve(dist, link.slice(1)) : resolve(dirname(from), link);
    const file = inside.split(/[?#]/)[0] ?? "";
    if (seen.has(file) || !existsSync(file) || statSync(file).isDirectory()) return;
    seen.add(file);
    for (const other of factsOf(file, known, book).loads) add(file, other);
  };
  const path = resolve(dist, page);
  const {bytes, loads} = factsOf(path, known, book);
  for (const link of loads) add(path, link);
  return [...seen].reduce((sum, f) => sum + (known.get(f)?.bytes ?? 0), bytes);
}

function overBudget(page: string, bytes: number): string[] {
  if (page === "sql.html" || bytes <= PAGE_BUDGET) return [];
  return [`${page}: ${Math.round(bytes / 1000)} kB compressed, over ${PAGE_BUDGET / 1000} kB`];
}
