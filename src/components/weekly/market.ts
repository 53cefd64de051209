import {fixed, points} from "../../lib/format/number.js";
import type {Edition} from "../../lib/weekly/issue.js";
import {sparkline} from "../sparkline.js";
import {dataTable} from "../table.js";
import {type FigureContext, moduleFigure} from "./frame.js";

const change = (v: number): string => points(v, {digits: 2, signed: true});

/** The main indices: level, week, month, year, and sixty sessions as a sparkline. */
export function marketFigure(edition: Edition, context: FigureContext): HTMLElement {
  const {
    index = [],
    zh = [],
    en = [],
    close = [],
    week = [],
    month = [],
    year = [],
    path = []
  } = edition.modules.market ?? {};
  const {locale} = context;
  const name = locale === "zh" ? zh : en;
  return moduleFigure(
    "market",
    dataTable(
      {name, close, week, month, year, path},
      {
        locale,
        fields: [
          {name: "name", label: {zh: "指数", en: "Index"}},
          {name: "close", label: {zh: "收盘", en: "Close"}, format: (v: number) => fixed(v)},
          {name: "week", label: {zh: "周", en: "Week"}, unit: "%", format: change, tone: true},
          {name: "month", label: {zh: "20 日", en: "20 days"}, unit: "%", format: change, tone: true},
          {name: "year", label: {zh: "今年", en: "Year"}, unit: "%", format: change, tone: true},
          {
            name: "path",
            label: {zh: "近 60 日", en: "60 days"},
            render: (v: readonly number[]) => sparkline(v, {width: 56, label: `${v[0]} → ${v.at(-1)}`})
          }
        ]
      }
    ),
    {
      edition,
      context,
      about: {
        title: {zh: "主要指数的一周", en: "The week in the main indices"},
        subtitle: {
          zh: `收盘点位与涨跌幅；周自 ${edition.since} 收盘起`,
          en: `Closing levels and changes; the week runs from the close of ${edition.since}`
        },
        columns: {index, name, close, week, month, year},
        sql: `SELECT date, "index", close FROM index_daily\nWHERE "index" IN (${index.map((i) => `'${i}'`).join(", ")}) AND date BETWEEN DATE '${edition.day}' - 100 AND DATE '${edition.day}'\nORDER BY "index", date;`,
        code: "pipeline/weekly/market.ts"
      }
    }
  );
}
