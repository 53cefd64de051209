import {yi} from "../../lib/format/number.js";
import type {Locale} from "../../lib/format/text.js";
import {dataTable, type TableColumns} from "../table.js";

const UNIT = {zh: "亿元", en: "CNY 100m"};
const amount = (cny: number): string => yi(cny, {digits: 1, signed: true});

/** A quarter's change by industry with its bounds; columns `industry`, `flow`, `lo`, `hi` in CNY. */
export function quarterTable(
  columns: TableColumns,
  {name, locale}: {readonly name: (key: string) => string; readonly locale: Locale}
): HTMLElement {
  return dataTable(columns, {
    locale,
    caption: {zh: "季度北向持股变动", en: "Quarterly change in northbound holdings"},
    fields: [
      {name: "industry", label: {zh: "行业", en: "Industry"}, format: name},
      {
        name: "flow",
        label: {zh: "净流入", en: "Net inflow"},
        unit: UNIT,
        format: amount,
        bar: "diverging",
        tone: true
      },
      {name: "lo", label: {zh: "下界", en: "Lower bound"}, unit: UNIT, format: amount},
      {name: "hi", label: {zh: "上界", en: "Upper bound"}, unit: UNIT, format: amount}
    ]
  });
}
