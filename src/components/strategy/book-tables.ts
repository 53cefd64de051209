import {fixed, integer, points} from "../../lib/format/number.js";
import {type Locale, say} from "../../lib/format/text.js";
import {dataTable, type Field} from "../table.js";
import {type JsonColumns, numbers, texts} from "./columns.js";
import {ROLE_NAMES} from "./words.js";

const share = (v: number): string => points(v, {digits: 1, signed: true});

/** Strategies of one family with what corrects for having chosen. Rows of `stats` are the whole samples. */
export function bookColumns(stats: JsonColumns, locale: Locale) {
  return {
    name: texts(stats, locale === "zh" ? "name_zh" : "name_en"),
    role: texts(stats, "role").map((r) => say(ROLE_NAMES[r] ?? {zh: r, en: r}, locale)),
    annual_return: numbers(stats, "annual_return"),
    gross_return: numbers(stats, "gross_return"),
    benchmark: numbers(stats, "benchmark"),
    sharpe: numbers(stats, "sharpe"),
    sharpe_se: numbers(stats, "sharpe_se"),
    max_drawdown: numbers(stats, "max_drawdown"),
    turnover: numbers(stats, "turnover"),
    dsr: numbers(stats, "dsr"),
    pbo: numbers(stats, "pbo"),
    placebo: numbers(stats, "placebo"),
    variants_tried: numbers(stats, "variants_tried")
  };
}

export function bookTable(stats: JsonColumns, {locale}: {readonly locale: Locale}): HTMLElement {
  const columns = bookColumns(stats, locale);
  const fields: Field[] = [
    {name: "name", label: {zh: "策略", en: "Strategy"}},
    {name: "role", label: {zh: "来历", en: "Chosen how"}},
    {name: "annual_return", label: {zh: "年化", en: "A year"}, unit: "%", format: share, tone: true},
    {name: "gross_return", label: {zh: "费前", en: "Before costs"}, unit: "%", format: share, tone: true},
    {name: "benchmark", label: {zh: "沪深300", en: "CSI 300"}, unit: "%", format: share, tone: true},
    {
      name: "sharpe",
      label: {zh: "夏普 ± 标准误", en: "Sharpe ± error"},
      format: (v: number, i: number) =>
        `${fixed(v, {signed: true})} ± ${fixed(columns.sharpe_se[i] ?? Number.NaN)}`
    },
    {name: "max_drawdown", label: {zh: "最大回撤", en: "Deepest fall"}, unit: "%", format: share},
    {
      name: "turnover",
      label: {zh: "年换手", en: "Turnover"},
      unit: "×",
      format: (v: number) => fixed(v, {digits: 1})
    },
    {name: "dsr", label: {zh: "收缩夏普概率", en: "Deflated Sharpe"}, format: (v: number) => fixed(v)},
    {name: "pbo", label: {zh: "过拟合概率", en: "PBO"}, format: (v: number) => fixed(v)},
    {
      name: "placebo",
      label: {zh: "随机组合分位", en: "Among random"},
      unit: "%",
      format: (v: number) => points(v, {digits: 0})
    },
    {name: "variants_tried", label: {zh: "试过", en: "Tried"}, format: (v: number) => integer(v)}
  ];
  return dataTable(columns, {locale, caption: {zh: "策略与检验", en: "Strategies and their tests"}, fields});
}
