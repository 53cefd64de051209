import {percent} from "../../lib/format/number.js";
import type {Text} from "../../lib/format/text.js";
import {HALF_YEAR, type Standing} from "../../lib/timing/trailing-standing.js";

/** A premium as the report's axis has it: percent with two decimals. */
export const premium = (x: number): string => percent(x, {digits: 2, signed: true});

/** What the report's sentence says: where activity stands, whether it tops the half year, and how it moved in a week. */
export function informedClaim(
  name: Text,
  {now, before, standing}: {readonly now: number; readonly before: number; readonly standing: Standing}
): Text {
  const rose = now > before;
  const moved = Number.isNaN(before)
    ? {zh: "", en: ""}
    : rose
      ? {
          zh: `较五日前回升（${premium(before)} → ${premium(now)}）`,
          en: `up from ${premium(before)} five days ago to ${premium(now)}`
        }
      : {
          zh: `较五日前回落（${premium(before)} → ${premium(now)}）`,
          en: `down from ${premium(before)} five days ago to ${premium(now)}`
        };
  const place =
    standing.highest === 1
      ? {
          zh: `，**超出此前 ${HALF_YEAR} 日的最高水平**`,
          en: `, **above every value of the ${HALF_YEAR} days before**`
        }
      : Number.isNaN(standing.percentile)
        ? {zh: "；可比的历史还不够", en: "; there is too little history to compare with"}
        : {
            zh: `，处于此前 ${standing.earlier} 日的 **${percent(standing.percentile, {digits: 0})} 分位**`,
            en: `, at **${percent(standing.percentile, {digits: 0})}** of the ${standing.earlier} days before`
          };
  const side =
    now > 0
      ? {
          zh: "聪明钱成交价高于全部成交均价，偏于买入",
          en: "smart bars trade above the average price, on the buying side"
        }
      : {
          zh: "聪明钱成交价低于全部成交均价，偏于卖出",
          en: "smart bars trade below the average price, on the selling side"
        };
  if (Number.isNaN(now))
    return {
      zh: `${name.zh}：到所选之日分钟线还不满窗口。`,
      en: `${name.en}: too few days of bars up to this day.`
    };
  return {
    zh: `**${name.zh}**的知情交易者活跃度（日内口径）${moved.zh}${place.zh}；${side.zh}。`,
    en: `Informed activity in **${name.en}** (within days) is ${moved.en || premium(now)}${place.en}; ${side.en}.`
  };
}

/** What the planted market says of the measures. */
export function recoveryClaim(
  scores: Readonly<Record<"within" | "pooled" | "vpin", number>>,
  {pin, planted}: {readonly pin: number; readonly planted: number}
): Text {
  const r = (x: number): string => x.toFixed(2).replace("-", "\u2212");
  const level = Number.isNaN(pin)
    ? {
        zh: "PIN 要 60 日分钟线，这里还没有估计。",
        en: "PIN needs sixty days of bars and has no estimate here yet."
      }
    : {
        zh: `PIN 的平均估计为 ${percent(pin, {digits: 1})}，植入的平均为 ${percent(planted, {digits: 1})}；60 日的窗口跟不上它的日间变化。`,
        en: `PIN averages ${percent(pin, {digits: 1})} where ${percent(planted, {digits: 1})} is planted; its sixty-day window cannot follow the changes from day to day.`
      };
  return {
    zh: `与植入强度（十日平均）的相关：**日内口径 ${r(scores.within)}，合并口径 ${r(scores.pooled)}**，VPIN ${r(scores.vpin)}。合并口径把十天的价格漂移也算作溢价，VPIN 不分方向。${level.zh}`,
    en: `Correlation with the planted intensity, ten-day mean: **within days ${r(scores.within)}, pooled ${r(scores.pooled)}**, VPIN ${r(scores.vpin)}. The pooled premium counts ten days of drift as premium, and VPIN has no direction. ${level.en}`
  };
}
