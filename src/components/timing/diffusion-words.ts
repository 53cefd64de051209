import {isoDay} from "../../lib/format/date.js";
import {percent, points} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import type {DiffusionSeries} from "../../lib/timing/diffusion-book.js";
import {dataTable} from "../table.js";

/** Diffusion of one index on one day, and five days before. */
export interface DiffusionRow {
  readonly name: Text;
  readonly up: number;
  readonly valid: number;
  readonly members: number;
  readonly ratio: number;
  readonly change: number;
}

/** Row `at` of a series as a table shows it. */
export const diffusionRow = (
  name: Text,
  {up, valid, ratio}: DiffusionSeries,
  {at, members}: {readonly at: number; readonly members: number}
): DiffusionRow => ({
  name,
  up: up[at] as number,
  valid: valid[at] as number,
  members,
  ratio: ratio[at] as number,
  change: at < 5 ? Number.NaN : (ratio[at] as number) - (ratio[at - 5] as number)
});

/** Which indices stand highest and lowest, how many rose over the week, and how far the structure agrees. */
export function diffusionClaim(
  rows: readonly DiffusionRow[],
  {window}: {readonly window: number}
): Text | null {
  const ranked = [...rows].filter((r) => !Number.isNaN(r.ratio)).sort((a, b) => b.ratio - a.ratio);
  const [top, bottom] = [ranked[0], ranked.at(-1)];
  if (!top || !bottom) return null;
  const rose = ranked.filter((r) => r.change > 0).length;
  const share = (x: number): string => percent(x, {digits: 1});
  const wide = top.ratio - bottom.ratio > 0.2;
  return {
    zh: `按 ${window} 日口径，**${top.name.zh}最高（${share(top.ratio)}），${bottom.name.zh}最低（${share(bottom.ratio)}）**；${ranked.length} 个指数中 ${rose} 个高于五日前。最高与最低相差 ${points(top.ratio - bottom.ratio, {digits: 0})} 个百分点，${wide ? "结构分化" : "结构一致"}。`,
    en: `Over ${window} days **${top.name.en} stands highest (${share(top.ratio)}), ${bottom.name.en} lowest (${share(bottom.ratio)})**; ${rose} of ${ranked.length} indices are above five days ago. They lie ${points(top.ratio - bottom.ratio, {digits: 0})} points apart: ${wide ? "the market is divided" : "the market moves together"}.`
  };
}

/** The last signal of a series up to row `at`, and what the lines say now. */
export function signalClaim(name: Text, {days, fast, slow, signal}: DiffusionSeries, at: number): Text {
  let last = at;
  while (last >= 0 && signal[last] === 0) last--;
  const above = (fast[at] as number) > (slow[at] as number);
  const lines = Number.isNaN(slow[at])
    ? {zh: "快慢线尚不满窗", en: "its lines are not full yet"}
    : above
      ? {zh: "快线在慢线之上", en: "the fast line is above the slow one"}
      : {zh: "快线在慢线之下", en: "the fast line is below the slow one"};
  if (last < 0)
    return {
      zh: `${name.zh}：${lines.zh}，此前没有信号。`,
      en: `${name.en}: ${lines.en}; there has been no signal.`
    };
  const kind = (signal[last] as number) > 0 ? {zh: "底部", en: "bottom"} : {zh: "顶部", en: "top"};
  const day = isoDay(days[last] as number);
  return {
    zh: `${name.zh}：${lines.zh}；最近一次信号是 ${day} 的**${kind.zh}信号**，${at === last ? "就在当日" : `距今 ${at - last} 个交易日`}。`,
    en: `${name.en}: ${lines.en}; its last signal was the **${kind.en}** of ${day}, ${at === last ? "this very day" : `${at - last} trading days ago`}.`
  };
}

export const diffusionColumns = (rows: readonly DiffusionRow[], {locale}: {readonly locale: Locale}) => ({
  index: rows.map((r) => say(r.name, locale)),
  up: rows.map((r) => r.up),
  down: rows.map((r) => r.valid - r.up),
  valid: rows.map((r) => r.valid),
  members: rows.map((r) => r.members),
  ratio: rows.map((r) => r.ratio),
  change: rows.map((r) => r.change)
});

/** The report's table: members up, down, valid and the index; the change is over five days, in points. */
export function diffusionTable(
  columns: Readonly<Record<string, ArrayLike<unknown>>>,
  {locale, caption}: {readonly locale: Locale; readonly caption: Text}
): HTMLElement {
  const count = (x: number): string => String(x);
  const fields = [
    {name: "index", label: {zh: "指数", en: "Index"}},
    {
      name: "ratio",
      label: {zh: "扩散指数", en: "Diffusion"},
      format: (x: number) => percent(x, {digits: 1}),
      bar: "positive" as const,
      max: 1
    },
    {
      name: "recomputed",
      label: {zh: "按股数重算", en: "From counts"},
      format: (x: number) => percent(x, {digits: 1})
    },
    {
      name: "change",
      label: {zh: "较五日前", en: "Over 5 days"},
      unit: {zh: "百分点", en: "points"},
      format: (x: number) => points(x, {digits: 1, signed: true}),
      tone: true
    },
    {name: "up", label: {zh: "上涨趋势", en: "Up"}, unit: {zh: "只", en: "stocks"}, format: count},
    {name: "down", label: {zh: "下跌趋势", en: "Down"}, unit: {zh: "只", en: "stocks"}, format: count},
    {name: "valid", label: {zh: "有效", en: "Valid"}, unit: {zh: "只", en: "stocks"}, format: count},
    {name: "members", label: {zh: "成分", en: "Members"}, unit: {zh: "只", en: "stocks"}, format: count}
  ];
  return dataTable(columns, {locale, caption, fields: fields.filter((f) => f.name in columns)});
}
