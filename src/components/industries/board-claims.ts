import {ranked} from "../../lib/factor/view.js";
import {boardVotes, VOTES} from "../../lib/flow/board.js";
import {panelRow} from "../../lib/flow/industry-book.js";
import {day} from "../../lib/format/date.js";
import {percent} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";
import type {Board} from "./board.js";
import {rankText} from "./rank.js";

/** Where signals agree this week and where they clash; who leads by factor return. */
export function boardClaims(board: Board, {at, date}: {readonly at: number; readonly date: string}): Text[] {
  const {up, down, known} = boardVotes(board, at);
  const factor = panelRow(board.panels.factor, at, board.industries.length);
  const most = Math.max(...known);
  const named = (side: Int32Array, other: Int32Array, locale: Locale): string => {
    const score = Float64Array.from(side, (x, c) =>
      x > (other[c] as number) ? x - (other[c] as number) : Number.NaN
    );
    const rows = ranked(score).slice(0, 3);
    if (rows.length === 0) return locale === "zh" ? "没有" : "none";
    return rows
      .map((c) => {
        const name = board.industries[c]?.[locale] ?? "";
        return locale === "zh"
          ? `${name}（${up[c]} 正 ${down[c]} 负）`
          : `${name} (${up[c]} up, ${down[c]} down)`;
      })
      .join(locale === "zh" ? "、" : ", ");
  };
  const texts: (Text | false)[] = [
    most > 0 && {
      zh: `截至${day(date, "zh")}的一周，${VOTES.length} 类信号里有数的最多 ${most} 类。信号最一致偏多的行业：**${named(up, down, "zh")}**；最一致偏空的：**${named(down, up, "zh")}**。`,
      en: `In the week to ${day(date, "en")} up to ${most} of ${VOTES.length} kinds of signal have figures. Most agree on the upside for **${named(up, down, "en")}**, on the downside for **${named(down, up, "en")}**.`
    },
    ranked(factor).length > 0 && {
      zh: `行业因子（扣除市场与风格）一周领先的是 ${rankText(board.industries, factor, 3, {locale: "zh", format: (x) => percent(x, {signed: true})})}，落后的是 ${rankText(board.industries, factor, -3, {locale: "zh", format: (x) => percent(x, {signed: true})})}。`,
      en: `Industry factors, net of market and styles: ahead ${rankText(board.industries, factor, 3, {locale: "en", format: (x) => percent(x, {signed: true})})}; behind ${rankText(board.industries, factor, -3, {locale: "en", format: (x) => percent(x, {signed: true})})}.`
    }
  ];
  return texts.filter((t): t is Text => t !== false);
}
