import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {dirname, join, posix, relative, resolve, sep} from "node:path";
import {gzipSync} from "node:zlib";
import {type HTMLElement, parse} from "node-html-parser";

/** Compressed bytes that a page may load before its data, the SQL bench apart. */
export const PAGE_BUDGET = 500_000;

const SECRETS = [
  /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})\b/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----/,
  /\bsk-[A-Za-z0-9]{32,}\b/
];

interface Page {
  readonly path: string;
  readonly html: string;
  readonly document: HTMLElement;
}

/**
 * Reads a built site and returns its faults, one sentence each: error cells, pages without language or zoom,
 * assets of another origin, TypeScript shipped, links that lead nowhere, secrets, pages over their byte budget.
 * An empty list means that the site may be published.
 */
export async function gate(dist: string): Promise<string[]> {
  const files = walk(dist);
  const pages: Page[] = files
    .filter((f) => f.endsWith(".html"))
    .map((path) => {
      const html = readFileSync(join(dist, path), "utf8");
      return {path, html, document: parse(html)};
    });
  if (pages.length === 0) return [`${dist} holds no page`];
  const assets = new Map<string, Asset>();
  const anchors = new Map(pages.map((p) => [p.path, anchorsOf(p.document)]));
  return [
    ...files.filter((f) => /\.tsx?$/.test(f)).map((f) => `${f}: TypeScript is shipped`),
    ...pages.flatMap((p) => [
      ...pageFaults(p),
      ...foreignAssets(p),
      ...deadLinks(p, dist, anchors),
      ...overBudget(p, dist, assets)
    ]),
    ...files.flatMap((f) => leaks(dist, f))
  ];
}

function walk(folder: string, top = folder): string[] {
  return readdirSync(folder, {withFileTypes: true})
    .flatMap((e) =>
      e.isDirectory() ? walk(join(folder, e.name), top) : [relative(top, join(folder, e.name))]
    )
    .map((f) => f.split(sep).join("/"))
    .sort();
}

function anchorsOf(document: HTMLElement): Set<string> {
  return new Set(document.querySelectorAll("[id]").map((e) => e.getAttribute("id") ?? ""));
}

