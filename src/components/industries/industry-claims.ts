import type {BoardMeasure} from "../../lib/flow/board-measures.js";
import {panelColumn} from "../../lib/flow/industry-book.js";
import {percentile, streak} from "../../lib/flow/standing.js";
import {day} from "../../lib/format/date.js";
import {fixed, percent, points} from "../../lib/format/number.js";
import type {Text} from "../../lib/format/text.js";
import {flowText, streakText} from "../flow/words.js";
import type {Board} from "./board.js";

/** One industry's week in sentences: what analysts and money did, how unusual it was, how crowded it is. */
export function industryClaims(
  board: Board,
  {column, at, date}: {readonly column: number; readonly at: number; readonly date: string}
): Text[] {
  const n = board.industries.length;
  const {zh, en} = board.industries[column] ?? {zh: "", en: ""};
  const of = (measure: BoardMeasure): Float64Array =>
    panelColumn(board.panels[measure], column, {industries: n, to: at});
  const now = (measure: BoardMeasure): number => board.panels[measure][at * n + column] as number;
  const parts: (Text | false)[] = [
    !Number.isNaN(now("d_roe")) && {
      zh: `预期 ROE ${percent(now("roe"), {digits: 1})}，一周${now("d_roe") < 0 ? "下调" : "上调"} ${points(Math.abs(now("d_roe")))} 个百分点`,
      en: `expected ROE is ${percent(now("roe"), {digits: 1})}, ${now("d_roe") < 0 ? "cut" : "raised"} by ${points(Math.abs(now("d_roe")))} points in the week`
    },
    ...(["north", "margin", "money"] as const).map((measure): Text | false => {
      const path = of(measure);
      const x = path.at(-1) ?? Number.NaN;
      if (Number.isNaN(x)) return false;
      const place = percentile(path.subarray(0, -1), x);
      const names = {
        north: ["北向资金", "northbound money"],
        margin: ["两融", "margin"],
        money: ["主动资金", "active flow"]
      }[measure];
      const run = {zh: streakText(streak(path), "zh"), en: streakText(streak(path), "en")};
      const rank = Number.isNaN(place)
        ? {zh: "", en: ""}
        : {
            zh: `高于此前 ${percent(place, {digits: 0})} 的周`,
            en: `above ${percent(place, {digits: 0})} of the weeks before`
          };
      const rest = (locale: "zh" | "en"): string =>
        [run[locale], rank[locale]].filter(Boolean).join(locale === "zh" ? "，" : ", ");
      return {
        zh: `${names[0]}${flowText(x, "zh")}${rest("zh") ? `（${rest("zh")}）` : ""}`,
        en: `${names[1]}: ${flowText(x, "en")}${rest("en") ? ` (${rest("en")})` : ""}`
      };
    }),
    !Number.isNaN(now("crowding")) && {
      zh: `拥挤度 ${fixed(now("crowding"), {signed: true})}${Math.abs(now("crowding")) > 1 ? "，已过警戒线" : ""}`,
      en: `crowding is ${fixed(now("crowding"), {signed: true})}${Math.abs(now("crowding")) > 1 ? ", past the line" : ""}`
    }
  ];
  const said = parts.filter((p): p is Text => p !== false);
  if (said.length === 0)
    return [
      {
        zh: `截至${day(date, "zh")}，${zh}还没有可说的数。`,
        en: `Up to ${day(date, "en")} there is nothing to say of ${en}.`
      }
    ];
  return [
    {
      zh: `截至${day(date, "zh")}的一周，**${zh}**：${said.map((p) => p.zh).join("；")}。`,
      en: `The week to ${day(date, "en")}, **${en}**: ${said.map((p) => p.en).join("; ")}.`
    }
  ];
}
