import {fixed} from "../../lib/format/number.js";
import type {Text} from "../../lib/format/text.js";
import type {Edition} from "../../lib/weekly/issue.js";
import {bars} from "../bars.js";
import {type FigureContext, moduleFigure} from "./frame.js";

interface FlowAbout {
  readonly title: Text;
  readonly table: string;
  readonly column: string;
  readonly method: string;
}

const ABOUT: Readonly<Record<"northbound" | "margin", FlowAbout>> = {
  northbound: {
    title: {zh: "北向资金行业净流入", en: "Northbound money by industry"},
    table: "northbound_flow",
    column: "flow",
    method: "/methods/northbound"
  },
  margin: {
    title: {zh: "两融资金行业净买入", en: "Margin money by industry"},
    table: "margin_flow",
    column: "net",
    method: "/industries/margin"
  }
};

/** The week's money by industry as bars. */
export const flowFigure =
  (name: "northbound" | "margin") =>
  (edition: Edition, context: FigureContext): HTMLElement => {
    const {industry = [], zh = [], en = [], flow = [], to} = edition.modules[name] ?? {};
    const {title, table, column, method} = ABOUT[name];
    const {locale} = context;
    return moduleFigure(
      name,
      (width) =>
        bars(
          {name: locale === "zh" ? zh : en, value: flow.map((x) => x / 1e8)},
          {label: title, locale, width, rowHeight: 19, format: (v) => fixed(v, {digits: 1, signed: true})}
        ),
      {
        edition,
        context,
        about: {
          title,
          subtitle: {
            zh: `亿元，${edition.since} 收盘后至 ${to}`,
            en: `CNY 100 m, after the close of ${edition.since} to ${to}`
          },
          columns: {industry, flow},
          asOf: to,
          sql: `SELECT scheme, industry, sum("${column}") AS week FROM ${table}\nWHERE date > DATE '${edition.since}' AND date <= DATE '${to}'\nGROUP BY ALL ORDER BY scheme, week DESC;`,
          method,
          code: "pipeline/weekly/flows.ts"
        }
      }
    );
  };
