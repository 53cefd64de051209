import {fixed} from "../../lib/format/number.js";
import type {Edition} from "../../lib/weekly/issue.js";
import {dataTable} from "../table.js";
import {type FigureContext, moduleFigure} from "./frame.js";

/** Rows shown; the data hold all. */
const SHOWN = 12;

/** The most changed indicators: before, now, the change against its own history, and the arrow it earns. */
export function indicatorsFigure(edition: Edition, context: FigureContext): HTMLElement {
  const all = edition.modules.indicators;
  const {
    series = [],
    zh = [],
    en = [],
    unit = [],
    industry = [],
    previous = [],
    value = [],
    z = [],
    arrow = []
  } = all ?? {};
  const {locale} = context;
  const name = locale === "zh" ? zh : en;
  const top = <T>(x: readonly T[]): readonly T[] => x.slice(0, SHOWN);
  const digits = (v: number): string => fixed(v, {digits: Math.abs(v) >= 1000 ? 0 : 2});
  return moduleFigure(
    "indicators",
    dataTable(
      {
        industry: top(industry),
        name: top(name).map((n, i) => (unit[i] ? `${n}（${unit[i]}）` : n)),
        previous: top(previous),
        value: top(value),
        z: top(z),
        arrow: top(arrow)
      },
      {
        locale,
        fields: [
          {name: "industry", label: {zh: "行业", en: "Industry"}},
          {name: "name", label: {zh: "指标", en: "Indicator"}},
          {name: "previous", label: {zh: "前值", en: "Before"}, format: digits},
          {name: "value", label: {zh: "本期", en: "Now"}, format: digits},
          {
            name: "z",
            label: {zh: "变化", en: "Change"},
            unit: {zh: "标准差", en: "s.d."},
            format: (v: number) => fixed(v, {digits: 1, signed: true}),
            bar: "diverging",
            tone: true
          },
          {name: "arrow", label: {zh: "方向", en: "Arrow"}, align: "center"}
        ]
      }
    ),
    {
      edition,
      context,
      about: {
        title: {zh: "行业高频指标", en: "High-frequency indicators by industry"},
        subtitle: {
          zh: `变化最大的 ${Math.min(SHOWN, series.length)} 项；变化按该指标以往同期限变化标准化，方向为对行业利好`,
          en: `The ${Math.min(SHOWN, series.length)} that changed most; changes against their own past, positive in the industry's favour`
        },
        columns: {series, name, industry, previous, value, z, arrow},
        asOf: all?.to,
        sql: `SELECT * FROM industry_indicator_signal\nWHERE date BETWEEN DATE '${edition.day}' - 30 AND DATE '${edition.day}'\nORDER BY abs(z) DESC;`,
        method: "/industries/indicators",
        code: "pipeline/weekly/indicators.ts"
      }
    }
  );
}
