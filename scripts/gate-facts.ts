import {createHash} from "node:crypto";
import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname} from "node:path";
import {fileURLToPath} from "node:url";
import {gzipSync} from "node:zlib";
import {type HTMLElement, parse} from "node-html-parser";

/** What the gate knows of a file by its content alone. */
export interface Facts {
  /** Size when compressed. */
  readonly bytes: number;
  /** What is wrong with it by itself, one clause each. */
  readonly faults: readonly string[];
  /** Of a module, the relative ones that it imports at once; of a page, the styles and modules that it asks for. */
  readonly loads: readonly string[];
  /** Of a page: addresses that it links to, and ids that it holds. */
  readonly links: readonly string[];
  readonly anchors: readonly string[];
}

const SECRETS = [
  /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})\b/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----/,
  /\bsk-[A-Za-z0-9]{32,}\b/
];

/** Reads facts of files, each once for a content; with a record, contents that an earlier run has read are not read again. */
export class FactBook {
  private readonly before: Readonly<Record<string, Facts>>;
  private readonly now: Record<string, Facts> = {};

  constructor(private readonly record?: string) {
    this.before = record === undefined ? {} : readRecord(record);
  }

  of(name: string, content: Buffer): Facts {
    const type = /\.\w+$/.exec(name)?.[0] ?? "";
    const key = `${sha(content)}${type}`;
    const facts = this.now[key] ?? this.before[key] ?? factsOf(type, content);
    this.now[key] = facts;
    return facts;
  }

  /** Keeps the facts of this run for the next. */
  save(): void {
    if (this.record === undefined) return;
    mkdirSync(dirname(this.record), {recursive: true});
    writeFileSync(this.record, JSON.stringify({code: CODE, facts: this.now}));
  }
}

const sha = (content: Buffer): string => createHash("sha256").update(content).digest("hex");

/** Facts hold for the code that took them. */
const CODE = sha(readFileSync(fileURLToPath(import.meta.url)));

function readRecord(record: string): Record<string, Facts> {
  try {
    const {code, facts} = JSON.parse(readFileSync(record, "utf8"));
    return code === CODE ? facts : {};
  } catch {
    return {};
  }
}

function factsOf(type: string, content: Buffer): Facts {
  const text = /\.(html|js|css|json|csv|txt|md)/.test(type) ? content.toString("utf8") : "";
  const document = type === ".html" ? parse(text) : undefined;
  const faults = [
    ...(document ? [...pageFaults(text, document), ...foreignAssets(document)] : []),
    ...(SECRETS.some((pattern) => pattern.test(text)) ? ["holds something shaped like a secret"] : []),
    ...(type === ".css" && /url\(\s*["']?https?:|@import\s+["']https?:/.test(text)
      ? ["style sheet asks another origin"]
      : [])
  ];
  return {
    bytes: gzipSync(content).length,
    faults,
    loads: document ? loadsOf(document) : type === ".js" ? importsOf(text) : [],
    links: document ? linksOf(document) : [],
    anchors: document?.querySelectorAll("[id]").map((e) => e.getAttribute("id") ?? "") ?? []
  };
}

function pageFaults(html: string, document: HTMLElement): string[] {
  const faults: string[] = [];
  if (document.querySelector(".observablehq--error") || /SyntaxError: |non-local import/.test(html)) {
    const error = document.querySelector(".observablehq--error")?.text.trim().slice(0, 120);
    faults.push(`a cell does not parse${error ? ` (${error})` : ""}`);
  }
  if (!document.querySelector("html")?.getAttribute("lang")) faults.push("<html> has no lang");
  const viewport = document.querySelector("meta[name=viewport]")?.getAttribute("content") ?? "";
  if (/maximum-scale|user-scalable=no/.test(viewport)) faults.push("the viewport forbids zoom");
  if (!document.querySelector("title")?.text.trim()) faults.push("no title");
  if (/from "duckdb"|registerTable\(/.test(html)) faults.push("uses sql front matter or the stock client");
  return faults;
}

function foreignAssets(document: HTMLElement): string[] {
  const assets = document
    .querySelectorAll("[src], link[href]")
    .map((e) => e.getAttribute("src") ?? e.getAttribute("href") ?? "");
  const imports = document
    .querySelectorAll("script")
    .flatMap((s) =>
      [...s.text.matchAll(/(?:from|import)\s*\(?\s*["'](https?:\/\/[^"']+)/g)].map((m) => m[1] ?? "")
    );
  return [...assets.filter((a) => /^(https?:)?\/\//.test(a)), ...imports].map(
    (a) => `asset of another origin: ${a}`
  );
}

const linksOf = (document: HTMLElement): string[] =>
  document
    .querySelectorAll("a[href], link[href], script[src], img[src]")
    .map((e) => e.getAttribute("href") ?? e.getAttribute("src") ?? "")
    .filter((link) => link !== "" && !/^(https?:|mailto:|data:|blob:|\/\/)/.test(link));

const loadsOf = (document: HTMLElement): string[] =>
  document
    .querySelectorAll("link[rel=stylesheet], link[rel=modulepreload], script[src]")
    .map((e) => e.getAttribute("href") ?? e.getAttribute("src") ?? "");

const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g)].map((m) => m[1] ?? "");
