import type {GroupedRows, RowKind} from "../../lib/flow/grouped-rows.js";
import type {FlowView} from "../../lib/flow/view.js";
import {day} from "../../lib/format/date.js";
import {direction, integer, percent, yi} from "../../lib/format/number.js";
import type {Locale} from "../../lib/format/text.js";
import {element} from "../dom.js";
import {flowText, listText, rarityText, streakText} from "./words.js";

export interface ClaimsOptions {
  readonly date: string;
  /** An industry or sector as shown. */
  readonly name: (key: string) => string;
  readonly locale: Locale;
}

interface Named {
  readonly name: string;
  readonly value: number;
}

/** The week in sentences: how much, how sure, where to, how unusual. Every number is the table's. */
export function flowClaims(view: FlowView, rows: GroupedRows, options: ClaimsOptions): HTMLElement {
  const sentences = options.locale === "zh" ? chinese(view, rows, options) : english(view, rows, options);
  return element("div", {class: "claims"}, ...sentences);
}

/** Sectors or industries of the week, largest first. */
export function rankedWeek(
  {kind, name, values}: GroupedRows,
  wanted: RowKind,
  label: (key: string) => string
): Named[] {
  return name
    .map((n, i) => ({name: label(n), value: values.week?.[i] ?? Number.NaN, kind: kind[i]}))
    .filter((r) => r.kind === wanted && Number.isFinite(r.value))
    .sort((a, b) => b.value - a.value);
}

const sign = (cny: number): number => direction(cny / 1e8, {digits: 1});
const first = (rows: readonly Named[], n: number): Named[] =>
  rows.filter((r) => sign(r.value) > 0).slice(0, n);
const last = (rows: readonly Named[], n: number): Named[] =>
  rows
    .filter((r) => sign(r.value) < 0)
    .slice(-n)
    .reverse();
const one = (cny: number): string => yi(cny, {digits: 1});
const p = (...children: (Node | string)[]): HTMLElement => element("p", {}, ...children);
const strong = (text: string): HTMLElement => element("strong", {}, text);

function chinese(view: FlowView, rows: GroupedRows, {date, name}: ClaimsOptions): HTMLElement[] {
  const {week, weekDays, weeksBefore, percentile, residualSd} = view;
  const sectors = rankedWeek(rows, "sector", name);
  const industries = rankedWeek(rows, "industry", name);
  const run = streakText(view.streak, "zh");
  const checked = Number.isNaN(week.official)
    ? "本周没有官方净买入可供核对。"
    : `官方净买入合计 ${one(week.official)} 亿元，与各行业估计之和相差 ${yi(week.residual, {digits: 1, signed: true})} 亿元${Number.isNaN(residualSd) ? "" : `（此前各周残差的标准差为 ${one(residualSd)}）`}。`;
  const unusual = Number.isNaN(percentile)
    ? `此前只有 ${integer(weeksBefore)} 周，还谈不上历史分位。`
    : `此前 ${integer(weeksBefore)} 周中有 ${percent(percentile, {digits: 0})} 的周净流入低于本周，属于${rarityText(percentile, "zh")}${weekDays < 5 ? "（本周不足 5 日，与整周相比）" : ""}。`;
  return [
    p(
      `截至${day(date, "zh")}，本周 ${weekDays} 个交易日北向资金`,
      strong(flowText(week.total, "zh")),
      `，按当日最高、最低价计的误差不超过 ±${one(week.totalBand)}${run ? `；${run}` : ""}。${checked}`
    ),
    p(
      `板块中，${listed(first(sectors, 2), "净流入较高的是", "没有板块净流入")}。行业中，${listed(first(industries, 3), "净流入前三的是", "没有行业净流入")}；${listed(last(industries, 3), "净流出前三的是", "没有行业净流出")}（亿元）。${unusual}`
    )
  ];
}

const listed = (rows: readonly Named[], lead: string, none: string): string =>
  rows.length === 0 ? none : `${lead}${listText(rows, "zh")}`;

function english(view: FlowView, rows: GroupedRows, {date, name}: ClaimsOptions): HTMLElement[] {
  const {week, weekDays, weeksBefore, percentile, residualSd} = view;
  const sectors = rankedWeek(rows, "sector", name);
  const industries = rankedWeek(rows, "industry", name);
  const run = streakText(view.streak, "en");
  const checked = Number.isNaN(week.official)
    ? "No official net buying is there to check it against."
    : `Official net buying was ${one(week.official)}, ${yi(week.residual, {digits: 1, signed: true})} from the sum of the estimates${Number.isNaN(residualSd) ? "" : ` (standard deviation of that residual over earlier weeks: ${one(residualSd)})`}.`;
  const unusual = Number.isNaN(percentile)
    ? `With ${integer(weeksBefore)} weeks before it, nothing can be said of its place in history.`
    : `Of the ${integer(weeksBefore)} weeks before, ${percent(percentile, {digits: 0})} had a smaller inflow: ${rarityText(percentile, "en")}${weekDays < 5 ? " (short of five days, against whole weeks)" : ""}.`;
  const list = (some: readonly Named[], lead: string, none: string): string =>
    some.length === 0 ? none : `${lead} ${listText(some, "en")}`;
  return [
    p(
      `To ${day(date, "en")}, ${weekDays} trading day${weekDays === 1 ? "" : "s"} into the week, northbound money had a `,
      strong(flowText(week.total, "en")),
      `, within ±${one(week.totalBand)} by the days' highest and lowest prices${run ? `; it is ${run}` : ""}. ${checked}`
    ),
    p(
      `Sectors: ${list(first(sectors, 2), "most went to", "none had an inflow")}. Industries: ${list(first(industries, 3), "the largest inflows were", "none had an inflow")}; ${list(last(industries, 3), "the largest outflows", "none had an outflow")} (CNY 100m). ${unusual}`
    )
  ];
}
