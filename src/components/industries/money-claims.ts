import {ranked} from "../../lib/factor/view.js";
import type {IndustryLabel} from "../../lib/flow/industry-book.js";
import {day} from "../../lib/format/date.js";
import {percent, yi} from "../../lib/format/number.js";
import type {Text} from "../../lib/format/text.js";
import {rankText} from "./rank.js";

const amount = (x: number): string => yi(x, {digits: 1, signed: true});

/** Who leads over the week, who keeps one sign over all windows, and how large flows are against turnover. */
export function moneyClaims(
  {net, ratio}: {readonly net: Readonly<Record<5 | 20 | 120, Float64Array>>; readonly ratio: Float64Array},
  industries: readonly IndustryLabel[],
  {date}: {readonly date: string}
): Text[] {
  const order = ranked(net[5]);
  if (order.length === 0)
    return [
      {zh: "到所选之日还不足五个交易日。", en: "There are fewer than five trading days up to this day."}
    ];
  const list = (n: number, locale: "zh" | "en"): string =>
    rankText(industries, net[5], n, {locale, format: amount});
  const steady = (sign: 1 | -1): string[] | undefined => {
    if (order.every((c) => Number.isNaN(net[120][c] as number))) return undefined;
    return order
      .filter((c) => [net[5], net[20], net[120]].every((x) => Math.sign(x[c] as number) === sign))
      .map((c) => industries[c]?.industry ?? "");
  };
  const [inward, outward] = [steady(1), steady(-1)];
  const most = Math.max(...order.map((c) => Math.abs(ratio[c] as number)).filter(Number.isFinite));
  const count = (names: readonly string[], locale: "zh" | "en"): string => {
    const shown = names
      .slice(0, 4)
      .map((name) => industries.find((d) => d.industry === name)?.[locale] ?? name);
    if (names.length === 0) return locale === "zh" ? "没有" : "none";
    return locale === "zh"
      ? `${shown.join("、")}${names.length > 4 ? `等 ${names.length} 个` : ""}`
      : `${shown.join(", ")}${names.length > 4 ? ` and ${names.length - 4} more` : ""}`;
  };
  const texts: (Text | false)[] = [
    {
      zh: `截至${day(date, "zh")}的五个交易日，主动净流入最多的是 **${list(3, "zh")}**，净流出最多的是 ${list(-3, "zh")}（亿元，日线口径）。`,
      en: `Over the five trading days to ${day(date, "en")} the largest active inflows were **${list(3, "en")}**, the largest outflows ${list(-3, "en")} (CNY 100m, from daily bars).`
    },
    inward !== undefined &&
      outward !== undefined && {
        zh: `一周、一月、半年都净流入的行业：${count(inward, "zh")}；都净流出的：${count(outward, "zh")}。`,
        en: `Inflow over the week, the month and the half-year: ${count(inward, "en")}; outflow over all three: ${count(outward, "en")}.`
      },
    {
      zh: `一周净额占成交额最多的行业为 ${percent(most, {digits: 1})}，在成交额之内：净额不可能超过成交额，这是检查单位的第一把尺。`,
      en: `The largest week's net flow is ${percent(most, {digits: 1})} of its industry's turnover, within it as it must be: the first check on a unit.`
    }
  ];
  return texts.filter((t): t is Text => t !== false);
}
