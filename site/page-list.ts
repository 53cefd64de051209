import type StateCore from "markdown-it/lib/rules_core/state_core.mjs";
import {languageTag, type Text} from "../lib/format/text.js";
import type {Page} from "./pages.js";

/** Puts a list of links in place of a comment that asks for one. */
export function listPages(state: StateCore, pages: () => readonly Page[]): void {
  for (const token of state.tokens) {
    const asked = token.type === "html_block" && /^<!-- pages: (.*?) -->\s*$/.exec(token.content)?.[1];
    if (!asked) continue;
    const found = asked.split(",").flatMap((p) => matching(p.trim(), pages()));
    token.content = `<ul class="page-list">${found.map((page) => item(state, page)).join("")}</ul>\n`;
  }
}

function matching(path: string, pages: readonly Page[]): readonly Page[] {
  const open = pages.filter((p) => !p.draft);
  return open.filter(
    (p) => p.path === path || (path.endsWith("/") && p.path.startsWith(path) && p.path !== path)
  );
}

function item({md}: StateCore, {path, zh, en, about}: Page): string {
  const {escapeHtml} = md.utils;
  const both = (text: Text): string =>
    text.zh || text.en
      ? `<span class="zh" lang="${languageTag("zh")}">${escapeHtml(text.zh || text.en)}</span><span class="en" lang="${languageTag("en")}">${escapeHtml(text.en || text.zh)}</span>`
      : "";
  return `<li><a href="${escapeHtml(path)}">${both({zh, en})}</a> <span class="about">${both(about)}</span></li>\n`;
}
