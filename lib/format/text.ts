/** Languages of the site. */
export type Locale = "zh" | "en";

/** A text in both languages. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** The text in the reader's language; a plain string, or the other language where one is empty. */
export const say = (text: Text | string, locale: Locale): string =>
  typeof text === "string" ? text : text[locale] || text.zh || text.en;

/** BCP 47 tag of a locale, for `lang` attributes. */
export const languageTag = (locale: Locale): string => (locale === "zh" ? "zh-Hans" : "en");
