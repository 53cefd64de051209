import {percent} from "../../lib/format/number.js";
import type {Edition} from "../../lib/weekly/issue.js";
import {lines} from "../lines.js";
import {type FigureContext, moduleFigure} from "./frame.js";

/** The smart-money premium over half a year. */
export function informedFigure(edition: Edition, context: FigureContext): HTMLElement {
  const {index = "", zh = "", en = "", date = [], ia1 = []} = edition.modules.informed ?? {};
  const {locale} = context;
  return moduleFigure(
    "informed",
    (width) =>
      lines(date, [{name: locale === "zh" ? zh : en, value: ia1}], {
        label: {zh: "知情交易者活跃度", en: "Informed-trader activity"},
        locale,
        width,
        height: 200,
        baseline: 0,
        format: (v) => percent(v, {digits: 2, signed: true})
      }),
    {
      edition,
      context,
      about: {
        title: {zh: "知情交易者活跃度", en: "Informed-trader activity"},
        subtitle: {
          zh: "聪明钱成交均价相对全部成交均价的溢价",
          en: "Premium of the smart trades' average price over all trades'"
        },
        columns: {date, ia1},
        sql: `SELECT * FROM informed_activity WHERE "index" = '${index}' AND date <= DATE '${edition.day}' ORDER BY date;`,
        method: "/timing/informed",
        code: "pipeline/weekly/informed.ts"
      }
    }
  );
}
