import type MarkdownIt from "markdown-it";
import type {RenderRule} from "markdown-it/lib/renderer.mjs";
import type StateCore from "markdown-it/lib/rules_core/state_core.mjs";
import type StateInline from "markdown-it/lib/rules_inline/state_inline.mjs";
import type Token from "markdown-it/lib/token.mjs";
import container from "markdown-it-container";
import {fillNames} from "./front-names.js";
import {listPages} from "./page-list.js";
import type {Page} from "./pages.js";
import {sharedModules} from "./shared-modules.js";
import {bilingual, headingText, uniqueSlugs} from "./slug.js";

export interface MarkdownOptions {
  /** The pages that exist, for the lists that stand for `<!-- pages: /reports/ -->` and for their front matter. */
  readonly pages?: () => readonly Page[];
}

/**
 * The site's markdown: `::: zh` and `::: en` blocks (one without its other shows in both languages),
 * `::: note` in the margin, `::: wide`; headings `## 中文 | English`; inline `[[中文|English]]`;
 * `:::: view` for what the author thinks; ids that keep Han characters; no space where a line breaks between two
 * Han characters;
 * Plot and d3 taken once, from where components take them; `{asOf}` in an attachment's name from the front matter; `<!-- pages: /reports/, /sql -->` lists those pages
 * that exist, a folder standing for all of its own.
 */
export function markdown(md: MarkdownIt, {pages = () => []}: MarkdownOptions = {}): MarkdownIt {
  for (const name of ["zh", "en"] as const) md.use(container, name, {render: language(name)});
  md.use(container, "note", {render: wrapper("margin-note", "note")});
  md.use(container, "wide", {render: wrapper("wide")});
  md.use(container, "view", {render: wrapper("author-view")});
  md.inline.ruler.before("link", "bilingual", inline);
  md.core.ruler.after("block", "bilingual-headings", headings);
  md.core.ruler.after("block", "alone", alone);
  md.core.ruler.after("block", "shared-modules", sharedModules);
  md.core.ruler.after("block", "front-names", (state) => fillNames(state, pages));
  md.core.ruler.after("block", "page-lists", (state) => listPages(state, pages));
  const softbreak = md.renderer.rules.softbreak;
  md.renderer.rules.softbreak = (tokens, i, options, env, self) => {
    const html = softbreak?.(tokens, i, options, env, self) ?? "\n";
    return isHan(tokens[i - 1]?.content.at(-1)) && isHan(tokens[i + 1]?.content.at(0)) ? "" : html;
  };
  md.renderer.rules.fence = fence(md.renderer.rules.fence);
  return md;
}

/** Code that scrolls can be reached by keyboard; a cell that draws an exhibit or a control keeps room for it. */
const fence =
  (base: RenderRule | undefined): RenderRule =>
  (tokens, i, ...rest) => {
    const html = (base?.(tokens, i, ...rest) ?? "").replace("<pre", '<pre tabindex="0"');
    const code = tokens[i]?.content ?? "";
    const room = /\b(exhibit|moduleView)\(/.test(code)
      ? " figure-room"
      : /\bview\(/.test(code)
        ? " control-room"
        : "";
    return html.replace("observablehq--block", `observablehq--block${room}`);
  };

const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
const isHan = (char: string | undefined): boolean => char !== undefined && wide.test(char);

const TAG = {zh: "zh-Hans", en: "en"} as const;

const language =
  (name: "zh" | "en"): RenderRule =>
  (tokens, i) => {
    const token = tokens[i];
    if (token?.nesting !== 1) return "</div>\n";
    return `<div class="${name}${token.meta?.alone ? " only" : ""}" lang="${TAG[name]}">\n`;
  };

const wrapper =
  (className: string, role?: string): RenderRule =>
  (tokens, i) =>
    tokens[i]?.nesting === 1 ? `<div class="${className}"${role ? ` role="${role}"` : ""}>\n` : "</div>\n";

/** `[[中文|English]]`, with markup and `${…}` inside. A hidden bar keeps the texts apart for machines. */
function inline(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith("[[", state.pos)) return false;
  const end = state.src.indexOf("]]", state.pos + 2);
  if (end < 0 || end > state.posMax) return false;
  const body = state.src.slice(state.pos + 2, end);
  const bar = barOf(body);
  if (bar < 0) return false;
  if (!silent) {
    const zh = body.slice(0, bar).trim();
    const en = body.slice(bar + 1).trim();
    if (zh && en) {
      push(state, "zh", zh);
      raw(state, '<span class="sep" aria-hidden="true">');
      state.push("text", "", 0).content = " | ";
      raw(state, "</span>");
      push(state, "en", en);
    } else nested(state, zh || en);
  }
  state.pos = end + 2;
  return true;
}

/** The first bar outside `${…}` and code. */
function barOf(body: string): number {
  let depth = 0;
  let code = false;
  for (let i = 0; i < body.length; i++) {
    const c = body[i];
    if (c === "`") code = !code;
    else if (!code && c === "{") depth++;
    else if (!code && c === "}") depth--;
    else if (c === "|" && depth === 0 && !code) return i;
  }
  return -1;
}

function push(state: StateInline, name: "zh" | "en", source: string): void {
  raw(state, `<span class="${name}" lang="${TAG[name]}">`);
  nested(state, source);
  raw(state, "</span>");
}

function nested(state: StateInline, source: string): void {
  const tokens: Token[] = [];
  state.md.inline.parse(source, state.md, state.env, tokens);
  for (const token of tokens) state.tokens.push(token);
}

function raw(state: StateInline, html: string): void {
  state.push("html_inline", "", 0).content = html;
}

function headings(state: StateCore): void {
  const unique = uniqueSlugs();
  state.tokens.forEach((token, i) => {
    const content = state.tokens[i + 1];
    if (token.type !== "heading_open" || content?.type !== "inline") return;
    const {zh, en} = bilingual(content.content);
    token.attrSet("id", unique(headingText(zh)));
    if (zh !== en) content.content = `[[${zh}|${en}]]`;
  });
}

/** Marks language blocks that stand without a neighbour in the other language. */
function alone(state: StateCore): void {
  const blocks: {name: string; open: number; close: number; level: number}[] = [];
  state.tokens.forEach((token, i) => {
    const match = /^container_(zh|en)_(open|close)$/.exec(token.type);
    if (match?.[2] === "open") blocks.push({name: match[1] ?? "", open: i, close: -1, level: token.level});
    if (match?.[2] !== "close") return;
    const block = blocks.findLast((b) => b.close < 0 && b.name === match[1]);
    if (block) block.close = i;
  });
  const paired = (a: (typeof blocks)[number]): boolean =>
    blocks.some((b) => b.name !== a.name && (b.close === a.open - 1 || b.open === a.close + 1));
  for (const block of blocks) {
    const token = state.tokens[block.open];
    if (token) token.meta = {alone: !paired(block)};
  }
}
