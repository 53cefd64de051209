import type {Locale} from "../lib/format/text.js";

/** The reader's language now. */
export const currentLocale = (): Locale => (document.documentElement.dataset.lang === "en" ? "en" : "zh");

/**
 * The reader's language as a reactive value: `const locale = language();` in one block is a plain
 * "zh" or "en" in all others, and they run again when the reader switches.
 */
export async function* language(): AsyncGenerator<Locale> {
  let wake = (): void => undefined;
  const observer = new MutationObserver(() => wake());
  observer.observe(document.documentElement, {attributes: true, attributeFilter: ["data-lang"]});
  try {
    for (let shown: Locale | undefined; ; ) {
      while (shown === currentLocale()) await new Promise<void>((resolve) => (wake = resolve));
      shown = currentLocale();
      yield shown;
    }
  } finally {
    observer.disconnect();
  }
}
