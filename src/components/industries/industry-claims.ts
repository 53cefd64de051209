import {runningSum} from "../../lib/flow/board.js";
import type {BoardMeasure} from "../../lib/flow/board-measures.js";
import {panelColumn} from "../../lib/flow/industry-book.js";
import {percentile, streak} from "../../lib/flow/standing.js";
import {day} from "../../lib/format/date.js";
import {direction, fixed, percent, points, yi} from "../../lib/format/number.js";
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
    !Number.isNaN(now("d_roe")) && revised(now("roe"), now("d_roe")),
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

/** Expected ROE and what the week did to it, as printed. */
function revised(roe: number, change: number): Text {
  const level = percent(roe, {digits: 1});
  const size = points(Math.abs(change));
  const side = direction(100 * change);
  return {
    zh:
      side === 0
        ? `预期 ROE ${level}，一周未变`
        : `预期 ROE ${level}，一周${side < 0 ? "下调" : "上调"} ${size} 个百分点`,
    en:
      side === 0
        ? `expected ROE is ${level}, unchanged in the week`
        : `expected ROE is ${level}, ${side < 0 ? "cut" : "raised"} by ${size} points in the week`
  };
}

/** Titles of the industry's two figures: its week, and where its lines have come to. */
export function industryTitles(
  board: Board,
  {column, at}: {readonly column: number; readonly at: number}
): {readonly week: Text; readonly history: Text} {
  const n = board.industries.length;
  const {zh, en} = board.industries[column] ?? {zh: "", en: ""};
  const now = (measure: BoardMeasure): number => board.panels[measure][at * n + column] as number;
  const money = (x: number): string => yi(x, {digits: 1, signed: true});
  const sum = (measure: BoardMeasure): number =>
    runningSum(panelColumn(board.panels[measure], column, {industries: n, to: at})).at(-1) ?? Number.NaN;
  const list = (
    parts: readonly (readonly [value: number, zh: string, en: string, text: string])[],
    locale: "zh" | "en"
  ): string =>
    parts
      .filter(([value]) => !Number.isNaN(value))
      .map(([, inZh, inEn, text]) => `${locale === "zh" ? inZh : inEn} ${text}`)
      .join(locale === "zh" ? "，" : ", ");
  const week = [
    [now("factor"), "因子", "factor", percent(now("factor"), {signed: true})],
    [now("north"), "北向", "northbound", money(now("north"))],
    [now("margin"), "两融", "margin", money(now("margin"))],
    [now("money"), "主动资金", "active flow", money(now("money"))]
  ] as const;
  const history = [
    [sum("north"), "北向累计", "northbound", yi(sum("north"), {digits: 0, signed: true})],
    [sum("margin"), "两融累计", "margin", yi(sum("margin"), {digits: 0, signed: true})],
    [sum("money"), "主动资金累计", "active flow", yi(sum("money"), {digits: 0, signed: true})]
  ] as const;
  return {
    week: {zh: `${zh}本周：${list(week, "zh")}`, en: `${en}, the week: ${list(week, "en")}`},
    history: {
      zh: `${zh}：${list(history, "zh")}（亿元）`,
      en: `${en}, sums so far: ${list(history, "en")} (CNY 100m)`
    }
  };
}
