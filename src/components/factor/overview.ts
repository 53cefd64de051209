import type {FactorBook} from "../../lib/factor/book.js";
import {cumulative, rowAtOrBefore, type WindowView, weeklyRows} from "../../lib/factor/view.js";
import {WINDOWS, type Window} from "../../lib/factor/window.js";
import {fixed, percent} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {sparkline} from "../sparkline.js";
import {dataTable, type Field} from "../table.js";
import {heat} from "./heat.js";
import {streamLabels, windowLabels} from "./words.js";

export interface OverviewOptions {
  /** Columns of the book to show, in order. */
  readonly shown: readonly number[];
  /** Row of the book's days. */
  readonly at: number;
  readonly windows: WindowView;
  readonly locale: Locale;
  readonly caption: Text;
  /** Valuation of a group of stocks: price to book and price to earnings. */
  readonly valuation?: boolean;
  /** Whether rows are grouped by stream. */
  readonly grouped?: boolean;
}

/** The overview's data, one row a factor: for download as well. */
export function overviewColumns(
  book: FactorBook,
  {shown, at, windows, locale, valuation, grouped}: OverviewOptions
): Record<string, ArrayLike<unknown>> {
  const n = book.factors.length;
  const pick = (values: ArrayLike<number>): Float64Array =>
    Float64Array.from(shown, (c) => values[c] as number);
  const day = book.days[at] as number;
  const row = (days: Int32Array): number => rowAtOrBefore(days, day);
  const on = (panel: Float64Array, r: number): Float64Array =>
    Float64Array.from(shown, (c) => (r < 0 ? Number.NaN : (panel[r * n + c] as number)));
  const character = row(book.characterDays);
  return {
    factor: shown.map((c) => book.factors[c]?.[locale] ?? ""),
    ...(grouped ? {stream: shown.map((c) => book.factors[c]?.stream ?? "")} : {}),
    ...Object.fromEntries(WINDOWS.map((w) => [w, pick(windows[w].cumulative)])),
    volatility_1y: pick(windows["1y"].volatility),
    return_risk_3y: pick(windows["3y"].returnRisk),
    ...(valuation
      ? {
          pb: on(book.character.ln_pb, character).map(Math.exp),
          pe: on(book.character.ln_pe, character).map(Math.exp)
        }
      : {}),
    crowding: on(book.score, row(book.weeks))
  };
}

/** Every factor in a row: the year's path, returns by window on a warm and cool ground, risk, valuation, crowding. */
export function overview(book: FactorBook, options: OverviewOptions): HTMLElement {
  const {shown, at, locale, caption, valuation, grouped} = options;
  const columns = overviewColumns(book, options);
  const rows = weeklyRows(at, 52);
  const paths = shown.map((c) => {
    const path = cumulative(book, c, {from: (rows[0] ?? 0) + 1, to: at});
    return rows.map((t) => (t === rows[0] ? 0 : (path[t - (rows[0] ?? 0) - 1] as number)));
  });
  const heatField = (name: Window): Field => {
    const sizes = Array.from(columns[name] as Float64Array, Math.abs)
      .filter(Number.isFinite)
      .sort((a, b) => a - b);
    const max = sizes[Math.floor(sizes.length * 0.95)] ?? 0;
    return {
      name,
      label: windowLabels[name],
      unit: "%",
      align: "right",
      render: (v: never) => heat(v, {text: fixed(v * 100, {signed: true, digits: 1}), max})
    };
  };
  const number = (name: string, label: Text, digits: number, signed = false): Field => ({
    name,
    label,
    align: "right",
    format: (v: never) => fixed(v, {digits, signed})
  });
  return dataTable(
    {...columns, path: paths},
    {
      locale,
      caption,
      ...(grouped ? {groupBy: "stream", group: (s: string) => say(streamLabels[s] ?? s, locale)} : {}),
      fields: [
        {name: "factor", label: {zh: "因子", en: "Factor"}},
        {
          name: "path",
          label: {zh: "近一年", en: "One year"},
          render: (v: never) => {
            const path: readonly number[] = v;
            return sparkline(path, {
              label: percent(path.at(-1) ?? Number.NaN, {signed: true}),
              width: 74,
              baseline: 0
            });
          }
        },
        ...WINDOWS.map(heatField),
        {
          name: "volatility_1y",
          label: {zh: "波动率", en: "Vol."},
          unit: {zh: "一年 %", en: "1 y, %"},
          align: "right",
          format: (v: never) => fixed(v * 100, {digits: 1})
        },
        {
          ...number("return_risk_3y", {zh: "收益风险比", en: "Return / risk"}, 2, true),
          unit: {zh: "三年", en: "3 y"}
        },
        ...(valuation
          ? [number("pb", {zh: "市净率", en: "P/B"}, 2), number("pe", {zh: "市盈率", en: "P/E"}, 1)]
          : []),
        number("crowding", {zh: "拥挤度", en: "Crowding"}, 2, true)
      ]
    }
  );
}
