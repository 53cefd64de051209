import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type {Text} from "../lib/format/text.js";
import {bilingual} from "./slug.js";

/** A markdown page: its site path, its names and its front matter as text. */
export interface Page {
  /** `/reports/csc-2022-03-04`; an index ends in a slash. */
  readonly path: string;
  readonly file: string;
  readonly zh: string;
  readonly en: string;
  readonly draft: boolean;
  readonly keywords: readonly string[];
  /** One sentence on what the page holds, from front matter `description` and `description_en`. */
  readonly about: Text;
  /** A value of the front matter as text; empty where it has none. */
  readonly front: (key: string) => string;
  /** The markdown after the front matter. */
  readonly body: string;
}

/** All pages under the source root, in the order of their paths. */
export function readPages(root: string): Page[] {
  return filesOf(root)
    .filter((file) => !/(^|\/)404\.md$/.test(file) && !file.includes("["))
    .map((file) => pageOf(file, readFileSync(join(root, file), "utf8")));
}

/** Reads one page's names: front matter `title` and `title_en` first, then the first heading. */
export function pageOf(file: string, source: string): Page {
  const [, front = "", body = ""] =
    /^(?:---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$))?([\s\S]*)$/.exec(source) ?? [];
  const heading = bilingual(/^#\s+(.+)$/m.exec(body)?.[1] ?? "");
  const zh = scalar(front, "title") || heading.zh || file;
  return {
    path: `/${file.replace(/\.md$/, "").replace(/(^|\/)index$/, "$1")}`,
    file,
    zh,
    en: scalar(front, "title_en") || heading.en || zh,
    draft: scalar(front, "draft") === "true",
    front: (key) => scalar(front, key),
    keywords: list(front, "keywords"),
    about: {zh: scalar(front, "description"), en: scalar(front, "description_en")},
    body
  };
}

function scalar(front: string, name: string): string {
  const value = new RegExp(`^${name}:[ \\t]*(.*)$`, "m").exec(front)?.[1]?.trim() ?? "";
  return unquoted(value);
}

function unquoted(value: string): string {
  if (/^".*"$/.test(value)) {
    try {
      return String(JSON.parse(value));
    } catch {
      return value.slice(1, -1);
    }
  }
  return value.replace(/^'(.*)'$/, "$1").replaceAll("''", "'");
}

/** A front-matter list, written `[a, b]` or one `- item` a line. */
function list(front: string, name: string): string[] {
  const inline = scalar(front, name);
  const block = new RegExp(`^${name}:[ \\t]*\\r?\\n((?:[ \\t]*-.*\\r?\\n?)*)`, "m").exec(front)?.[1] ?? "";
  const items = inline
    ? inline.replace(/^\[|\]$/g, "").split(/[,，]/)
    : block.split("\n").map((l) => l.replace(/^\s*-/, ""));
  return items.map((i) => unquoted(i.trim())).filter(Boolean);
}

function filesOf(root: string, folder = ""): string[] {
  const entries = readdirSync(join(root, folder), {withFileTypes: true}).sort((a, b) =>
    a.name < b.name ? -1 : 1
  );
  return entries.flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.name.startsWith(".") || entry.name.startsWith("_") || entry.isSymbolicLink()) return [];
    if (entry.isDirectory()) return filesOf(root, path);
    return entry.name.endsWith(".md") && existsSync(join(root, path)) ? [path] : [];
  });
}
