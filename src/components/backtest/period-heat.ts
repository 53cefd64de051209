import type {PeriodReturns} from "../../lib/backtest/period-returns.js";
import {compound} from "../../lib/backtest/returns.js";
import {points} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";
import {heat} from "../factor/heat.js";
import {dataTable} from "../table.js";

export interface PeriodHeatOptions {
  readonly locale: Locale;
  /** What the columns are. */
  readonly calendar: "month" | "quarter";
  readonly caption?: Text;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Returns by year and month (or quarter), one row a year with its total; NaN where there is none. */
export function periodGrid(
  {key, value}: Pick<PeriodReturns, "key" | "value">,
  calendar: "month" | "quarter"
): Record<string, ArrayLike<unknown>> {
  const years = [...new Set(Array.from(key, (k) => Math.floor(k / 100)))];
  const count = calendar === "month" ? 12 : 4;
  const at = new Map(Array.from(key, (k, i) => [k, value[i] as number]));
  const column = (p: number): Float64Array =>
    Float64Array.from(years, (y) => at.get(y * 100 + p) ?? Number.NaN);
  return {
    year: years.map(String),
    ...Object.fromEntries(Array.from({length: count}, (_, p) => [String(p + 1), column(p + 1)])),
    total: Float64Array.from(years, (y) =>
      compound(Array.from(key).flatMap((k, i) => (Math.floor(k / 100) === y ? [value[i] as number] : [])))
    )
  };
}

/** Returns by month or quarter on a warm and cool ground, one scale for all cells, with the year's total. */
export function periodHeat(
  periods: Pick<PeriodReturns, "key" | "value">,
  options: PeriodHeatOptions
): HTMLElement {
  const {locale, calendar, caption} = options;
  const sizes = Array.from(periods.value, Math.abs)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const max = sizes[Math.floor(sizes.length * 0.95)] ?? 0;
  const grid = periodGrid(periods, calendar);
  const text = (v: number): string => points(v, {digits: 1, signed: true});
  const name = (p: number): Text =>
    calendar === "month" ? {zh: `${p}月`, en: MONTHS[p - 1] ?? ""} : {zh: `${p}季`, en: `Q${p}`};
  return dataTable(grid, {
    locale,
    caption:
      caption ??
      (calendar === "month"
        ? {zh: "月度收益（%）", en: "Monthly returns, %"}
        : {zh: "季度收益（%）", en: "Quarterly returns, %"}),
    fields: [
      {name: "year", label: {zh: "年", en: "Year"}},
      ...Array.from({length: calendar === "month" ? 12 : 4}, (_, p) => ({
        name: String(p + 1),
        label: name(p + 1),
        align: "right" as const,
        render: (v: never) => heat(v, {text: text(v), max})
      })),
      {name: "total", label: {zh: "全年", en: "Year"}, unit: "%", format: text, tone: true}
    ]
  });
}
