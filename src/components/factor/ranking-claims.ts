import type {FactorInfo} from "../../lib/factor/book.js";
import {LINE, PARTS, type Part} from "../../lib/factor/crowding.js";
import {ranked} from "../../lib/factor/view.js";
import {day} from "../../lib/format/date.js";
import {fixed, percent} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";
import {PART_NAMES} from "./contributions.js";

/** Factors with one number each. */
export interface Ranking {
  readonly factors: readonly FactorInfo[];
  readonly value: ArrayLike<number>;
}

const move = (x: number): string => percent(x, {signed: true});
const both = (f: (locale: Locale) => string): Text => ({zh: f("zh"), en: f("en")});

/** Names with numbers: `煤炭（+27.06%）、黄金（+12.36%）`. */
export function listed(
  {factors, value}: Ranking,
  order: readonly number[],
  {locale, format = move}: {readonly locale: Locale; readonly format?: (x: number) => string}
): string {
  const one = (i: number): string =>
    locale === "zh"
      ? `${factors[i]?.zh}（${format(value[i] as number)}）`
      : `${factors[i]?.en} (${format(value[i] as number)})`;
  return order.map(one).join(locale === "zh" ? "、" : ", ");
}

/** First and last three industries of the week and of the year to date, and how many rose. */
export function industryClaims(
  date: string,
  {week, ytd, year}: {readonly week: Ranking; readonly ytd: Ranking; readonly year: Ranking}
): Text[] {
  const order = ranked(week.value);
  const rose = order.filter((i) => (week.value[i] as number) > 0).length;
  const known = (r: Ranking): boolean => ranked(r.value).length > 0;
  const top = (r: Ranking, n: number): number[] => ranked(r.value).slice(0, n);
  const low = (r: Ranking, n: number): number[] => ranked(r.value).slice(-n).reverse();
  const texts: (Text | false)[] = [
    {
      zh: `截至${day(date, "zh")}的一周，${order.length} 个行业中有 ${rose} 个收益为正。领先的是 **${listed(week, top(week, 3), {locale: "zh"})}**，落后的是 ${listed(week, low(week, 3), {locale: "zh"})}。`,
      en: `In the week to ${day(date, "en")} ${rose} of ${order.length} industries gained. In front: **${listed(week, top(week, 3), {locale: "en"})}**; behind: ${listed(week, low(week, 3), {locale: "en"})}.`
    },
    known(ytd) && {
      zh: `今年以来累计收益最高的是 **${listed(ytd, top(ytd, 3), {locale: "zh"})}**，最低的是 ${listed(ytd, low(ytd, 3), {locale: "zh"})}。`,
      en: `This year the highest cumulative returns are **${listed(ytd, top(ytd, 3), {locale: "en"})}**, the lowest ${listed(ytd, low(ytd, 3), {locale: "en"})}.`
    },
    known(year) && {
      zh: `近一年领先的是 ${listed(year, top(year, 1), {locale: "zh"})}，落后的是 ${listed(year, low(year, 1), {locale: "zh"})}。`,
      en: `Over one year ${listed(year, top(year, 1), {locale: "en"})} leads and ${listed(year, low(year, 1), {locale: "en"})} trails.`
    }
  ];
  return texts.filter((t): t is Text => t !== false);
}

