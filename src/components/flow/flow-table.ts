import type {GroupedRows} from "../../lib/flow/grouped-rows.js";
import {yi} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";
import {dataTable, type Field} from "../table.js";

export interface ExtraRow {
  readonly label: Text;
  readonly values: Readonly<Record<string, number>>;
}

export interface FlowTableOptions {
  readonly caption: Text;
  readonly name: (key: string) => string;
  readonly total: Text;
  /** Rows after the total, for example what is official. */
  readonly extra?: readonly ExtraRow[];
  readonly locale: Locale;
}

const WINDOWS = [
  {name: "week", label: {zh: "周度", en: "Week"}},
  {name: "month", label: {zh: "月度", en: "Month"}},
  {name: "quarter", label: {zh: "季度", en: "Quarter"}}
] as const;

const UNIT = {zh: "亿元", en: "CNY 100m"};

/** Week, month and quarter by sector and industry, bars in the cells; half-widths where `week_band` … are given. */
export function flowTable(rows: GroupedRows, options: FlowTableOptions): HTMLElement {
  const {caption, name, total, extra = [], locale} = options;
  const shown = rows.name.map((key, i) =>
    rows.kind[i] === "total" ? total[locale] : rows.kind[i] === "industry" ? `\u2003${name(key)}` : name(key)
  );
  const columns: Record<string, ArrayLike<unknown>> = {
    name: [...shown, ...extra.map((e) => e.label[locale])]
  };
  for (const [key, values] of Object.entries(rows.values)) {
    columns[key] = Float64Array.from([...values, ...extra.map((e) => e.values[key] ?? Number.NaN)]);
  }
  const fields = WINDOWS.flatMap((w): Field[] => {
    const band = `${w.name}_band`;
    const max = Math.max(
      ...Array.from(rows.values[w.name] ?? []).map((x, i) => (rows.kind[i] === "total" ? 0 : Math.abs(x)))
    );
    const value: Field = {...w, unit: UNIT, format: amount, bar: "diverging", tone: true, max};
    return band in columns ? [value, {name: band, label: "±", align: "right", format: halfWidth}] : [value];
  });
  const table = dataTable(columns, {
    caption,
    locale,
    fields: [{name: "name", label: {zh: "板块与行业", en: "Sector and industry"}}, ...fields],
    strong: (i) => rows.kind[i] !== "industry"
  });
  const totals = Array.from(table.querySelectorAll("tbody tr")).slice(-1 - extra.length);
  for (const row of totals) for (const bar of row.querySelectorAll(".bar")) bar.remove();
  return table;
}

const amount = (cny: number): string => yi(cny, {digits: 1, signed: true});
const halfWidth = (cny: number): string => yi(cny, {digits: 1});
