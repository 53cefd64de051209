import {fixed, integer, percent, yi} from "../../lib/format/number.js";
import type {Locale} from "../../lib/format/text.js";

const words: Readonly<Record<string, {zh: string; en: string}>> = {
  points: {zh: " 点", en: " points"},
  years: {zh: " 年", en: " years"},
  year: {zh: " 年", en: ""},
  multiple: {zh: " 倍", en: "×"},
  names: {zh: " 个名称", en: " names"},
  industries: {zh: " 个行业", en: " industries"},
  indicators: {zh: " 个指标", en: " indicators"},
  indices: {zh: " 个指数", en: " indices"},
  factors: {zh: " 个因子", en: " factors"},
  stocks: {zh: " 只", en: " stocks"},
  funds: {zh: " 只", en: " funds"},
  events: {zh: " 个事件", en: " events"},
  windows: {zh: " 个窗口", en: " windows"},
  assets: {zh: " 类资产", en: " assets"},
  weeks: {zh: " 周", en: " weeks"},
  months: {zh: " 个月", en: " months"},
  days: {zh: " 日", en: " days"},
  persons: {zh: " 人", en: " persons"},
  inversions: {zh: " 处逆序", en: " inversions"},
  figures: {zh: " 张图", en: " figures"},
  directions: {zh: " 个方向", en: " directions"},
  sd: {zh: " 个标准差", en: " sd"}
};

/** Money in English: `CNY 13.67 bn`. */
export const billion = (cny: number): string => `CNY ${fixed(cny / 1e9)} bn`;

/** A number of a report with its unit, for people: CNY in 亿 or billions, shares in percent. */
export function valueText(value: number, unit: string, locale: Locale): string {
  if (!Number.isFinite(value)) return "—";
  if (unit === "CNY") return locale === "zh" ? `${yi(value, {digits: 1})} 亿元` : billion(value);
  if (unit === "ratio") return percent(value, {digits: decimalsOf(value * 100)});
  if (unit === "exposure") return fixed(value, {digits: 2, signed: true});
  const word = words[unit];
  const digits = unit === "year" || Number.isInteger(value) ? 0 : 2;
  const number = unit === "year" ? String(value) : digits === 0 ? integer(value) : fixed(value, {digits});
  return word
    ? `${number}${word[locale]}`
    : unit === "figure" || unit === "rank"
      ? number
      : `${number} ${unit}`;
}

/** Decimals, two at most, that the number needs. */
function decimalsOf(value: number): number {
  const near = (digits: number): boolean => Math.abs(value - Number(value.toFixed(digits))) < 1e-9;
  return near(0) ? 0 : near(1) ? 1 : 2;
}