/** The three styles that moved most in the week, how each helps, and those best by return over risk of three years. */
export function styleClaims(
  date: string,
  {week, ratio}: {readonly week: Ranking; readonly ratio: Ranking}
): Text[] {
  const order = ranked(week.value, {by: "magnitude"}).slice(0, 3);
  const lost = order.filter((i) => (week.value[i] as number) < 0);
  const best = ranked(ratio.value, {by: "magnitude"}).slice(0, 3);
  const names = (some: readonly number[], locale: Locale): string =>
    some.map((i) => week.factors[i]?.[locale] ?? "").join(locale === "zh" ? "、" : ", ");
  const texts: (Text | false)[] = [
    both((locale) => {
      const list = listed(week, order, {locale});
      const tail =
        lost.length === 0
          ? ""
          : locale === "zh"
            ? `其中${names(lost, "zh")}收益为负，要以负暴露才能获利。`
            : ` Of these ${names(lost, "en")} lost: only a negative exposure gained from ${lost.length === 1 ? "it" : "them"}.`;
      return locale === "zh"
        ? `截至${day(date, "zh")}的一周，变动最大的三个风格是 **${list}**。${tail}`
        : `In the week to ${day(date, "en")} the three styles that moved most were **${list}**.${tail}`;
    }),
    best.length > 0 && {
      zh: `近三年收益风险比绝对值最高的是 ${listed(ratio, best, {locale: "zh", format: (x) => fixed(x, {signed: true})})}；负号表示反向暴露有收益。`,
      en: `Over three years return over risk is largest in size for ${listed(ratio, best, {locale: "en", format: (x) => fixed(x, {signed: true})})}; where it is negative the opposite exposure paid.`
    }
  ];
  return texts.filter((t): t is Text => t !== false);
}

/** A factor's largest contribution on one row. */
export function mainPart(
  parts: Readonly<Record<Part, ArrayLike<number>>>,
  row: number,
  {sign}: {readonly sign: 1 | -1}
): Part {
  const value = (p: Part): number =>
    Number.isNaN(parts[p][row] as number) ? 0 : sign * (parts[p][row] as number);
  return PARTS.reduce((best, p) => (value(p) > value(best) ? p : best));
}

export interface CrowdingRanking extends Ranking {
  readonly parts: Readonly<Record<Part, ArrayLike<number>>>;
}

/** Most and least crowded industries and what makes them so; whether any style is beyond the line. */
export function crowdingClaims(
  date: string,
  {
    industries,
    styles,
    market
  }: {readonly industries: CrowdingRanking; readonly styles: CrowdingRanking; readonly market: number}
): Text[] {
  const order = ranked(industries.value);
  const [most, least] = [order.slice(0, 2), order.slice(-3).reverse()];
  const format = (x: number): string => fixed(x, {signed: true});
  const causes = (some: readonly number[], sign: 1 | -1, locale: Locale): string =>
    [...new Set(some.map((i) => PART_NAMES[mainPart(industries.parts, i, {sign})][locale]))].join(
      locale === "zh" ? "、" : ", "
    );
  const beyond = ranked(styles.value).filter((i) => (styles.value[i] as number) >= LINE);
  const over = order.filter((i) => (industries.value[i] as number) >= LINE).length;
  return [
    both((locale) =>
      locale === "zh"
        ? `截至${day(date, "zh")}，拥挤度最高的行业是 **${listed(industries, most, {locale, format})}**，主要来自${causes(most, 1, locale)}；最低的是 ${listed(industries, least, {locale, format})}，主要来自${causes(least, -1, locale)}。${order.length} 个行业中有 ${over} 个越过 +1 警戒线。`
        : `On ${day(date, "en")} the most crowded industries are **${listed(industries, most, {locale, format})}**, mainly by ${causes(most, 1, locale).toLowerCase()}; the least are ${listed(industries, least, {locale, format})}, mainly by ${causes(least, -1, locale).toLowerCase()}. ${over} of ${order.length} industries are above the line at +1.`
    ),
    both((locale) =>
      beyond.length === 0
        ? locale === "zh"
          ? "没有风格因子触及 +1 警戒线。"
          : "No style has reached the line at +1."
        : locale === "zh"
          ? `${beyond.length} 个风格因子越过 +1 警戒线：${listed(styles, beyond, {locale, format})}。`
          : `${beyond.length} styles are above the line at +1: ${listed(styles, beyond, {locale, format})}.`
    ),
    ...(Number.isFinite(market)
      ? [
          {
            zh: `市场本身的拥挤度为 **${format(market)}**。`,
            en: `The market's own score is **${format(market)}**.`
          }
        ]
      : [])
  ];
}
