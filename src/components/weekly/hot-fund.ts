import {fixed} from "../../lib/format/number.js";
import type {Edition} from "../../lib/weekly/issue.js";
import {lines} from "../lines.js";
import {type FigureContext, moduleFigure} from "./frame.js";

/** The fund's and the index's levels over the window. */
export function hotFundFigure(edition: Edition, context: FigureContext): HTMLElement {
  const {
    fund = "",
    name = "",
    date = [],
    level = [],
    indexLevel = [],
    index,
    to
  } = edition.modules.hotFund ?? {};
  const {locale} = context;
  return moduleFigure(
    "hotFund",
    (width) =>
      lines(
        date,
        [
          {name, value: level},
          {name: index ?? "", value: indexLevel, color: "var(--ink-3)"}
        ],
        {
          label: {zh: "基金与指数的净值", en: "Levels of the fund and the index"},
          locale,
          width,
          height: 220,
          baseline: 1,
          format: (v) => fixed(v, {digits: 3})
        }
      ),
    {
      edition,
      context,
      about: {
        title: {zh: "热点基金", en: "The fund of the week"},
        subtitle: {
          zh: "复权净值与指数收盘，起点为 1",
          en: "Adjusted net asset value and index level, 1 at the start"
        },
        columns: {date, fund: level, index: indexLevel},
        asOf: to,
        sql: `SELECT date, adj_nav FROM fund_nav WHERE fund = '${fund}' AND date <= DATE '${edition.day}' ORDER BY date;`,
        code: "pipeline/weekly/hot-fund.ts"
      }
    }
  );
}
