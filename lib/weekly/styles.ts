import {styleNamed} from "../factor/styles.js";
import type {Text} from "../format/text.js";
import {enList, move, zhList} from "./words.js";

/** Returns of the style factors over the week and twenty sessions, best of the week first. */
export interface Styles {
  readonly factor: readonly string[];
  readonly week: readonly number[];
  readonly month: readonly number[];
}

/** Which styles earned and which lost in the week. */
export function stylesSentences({factor, week}: Styles): Text[] {
  const n = factor.length;
  if (n < 4) return [];
  const list = (at: readonly number[], locale: "zh" | "en"): string => {
    const names = at.map(
      (i) =>
        `${styleNamed(factor[i] ?? "")[locale]}${locale === "zh" ? "（" : " ("}${move(week[i])}${locale === "zh" ? "）" : ")"}`
    );
    return locale === "zh" ? zhList(names) : enList(names);
  };
  return [
    {
      zh: `风格因子中本周收益最高的是${list([0, 1], "zh")}，最低的是${list([n - 1, n - 2], "zh")}。`,
      en: `Among the styles ${list([0, 1], "en")} earned most this week, ${list([n - 1, n - 2], "en")} least.`
    }
  ];
}
