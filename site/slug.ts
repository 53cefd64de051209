/** An id for a heading that keeps Han characters: lower case, punctuation to hyphens, never empty. */
export function slug(text: string): string {
  const kept = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return kept || "section";
}

/** Gives each slug once: later ones get `-1`, `-2`. */
export function uniqueSlugs(): (text: string) => string {
  const seen = new Set<string>();
  return (text) => {
    const base = slug(text);
    let id = base;
    for (let i = 1; seen.has(id); i++) id = `${base}-${i}`;
    seen.add(id);
    return id;
  };
}

/** Splits `中文 | English`; a text without the bar is the same in both languages. */
export function bilingual(text: string): {readonly zh: string; readonly en: string} {
  const bar = text.indexOf(" | ");
  if (bar < 0) return {zh: text.trim(), en: text.trim()};
  return {zh: text.slice(0, bar).trim(), en: text.slice(bar + 3).trim()};
}

/** A heading's words, for its id: no links, code marks or `${…}`. */
export const headingText = (markdown: string): string =>
  markdown
    .replace(/\$\{[^}]*\}/g, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[`*_]/g, "");
