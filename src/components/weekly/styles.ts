import {styleNamed} from "../../lib/factor/styles.js";
import {points} from "../../lib/format/number.js";
import type {Edition} from "../../lib/weekly/issue.js";
import {dataTable} from "../table.js";
import {type FigureContext, moduleFigure} from "./frame.js";

/** Style returns of the week and of twenty sessions. */
export function stylesFigure(edition: Edition, context: FigureContext): HTMLElement {
  const {factor = [], week = [], month = []} = edition.modules.styles ?? {};
  const {locale} = context;
  const change = (v: number): string => points(v, {digits: 2, signed: true});
  return moduleFigure(
    "styles",
    dataTable(
      {name: factor.map((f) => styleNamed(f)[locale]), week, month},
      {
        locale,
        fields: [
          {name: "name", label: {zh: "风格", en: "Style"}},
          {
            name: "week",
            label: {zh: "周", en: "Week"},
            unit: "%",
            format: change,
            bar: "diverging",
            tone: true
          },
          {
            name: "month",
            label: {zh: "20 日", en: "20 days"},
            unit: "%",
            format: change,
            bar: "diverging",
            tone: true
          }
        ]
      }
    ),
    {
      edition,
      context,
      about: {
        title: {zh: "风格因子收益", en: "Returns of the style factors"},
        subtitle: {
          zh: "纯因子组合的累计收益，暴露一个标准差",
          en: "Compounded returns of pure factor portfolios, one standard deviation of exposure"
        },
        columns: {factor, week, month},
        sql: `SELECT date, factor, "return" FROM factor_return\nWHERE kind = 'style' AND date > DATE '${edition.since}' AND date <= DATE '${edition.day}'\nORDER BY factor, date;`,
        method: "/methods/factors",
        code: "pipeline/weekly/styles.ts"
      }
    }
  );
}
