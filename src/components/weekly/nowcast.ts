import {percent} from "../../lib/format/number.js";
import type {Edition} from "../../lib/weekly/issue.js";
import {lines} from "../lines.js";
import {type FigureContext, moduleFigure} from "./frame.js";

/** The nowcast of the quarter by vintage, between the bounds of its 70 % band. */
export function nowcastFigure(edition: Edition, context: FigureContext): HTMLElement {
  const {quarter = "", vintage = [], value = [], lo70 = [], hi70 = []} = edition.modules.nowcast ?? {};
  const {locale} = context;
  return moduleFigure(
    "nowcast",
    (width) =>
      lines(
        vintage,
        [
          {name: quarter, value},
          {name: "70%", value: hi70, color: "var(--ink-3)"},
          {name: "", value: lo70, color: "var(--ink-3)"}
        ],
        {
          label: {zh: "GDP 实时预测的路径", en: "Path of the GDP nowcast"},
          locale,
          width,
          height: 220,
          format: (v) => percent(v, {digits: 1})
        }
      ),
    {
      edition,
      context,
      about: {
        title: {zh: "GDP 实时预测", en: "GDP nowcast"},
        subtitle: {
          zh: `${quarter} 同比增速，按预测日；灰线为 70% 区间`,
          en: `Year-on-year growth of ${quarter} by vintage; grey: the 70 % band`
        },
        columns: {vintage, value, lo70, hi70},
        asOf: vintage.at(-1),
        sql: `SELECT * FROM nowcast WHERE quarter = '${quarter}' AND vintage_date <= DATE '${edition.day}' ORDER BY vintage_date;`,
        method: "/macro/nowcast",
        code: "pipeline/weekly/nowcast.ts"
      }
    }
  );
}
