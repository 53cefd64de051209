import type {Page} from "./pages.js";
import {bilingual, headingText, uniqueSlugs} from "./slug.js";

export interface SearchRecord {
  readonly path: string;
  readonly title: string;
  readonly text: string;
  readonly keywords: string;
}

const HAN_RUN = /[\p{Script=Han}]+/gu;
const WINDOW = 8;

/**
 * Terms under which the site's prefix search finds a text: from every position of a run of Han characters the
 * next eight, so that a word inside a sentence is the beginning of a term; other words as they are.
 */
export function searchTerms(text: string): string {
  const terms = new Set<string>();
  for (const [run] of text.matchAll(HAN_RUN)) {
    const chars = Array.from(run);
    for (let i = 0; i < chars.length; i++) terms.add(chars.slice(i, i + WINDOW).join(""));
  }
  for (const word of text.replace(HAN_RUN, " ").split(/[^\p{L}\p{N}]+/u)) if (word) terms.add(word);
  return [...terms].join(" ");
}

/** One record for a page and one for each of its sections (level-2 headings), linked to the heading. */
export function searchRecords(page: Page): SearchRecord[] {
  const file = `${page.path}${page.path.endsWith("/") ? "index" : ""}.html`;
  const [intro = "", ...sections] = split(page.body);
  const unique = uniqueSlugs();
  const first = (text: string): string | undefined => idsOf(text, unique)[0];
  const records: SearchRecord[] = [
    {
      path: `${file}#${first(intro) ?? "observablehq-main"}`,
      title: pair(page.zh, page.en),
      text: searchTerms(`${page.zh} ${page.en} ${words(intro)}`),
      keywords: searchTerms(page.keywords.join(" "))
    }
  ];
  for (const section of sections) {
    const {zh, en} = bilingual(words(/^##\s+(.+)$/m.exec(section)?.[1] ?? ""));
    records.push({
      path: `${file}#${first(section)}`,
      title: pair(`${page.zh} · ${zh}`, `${page.en} · ${en}`),
      text: searchTerms(words(section)),
      keywords: searchTerms(`${zh} ${en}`)
    });
  }
  return records;
}

/** Ids of all headings of a text, in order, as the page has them. */
const idsOf = (text: string, unique: (text: string) => string): string[] =>
  [...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map(([, heading = ""]) =>
    unique(headingText(bilingual(heading).zh))
  );

const pair = (zh: string, en: string): string => (zh === en ? zh : `${zh} | ${en}`);

/** Cuts a page before each level-2 heading, fenced code left out. */
function split(body: string): string[] {
  const prose = body.replace(/^(```+|~~~+)[\s\S]*?^\1[ \t]*$/gm, "");
  return prose.split(/^(?=##\s)/m);
}

/** The words of markdown: no tags, placeholders, containers, link targets or marks. */
function words(markdown: string): string {
  return markdown
    .replace(/<!--[\s\S]*?-->/g, " ")
    .replace(/\$\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, " ")
    .replace(/<[^>]+>/g, " ")
    .replace(/^:{3,}.*$/gm, " ")
    .replace(/\]\([^)]*\)/g, "] ")
    .replace(/[`*_#>[\]]/g, " ")
    .replace(/[ \t]+/g, " ")
    .trim();
}
