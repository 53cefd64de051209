import {ranked} from "../../lib/factor/view.js";
import type {IndustryLabel} from "../../lib/flow/industry-book.js";
import type {Locale} from "../../lib/format/text.js";

export interface RankOptions {
  readonly locale: Locale;
  readonly format: (value: number) => string;
}

/** The first `n` industries by value, or the last ones from the bottom up, with their numbers in words. */
export function rankText(
  industries: readonly IndustryLabel[],
  values: ArrayLike<number>,
  n: number,
  {locale, format}: RankOptions
): string {
  const order = ranked(values);
  const some = n >= 0 ? order.slice(0, n) : order.slice(n).reverse();
  return some
    .map((i) => {
      const name = industries[i]?.[locale] ?? "";
      const value = format(values[i] as number);
      return locale === "zh" ? `${name}（${value}）` : `${name} (${value})`;
    })
    .join(locale === "zh" ? "、" : ", ");
}

/** A title that names the first and the last. */
export function rankTitle(
  industries: readonly IndustryLabel[],
  values: ArrayLike<number>,
  {format, lead}: {readonly format: (value: number) => string; readonly lead: {zh: string; en: string}}
): {zh: string; en: string} {
  const text = (n: number, locale: Locale): string => rankText(industries, values, n, {locale, format});
  return ranked(values).length === 0
    ? {zh: `${lead.zh}：所选一周没有数`, en: `${lead.en}: no figures in the chosen week`}
    : {
        zh: `${lead.zh}：${text(1, "zh")}居首，${text(-1, "zh")}居末`,
        en: `${lead.en}: ${text(1, "en")} first, ${text(-1, "en")} last`
      };
}
