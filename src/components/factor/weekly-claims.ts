import type {FactorInfo} from "../../lib/factor/book.js";
import {ranked} from "../../lib/factor/view.js";
import type {Weeks} from "../../lib/factor/weeks.js";
import {isoDay} from "../../lib/format/date.js";
import {percent} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";
import {listed} from "./ranking-claims.js";

/** The week's leaders and laggards, which styles turned since the week before, and how large the week is. */
export function weeklyClaims({first, last, value}: Weeks, factors: readonly FactorInfo[]): Text[] {
  const n = factors.length;
  const row = (w: number): Float64Array =>
    Float64Array.from(factors, (_, c) => value[w * n + c] ?? Number.NaN);
  const [now, before] = [row(last.length - 1), row(last.length - 2)];
  const week = {factors, value: now};
  const order = ranked(now);
  const turned = order.filter((c) => (now[c] as number) * (before[c] as number) < 0);
  const extreme = order.filter((c) => {
    const earlier = Array.from({length: last.length - 1}, (_, w) => Math.abs(value[w * n + c] as number));
    return earlier.length > 3 && earlier.every((v) => v < Math.abs(now[c] as number));
  });
  const span = `${isoDay(first.at(-1) ?? 0)} – ${isoDay(last.at(-1) ?? 0)}`;
  const names = (some: readonly number[], locale: Locale): string =>
    some.map((c) => factors[c]?.[locale] ?? "").join(locale === "zh" ? "、" : ", ");
  const list = (some: readonly number[], locale: Locale): string =>
    listed(week, some, {locale, format: (v) => percent(v, {signed: true})});
  const texts: (Text | false)[] = [
    {
      zh: `本周（${span}）收益最高的风格是 **${list(order.slice(0, 3), "zh")}**，最低的是 ${list(order.slice(-3).reverse(), "zh")}。`,
      en: `In the week ${span} the best styles were **${list(order.slice(0, 3), "en")}**, the worst ${list(order.slice(-3).reverse(), "en")}.`
    },
    turned.length > 0 && {
      zh: `与上周相比方向反转的有${names(turned, "zh")}。`,
      en: `Against the week before these turned: ${names(turned, "en")}.`
    },
    {
      zh:
        extreme.length > 0
          ? `${names(extreme, "zh")}的变动是近 ${last.length} 周中最大的一次。`
          : `没有哪个风格的变动是近 ${last.length} 周中最大的。`,
      en:
        extreme.length > 0
          ? `For ${names(extreme, "en")} it was the largest move of the last ${last.length} weeks.`
          : `No style had its largest move of the last ${last.length} weeks.`
    }
  ];
  return texts.filter((t): t is Text => t !== false);
}
