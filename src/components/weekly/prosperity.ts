import {points} from "../../lib/format/number.js";
import type {Edition} from "../../lib/weekly/issue.js";
import {dataTable} from "../table.js";
import {type FigureContext, moduleFigure} from "./frame.js";

/** Expected ROE and growth by industry with the week's change. */
export function prosperityFigure(edition: Edition, context: FigureContext): HTMLElement {
  const {
    industry = [],
    zh = [],
    en = [],
    roe = [],
    dRoe = [],
    growth = [],
    dGrowth = [],
    to
  } = edition.modules.prosperity ?? {};
  const {locale} = context;
  const level = (v: number): string => points(v, {digits: 2});
  const change = (v: number): string => points(v, {digits: 2, signed: true});
  return moduleFigure(
    "prosperity",
    dataTable(
      {name: locale === "zh" ? zh : en, roe, dRoe, growth, dGrowth},
      {
        locale,
        fields: [
          {name: "name", label: {zh: "行业", en: "Industry"}},
          {name: "roe", label: {zh: "预期 ROE", en: "Expected ROE"}, unit: "%", format: level},
          {
            name: "dRoe",
            label: {zh: "周变化", en: "Week"},
            unit: {zh: "百分点", en: "points"},
            format: change,
            tone: true,
            bar: "diverging"
          },
          {name: "growth", label: {zh: "预期增速", en: "Expected growth"}, unit: "%", format: level},
          {
            name: "dGrowth",
            label: {zh: "周变化", en: "Week"},
            unit: {zh: "百分点", en: "points"},
            format: change,
            tone: true,
            bar: "diverging"
          }
        ]
      }
    ),
    {
      edition,
      context,
      about: {
        title: {zh: "分析师行业景气预期", en: "Analysts' expectations by industry"},
        subtitle: {
          zh: "未来十二个月，行业净利润与净资产之比及净利润增速",
          en: "Forward twelve months: ROE and profit growth of each industry"
        },
        columns: {industry, roe, d_roe: dRoe, growth, d_growth: dGrowth},
        asOf: to,
        sql: `SELECT * FROM prosperity WHERE date = DATE '${to}' ORDER BY scheme, d_roe DESC;`,
        method: "/industries/prosperity",
        code: "pipeline/weekly/prosperity.ts"
      }
    }
  );
}
