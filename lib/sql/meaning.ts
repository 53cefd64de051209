/** What a table or column means, as its comment in the database says. */
export interface Meaning {
  readonly zh: string;
  readonly en: string;
  readonly unit: string;
}

/** Reads a comment `中文 · English [unit]`; parts that are absent are empty, a lone text stands for both languages. */
export function readMeaning(comment: string | null): Meaning {
  const [, words = "", unit = ""] = /^(.*?)(?: \[([^\]]*)\])?$/s.exec(comment ?? "") ?? [];
  const at = words.indexOf(" · ");
  return at < 0 ? {zh: words, en: words, unit} : {zh: words.slice(0, at), en: words.slice(at + 3), unit};
}
