import {type FactorBook, MEASURES, type MeasureName} from "../../lib/factor/book.js";
import {cumulative, rowAtOrBefore, seriesOf} from "../../lib/factor/view.js";
import {isoDay} from "../../lib/format/date.js";
import {fixed, percent} from "../../lib/format/number.js";
import type {Locale} from "../../lib/format/text.js";
import {type StackPanel, stack} from "./stack.js";
import {measureLabels} from "./words.js";

/** How one factor's measures are shown: levels of a group of stocks, or differences and ratios of a style's legs. */
const LEVELS: Readonly<
  Record<MeasureName, {readonly map: (x: number) => number; readonly format: (x: number) => string}>
> = {
  ln_pb: {map: Math.exp, format: (v) => fixed(v)},
  ln_pe: {map: Math.exp, format: (v) => fixed(v, {digits: 1})},
  profit_growth: {map: (x) => x, format: (v) => percent(v, {digits: 0, signed: true})},
  revenue_growth: {map: (x) => x, format: (v) => percent(v, {digits: 0, signed: true})},
  turnover: {map: (x) => x, format: (v) => percent(v)},
  cross_sectional_vol: {map: (x) => x, format: (v) => percent(v, {digits: 0})}
};

/** One factor's measures up to a day, one column a measure: for download as well. */
export function detailColumns(
  book: FactorBook,
  {column, at}: {readonly column: number; readonly at: number}
): Record<string, ArrayLike<unknown>> {
  const rows = rowAtOrBefore(book.characterDays, book.days[at] as number) + 1;
  return {
    date: Array.from(book.characterDays.subarray(0, rows), isoDay),
    ...Object.fromEntries(
      MEASURES.map((m) => [m, seriesOf(book.character[m], column, book.factors.length, rows)])
    )
  };
}

/** One factor up to a day: cumulative return, crowding, valuation, growth, turnover, dispersion, one above another. */
export function detail(
  book: FactorBook,
  {
    column,
    at,
    locale,
    width
  }: {readonly column: number; readonly at: number; readonly locale: Locale; readonly width: number}
): HTMLElement {
  const n = book.factors.length;
  const style = book.factors[column]?.kind === "style";
  const day = book.days[at] as number;
  const rows = rowAtOrBefore(book.characterDays, day) + 1;
  const marks = book.characterDays.subarray(0, rows);
  const weeks = rowAtOrBefore(book.weeks, day) + 1;
  const panel = (name: MeasureName): StackPanel => {
    const {map, format} = style ? {map: (x: number) => x, format: (v: number) => fixed(v)} : LEVELS[name];
    return {
      label: measureLabels[name][style ? "style" : "group"],
      series: [{name: "", days: marks, value: seriesOf(book.character[name], column, n, rows).map(map)}],
      format,
      levels: /growth/.test(name) || (style && /^ln/.test(name)) ? [0] : [],
      height: 96
    };
  };
  const score = seriesOf(book.score, column, n, weeks);
  const known = (p: StackPanel): boolean => p.series.some((s) => Array.from(s.value).some(Number.isFinite));
  const panels: StackPanel[] = [
    {
      label: {zh: "累计收益", en: "Cumulative return"},
      series: [
        {name: "", days: book.days.subarray(0, at + 1), value: cumulative(book, column, {from: 0, to: at})}
      ],
      format: (v) => percent(v, {digits: 0, signed: true}),
      levels: [0]
    },
    {
      label: {zh: "拥挤度", en: "Crowding"},
      series: [{name: "", days: book.weeks.subarray(0, weeks), value: score, color: "var(--ink)"}],
      format: (v) => fixed(v, {digits: 1, signed: true}),
      levels: [-1, 0, 1],
      height: 96
    },
    ...MEASURES.map(panel)
  ];
  return stack(panels.filter(known), {
    label: {zh: "一个因子的历史", en: "One factor's history"},
    locale,
    width
  });
}