function pageFaults({path, html, document}: Page): string[] {
  const faults: string[] = [];
  if (document.querySelector(".observablehq--error") || /SyntaxError: |non-local import/.test(html)) {
    const error = document.querySelector(".observablehq--error")?.text.trim().slice(0, 120);
    faults.push(`${path}: a cell does not parse${error ? ` (${error})` : ""}`);
  }
  if (!document.querySelector("html")?.getAttribute("lang")) faults.push(`${path}: <html> has no lang`);
  const viewport = document.querySelector("meta[name=viewport]")?.getAttribute("content") ?? "";
  if (/maximum-scale|user-scalable=no/.test(viewport)) faults.push(`${path}: the viewport forbids zoom`);
  if (!document.querySelector("title")?.text.trim()) faults.push(`${path}: no title`);
  if (/from "duckdb"|registerTable\(/.test(html))
    faults.push(`${path}: uses sql front matter or the stock client`);
  return faults;
}

function foreignAssets({path, document}: Page): string[] {
  const assets = document
    .querySelectorAll("[src], link[href]")
    .map((e) => e.getAttribute("src") ?? e.getAttribute("href") ?? "");
  const imports = document
    .querySelectorAll("script")
    .flatMap((s) =>
      [...s.text.matchAll(/(?:from|import)\s*\(?\s*["'](https?:\/\/[^"']+)/g)].map((m) => m[1] ?? "")
    );
  return [...assets.filter((a) => /^(https?:)?\/\//.test(a)), ...imports].map(
    (a) => `${path}: asset of another origin: ${a}`
  );
}

function deadLinks(page: Page, dist: string, anchors: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const base = process.env.YANBAO_BASE ?? "/";
  return page.document.querySelectorAll("a[href], link[href], script[src], img[src]").flatMap((e) => {
    const link = e.getAttribute("href") ?? e.getAttribute("src") ?? "";
    if (!link || /^(https?:|mailto:|data:|blob:|\/\/)/.test(link)) return [];
    const [path = "", hash = ""] = link.split("#", 2);
    const bare = decodeURIComponent(path.split("?")[0] ?? "");
    const from = bare.startsWith("/") ? bare.slice(base.length) : posix.join(posix.dirname(page.path), bare);
    const target = bare === "" ? page.path : fileFor(dist, from);
    if (target === undefined) return [`${page.path}: dead link ${link}`];
    const ids = anchors.get(target);
    const plain = hash && !hash.includes("=");
    if (plain && ids && !ids.has(decodeURIComponent(hash))) return [`${page.path}: no anchor for ${link}`];
    return [];
  });
}

function fileFor(dist: string, path: string): string | undefined {
  const clean = path.replace(/^\.\//, "").replace(/\/$/, "/index.html");
  const tries =
    clean === "" || clean === "." ? ["index.html"] : [clean, `${clean}.html`, `${clean}/index.html`];
  return tries.find((t) => existsSync(join(dist, t)) && statSync(join(dist, t)).isFile());
}

/** Bytes, compressed, of what a page's HTML asks for at once: styles, modules and what those import. */
export function pageBytes(dist: string, path: string, known = new Map<string, Asset>()): number {
  const html = readFileSync(join(dist, path), "utf8");
  const seen = new Set<string>();
  const add = (from: string, link: string): void => {
    const file = resolve(dirname(resolve(dist, from)), link.split(/[?#]/)[0] ?? "");
    if (seen.has(file) || !existsSync(file) || statSync(file).isDirectory()) return;
    seen.add(file);
    const asset = known.get(file) ?? assetOf(file);
    known.set(file, asset);
    for (const other of asset.imports) add(relative(dist, file), other);
  };
  for (const e of parse(html).querySelectorAll(
    "link[rel=stylesheet], link[rel=modulepreload], script[src]"
  )) {
    const link = e.getAttribute("href") ?? e.getAttribute("src") ?? "";
    add(
      path,
      link.startsWith("/") ? relative(dirname(resolve(dist, path)), resolve(dist, link.slice(1))) : link
    );
  }
  return gzipSync(html).length + [...seen].reduce((sum, f) => sum + (known.get(f)?.bytes ?? 0), 0);
}

interface Asset {
  /** Size when compressed. */
  readonly bytes: number;
  /** Relative modules that it imports at once. */
  readonly imports: readonly string[];
}

function assetOf(file: string): Asset {
  const data = readFileSync(file);
  const found = file.endsWith(".js")
    ? data.toString("utf8").matchAll(/(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g)
    : [];
  return {bytes: gzipSync(data).length, imports: [...found].map((m) => m[1] ?? "")};
}

function overBudget({path}: Page, dist: string, known: Map<string, Asset>): string[] {
  if (path === "sql.html") return [];
  const bytes = pageBytes(dist, path, known);
  return bytes > PAGE_BUDGET
    ? [`${path}: ${Math.round(bytes / 1000)} kB compressed, over ${PAGE_BUDGET / 1000} kB`]
    : [];
}

function leaks(dist: string, file: string): string[] {
  if (!/\.(html|js|css|json|csv|txt|md)$/.test(file)) return [];
  const text = readFileSync(join(dist, file), "utf8");
  const canary = process.env.YANBAO_CANARY;
  const found =
    SECRETS.some((pattern) => pattern.test(text)) || (canary !== undefined && text.includes(canary));
  const faults = found ? [`${file}: holds something shaped like a secret`] : [];
  if (file.endsWith(".css") && /url\(\s*["']?https?:|@import\s+["']https?:/.test(text)) {
    faults.push(`${file}: style sheet asks another origin`);
  }
  return faults;
}
