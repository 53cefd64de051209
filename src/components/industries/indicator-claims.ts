import {day} from "../../lib/format/date.js";
import type {Locale, Text} from "../../lib/format/text.js";
import type {IndicatorBook} from "../../lib/macro/indicator-book.js";
import type {SeriesInfo, TestInfo} from "./indicator-table.js";

/** Which indicators speak this week, and how many of their mappings have a record. */
export function indicatorClaims(
  book: IndicatorBook<unknown>,
  {
    series,
    tests,
    name
  }: {
    readonly series: readonly SeriesInfo[];
    readonly tests: readonly TestInfo[];
    readonly name: (industry: string, locale: Locale) => string;
  },
  {at, date}: {readonly at: number; readonly date: string}
): Text[] {
  const weeks = book.days.length;
  const arrow = series.map((_, s) => book.arrow[s * weeks + at] as number);
  const z = series.map((_, s) => Math.abs(book.z[s * weeks + at] as number));
  const named = (side: 1 | -1, locale: Locale): string => {
    const rows = series
      .flatMap((_, s) => (arrow[s] === side ? [s] : []))
      .sort((a, b) => (z[b] as number) - (z[a] as number));
    const words = rows
      .slice(0, 4)
      .map(
        (s) =>
          `${name(series[s]?.industry ?? "", locale)}${locale === "zh" ? "（" : " ("}${series[s]?.[locale]}${locale === "zh" ? "）" : ")"}`
      );
    if (rows.length === 0) return locale === "zh" ? "没有" : "none";
    return words.join(locale === "zh" ? "、" : ", ");
  };
  const quiet = arrow.filter((a) => a === 0).length;
  const there = arrow.filter((a) => !Number.isNaN(a)).length;
  const mappings = new Set(tests.map((t) => t.s)).size;
  const found = (wanted: (lag: number) => boolean): number =>
    new Set(tests.filter((t) => wanted(t.lag) && t.p < 0.05).map((t) => t.s)).size;
  const [same, next] = [found((lag) => lag === 0), found((lag) => lag > 0)];
  return [
    {
      zh: `截至${day(date, "zh")}，对行业有利的变化：**${named(1, "zh")}**；不利的：**${named(-1, "zh")}**。其余 ${quiet} 个指标（共 ${there} 个）的变化不超过自身近三年波动的一半，或不可比，不给箭头。`,
      en: `On ${day(date, "en")}, good for their industries: **${named(1, "en")}**; bad: **${named(-1, "en")}**. The other ${quiet} of ${there} moved by less than half of their own three-year spread, or do not compare, and get no arrow.`
    },
    mappings === 0
      ? {
          zh: "到所选之日还没有足够的历史检验这些对应关系。",
          en: "There is too little history by this day to test the mappings."
        }
      : {
          zh: `这些对应关系有没有用？${mappings} 个里，同一周期内与行业超额收益显著相关的有 ${same} 个，**对之后各期显著的有 ${next} 个**（Benjamini–Hochberg 校正后 p < 0.05，只用此前数据）。`,
          en: `Do the mappings matter? Of ${mappings}, ${same} go with the industry's excess return in the same interval, and **${next} with that of a later one** (p < 0.05 after Benjamini–Hochberg, on earlier data only).`
        }
  ];
}
