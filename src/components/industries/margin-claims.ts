import {ranked} from "../../lib/factor/view.js";
import type {IndustryLabel} from "../../lib/flow/industry-book.js";
import {day} from "../../lib/format/date.js";
import {percent, yi} from "../../lib/format/number.js";
import type {Text} from "../../lib/format/text.js";
import {rankText} from "./rank.js";

const amount = (x: number): string => yi(x, {digits: 1, signed: true});

export interface MarginClaimOptions {
  readonly date: string;
  /** Total of the week as a share of weeks before it that were smaller; NaN where there are too few. */
  readonly percentile: number;
  readonly weeksBefore: number;
  /** Short selling of the week, net, CNY. */
  readonly short: number;
}

/** The week in sentences, as the report writes them: in or out, in how many industries, which lead. */
export function marginClaims(
  net: Float64Array,
  industries: readonly IndustryLabel[],
  {date, percentile, weeksBefore, short}: MarginClaimOptions
): Text[] {
  const order = ranked(net);
  const total = order.reduce((s, c) => s + (net[c] as number), 0);
  const inward = order.filter((c) => (net[c] as number) > 0).length;
  const list = (n: number, locale: "zh" | "en"): string =>
    rankText(industries, net, n, {locale, format: amount});
  const all =
    inward === order.length
      ? {zh: "在所有行业均为净流入", en: "into every industry"}
      : inward === 0
        ? {zh: "在所有行业均为净流出", en: "out of every industry"}
        : {
            zh: `${order.length} 个行业中 ${inward} 个净流入`,
            en: `into ${inward} of ${order.length} industries`
          };
  const rare = Number.isNaN(percentile)
    ? {zh: "", en: ""}
    : {
        zh: `此前 ${weeksBefore} 周中有 ${percent(percentile, {digits: 0})} 少于本周。`,
        en: ` Of the ${weeksBefore} weeks before, ${percent(percentile, {digits: 0})} had less.`
      };
  return [
    {
      zh: `截至${day(date, "zh")}的一周，两融资金**净${total < 0 ? "流出" : "流入"} ${yi(Math.abs(total), {digits: 1})} 亿元**，${all.zh}。其中融券净卖出 ${amount(short)} 亿元。${rare.zh}`,
      en: `In the week to ${day(date, "en")} margin money had a **net ${total < 0 ? "outflow" : "inflow"} of CNY ${yi(Math.abs(total), {digits: 1})} × 100m**, ${all.en}; net short selling was ${amount(short)}.${rare.en}`
    },
    {
      zh: `净买入最多的是 **${list(3, "zh")}**，最少的是 ${list(-3, "zh")}（亿元）。`,
      en: `Most was bought of **${list(3, "en")}**, least of ${list(-3, "en")} (CNY 100m).`
    }
  ];
}
