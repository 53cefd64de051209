import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {transformSync} from "esbuild";
import {datasetNotice} from "../lib/format/dataset.js";
import {day} from "../lib/format/date.js";
import type {Text} from "../lib/format/text.js";
import {datasetInfo} from "../pipeline/dataset.js";
import {pageOf} from "./pages.js";
import {bilingual} from "./slug.js";

interface PageInfo {
  readonly title: string | null;
  readonly path: string;
}

/** The script that runs before the first paint: language, theme, and the switches. */
const early = transformSync(readFileSync(join(import.meta.dirname, "early.ts"), "utf8"), {
  loader: "ts",
  format: "iife",
  minify: true,
  charset: "utf8",
  target: "es2020"
}).code.trim();

const ICON =
  "data:image/svg+xml," +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" fill="#b3321f"/><path d="M7 22.5h18M9 19v-5m7 5V9m7 10v-7" stroke="#fdfaf3" stroke-width="2.6" fill="none"/></svg>'
  );

/** Tags of a page's head; the English title is read from the page itself, since Framework drops it. */
export const head =
  (root: string) =>
  ({title, path}: PageInfo): string => {
    const file = join(root, `${path}.md`);
    const page = existsSync(file) ? pageOf(path, readFileSync(file, "utf8")) : undefined;
    const names = bilingual(title ?? "");
    return [
      `<script>${early}</script>`,
      `<meta name="yanbao-title" content="${escapeHtml(names.zh)}" data-en="${escapeHtml(page?.en ?? names.en)}">`,
      `<link rel="icon" href="${ICON}">`,
      '<meta name="color-scheme" content="light dark">'
    ].join("\n");
  };

/** The masthead and the line that names the dataset. */
export function header(): string {
  const info = datasetInfo();
  const notice = datasetNotice(info);
  const until = info.to ? {zh: `截至 ${day(info.to, "zh")}`, en: `to ${day(info.to, "en")}`} : undefined;
  return `<a class="skip" href="#observablehq-main" rel="external">${both({zh: "跳到正文", en: "Skip to content"})}</a>
<div class="masthead">
<a class="masthead-name" href="/"><span lang="zh-Hans">研报</span> <span lang="en">Yanbao</span></a>
<p class="masthead-line">${both({zh: "可以重算的 A 股金融工程研究", en: "A-share quant research that can be recomputed"})}</p>
<div class="switches">
<div role="group" class="switch" aria-label="语言 Language"><a data-set-lang="zh" href="?lang=zh" lang="zh-Hans" rel="external nofollow">中</a><a data-set-lang="en" href="?lang=en" lang="en" rel="external nofollow">EN</a></div>
<button type="button" class="theme-switch" data-set-theme aria-label="主题 Theme"><span class="theme-icon" aria-hidden="true"></span></button>
</div>
</div>
<p id="yanbao-banner" class="dataset-banner${info.simulated ? " simulated" : ""}" role="note">${both(notice)}${until ? ` <span class="dataset-date">${both(until)}</span>` : ""}</p>`;
}

/** The last lines of every page. */
export function footer(): string {
  return `<p>${both({
    zh: "研报 Yanbao：每个数字都能追到数据、公式与代码。研究示例，不构成投资建议。",
    en: "Yanbao: every number leads to its data, formula and code. Research examples, not investment advice."
  })}</p>`;
}

const both = ({zh, en}: Text): string =>
  `<span class="zh" lang="zh-Hans">${escapeHtml(zh)}</span><span class="en" lang="en">${escapeHtml(en)}</span>`;

const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
