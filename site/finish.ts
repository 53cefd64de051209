import {createHash} from "node:crypto";
import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {rewrite} from "./html.js";

/** Puts a finished build right: every page's language, labels and content security policy. Idempotent. */
export function finish(dist: string): void {
  const pages = readdirSync(dist, {recursive: true, encoding: "utf8"}).filter((f) => f.endsWith(".html"));
  for (const page of pages) {
    const file = join(dist, page);
    writeFileSync(file, secure(rewrite(readFileSync(file, "utf8"))));
  }
}

/** A finished page with a file that its scripts name renamed, and the policy of the scripts that it now holds. */
export const rename = (html: string, {from, to}: {readonly from: string; readonly to: string}): string =>
  secure(html.replace(POLICY, "").replaceAll(from, to));

const POLICY = /\n<meta http-equiv="Content-Security-Policy"[^>]*>/;

/** Libraries that compile expressions at run time; only pages that load them may evaluate code. */
const EVALUATING = /\/_(?:npm|node)\/(?:arquero|vega|vega-lite|vega-expression)@/;

/** Libraries whose templates hold a placeholder, `::3`, where a listener will be; it is no code and never runs. */
const TEMPLATING = /\/_observablehq\/stdlib\/inputs\.|\/_(?:npm|node)\/htl@/;
const PLACEHOLDERS = Array.from({length: 32}, (_, i) => hashOf(`::${i}`));

/** Adds a policy that allows this site alone, inline scripts by their hash. */
export function secure(html: string): string {
  if (html.includes('http-equiv="Content-Security-Policy"')) return html;
  const hashes = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, body = ""]) => hashOf(body)
  );
  const evaluate = EVALUATING.test(html) ? ["'unsafe-eval'"] : [];
  const templates = TEMPLATING.test(html) ? ["'unsafe-hashes'", ...PLACEHOLDERS] : [];
  const policy = [
    "default-src 'none'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...evaluate, ...new Set(hashes), ...templates].join(" "),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' data: blob:",
    "connect-src 'self' blob: data:",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'self'"
  ].join("; ");
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  return html.replace('<meta charset="utf-8">', `<meta charset="utf-8">\n${meta}`);
}

function hashOf(script: string): string {
  return `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
}
