import type {YearRow} from "../../lib/backtest/year-table.js";
import {fixed, points} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";
import {dataTable, type Field} from "../table.js";

/** Years as columns of a table; NaN where there is no benchmark. */
export function yearColumns(rows: readonly YearRow[]): Record<string, ArrayLike<unknown>> {
  const column = (pick: (row: YearRow) => number): Float64Array => Float64Array.from(rows, pick);
  return {
    year: rows.map((r) => String(r.year)),
    days: Int32Array.from(rows, (r) => r.n),
    return: column((r) => r.return),
    benchmark: column((r) => r.benchmark),
    excess: column((r) => r.excess),
    volatility: column((r) => r.volatility),
    sharpe: column((r) => r.sharpe),
    sharpe_error: column((r) => r.sharpeError),
    max_drawdown: column((r) => r.maxDrawdown)
  };
}

export interface YearTableOptions {
  readonly locale: Locale;
  readonly caption?: Text;
}

/** One row a calendar year: return, benchmark and excess, risk, Sharpe ratio with its error, deepest fall. */
export function yearRows(rows: readonly YearRow[], {locale, caption}: YearTableOptions): HTMLElement {
  const share = (x: number): string => points(x, {digits: 1, signed: true});
  const plain = (x: number): string => points(x, {digits: 1});
  const benchmarked = rows.some((r) => !Number.isNaN(r.benchmark));
  const fields: Field[] = [
    {name: "year", label: {zh: "年", en: "Year"}},
    {
      name: "return",
      label: {zh: "收益", en: "Return"},
      unit: "%",
      format: share,
      bar: "diverging",
      tone: true
    },
    ...(benchmarked
      ? ([
          {name: "benchmark", label: {zh: "基准", en: "Benchmark"}, unit: "%", format: share, tone: true},
          {
            name: "excess",
            label: {zh: "超额", en: "Excess"},
            unit: "%",
            format: share,
            bar: "diverging",
            tone: true
          }
        ] as const)
      : []),
    {name: "volatility", label: {zh: "波动率", en: "Volatility"}, unit: "%", format: plain},
    {
      name: "sharpe",
      label: {zh: "夏普", en: "Sharpe"},
      format: (x: number, i: number) =>
        `${fixed(x, {signed: true})} ± ${fixed(rows[i]?.sharpeError ?? Number.NaN)}`
    },
    {name: "max_drawdown", label: {zh: "最大回撤", en: "Max drawdown"}, unit: "%", format: plain},
    {name: "days", label: {zh: "交易日", en: "Days"}, format: (x: number) => fixed(x, {digits: 0})}
  ];
  return dataTable(yearColumns(rows), {
    locale,
    caption: caption ?? {zh: "逐年表现", en: "By calendar year"},
    fields
  });
}
