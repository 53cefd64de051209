import {ranked} from "../../lib/factor/view.js";
import type {IndustryLabel} from "../../lib/flow/industry-book.js";
import {percent, yi} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";
import {sparkline} from "../sparkline.js";
import {dataTable, type Field} from "../table.js";

/** Windows in trading days with their names. */
export const WINDOW_LABELS: readonly {readonly days: 5 | 20 | 120; readonly label: Text}[] = [
  {days: 5, label: {zh: "一周", en: "Week"}},
  {days: 20, label: {zh: "一月", en: "Month"}},
  {days: 120, label: {zh: "半年", en: "Half-year"}}
];

export interface MoneyTableColumns {
  readonly net: Readonly<Record<5 | 20 | 120, Float64Array>>;
  /** Net over turnover; absent where the measure has none. */
  readonly ratio?: Readonly<Record<5 | 20 | 120, Float64Array>>;
  /** Weekly flows of a quarter, by industry. */
  readonly paths?: readonly Float64Array[];
}

const UNIT = {zh: "亿元", en: "CNY 100m"};

/** The table's data in the order shown, for download as well: industries by the week's flow. */
export function moneyColumns(
  {net, ratio}: MoneyTableColumns,
  industries: readonly IndustryLabel[]
): Record<string, ArrayLike<unknown>> {
  const order = ranked(net[5]);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(order, (c) => values[c] as number);
  return {
    industry: order.map((c) => industries[c]?.industry ?? ""),
    ...Object.fromEntries(
      WINDOW_LABELS.flatMap(({days}) => [
        [`net${days}`, pick(net[days])],
        ...(ratio ? [[`ratio${days}`, pick(ratio[days])]] : [])
      ])
    )
  };
}

/** Net active inflow over a week, a month and half a year, with its share of turnover. */
export function moneyTable(
  measures: MoneyTableColumns,
  industries: readonly IndustryLabel[],
  {locale, caption}: {readonly locale: Locale; readonly caption: Text}
): HTMLElement {
  const order = ranked(measures.net[5]);
  const {paths, ratio} = measures;
  const fields = WINDOW_LABELS.flatMap(({days, label}): Field[] => [
    {
      name: `net${days}`,
      label,
      unit: UNIT,
      format: (x: number) => yi(x, {digits: days === 120 ? 0 : 1, signed: true}),
      bar: "diverging",
      tone: true
    },
    ...(ratio
      ? [
          {
            name: `ratio${days}`,
            label: {zh: "占成交", en: "Of turnover"},
            unit: "%",
            format: (x: number) => percent(x, {digits: 1, signed: true}).replace("%", "")
          }
        ]
      : []),
    ...(days === 5 && paths
      ? [
          {
            name: "path",
            label: {zh: "近一季", en: "Quarter"},
            render: (v: Float64Array) =>
              sparkline(v, {
                label: yi(v.at(-1) ?? Number.NaN, {digits: 1, signed: true}),
                width: 74,
                baseline: 0
              })
          }
        ]
      : [])
  ]);
  return dataTable(
    {
      ...moneyColumns(measures, industries),
      name: order.map((c) => industries[c]?.[locale] ?? ""),
      ...(paths ? {path: order.map((c) => paths[c])} : {})
    },
    {locale, caption, fields: [{name: "name", label: {zh: "行业", en: "Industry"}}, ...fields]}
  );
}
