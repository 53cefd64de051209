import {fixed, MISSING, percent} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import type {IndicatorBook} from "../../lib/macro/indicator-book.js";
import {element} from "../dom.js";
import {sparkline} from "../sparkline.js";
import {dataTable} from "../table.js";

export interface SeriesInfo {
  readonly series: string;
  readonly zh: string;
  readonly en: string;
  readonly unit: string;
  readonly frequency: string;
  readonly industry: string;
  readonly polarity: number;
}

/** A test of a mapping: series by its number. */
export interface TestInfo {
  readonly date: string;
  readonly s: number;
  readonly lag: number;
  readonly n: number;
  readonly beta: number;
  readonly t: number;
  readonly p: number;
}

/** Words of a reading's status, by its number. */
const STATUS: readonly Text[] = [
  {zh: "", en: ""},
  {zh: "待二月合并", en: "waits for February"},
  {zh: "一二月合并", en: "Jan and Feb merged"},
  {zh: "历史不足", en: "too little history"},
  {zh: "曾中断", en: "had stopped"},
  {zh: "已停更", en: "stopped"}
];

const ARROWS: Readonly<Record<string, string>> = {"1": "↑", "0": "/", "-1": "↓"};

export interface IndicatorRows {
  readonly series: readonly SeriesInfo[];
  /** Tests known on the day. */
  readonly tests: readonly TestInfo[];
  /** Names of industries in the reader's language. */
  readonly name: (industry: string) => string;
}

/** One row an indicator on one week, for download. */
export function indicatorColumns(
  book: IndicatorBook<unknown>,
  {series, tests}: Pick<IndicatorRows, "series" | "tests">,
  at: number
): Record<string, ArrayLike<unknown>> {
  const weeks = book.days.length;
  const pick = (panel: Float64Array): Float64Array =>
    Float64Array.from(series, (_, s) => panel[s * weeks + at] as number);
  const test = (lag: number, key: "t" | "p" | "beta"): Float64Array =>
    Float64Array.from(series, (_, s) => tests.find((x) => x.s === s && x.lag === lag)?.[key] ?? Number.NaN);
  return {
    industry: series.map((d) => d.industry),
    series: series.map((d) => d.series),
    previous: pick(book.previous),
    value: pick(book.value),
    z: pick(book.z),
    arrow: Array.from(pick(book.arrow), (a) => ARROWS[String(a)] ?? ""),
    status: Array.from(pick(book.status), (k) => STATUS[k]?.en ?? ""),
    age: pick(book.age),
    t_same: test(0, "t"),
    t_next: test(1, "t"),
    p_next: test(1, "p")
  };
}

/** The report's table 2 with what it leaves out: the size of the move against noise, and whether it ever mattered. */
export function indicatorTable(
  book: IndicatorBook<unknown>,
  {series, tests, name}: IndicatorRows,
  {at, locale}: {readonly at: number; readonly locale: Locale}
): HTMLElement {
  const weeks = book.days.length;
  const columns = indicatorColumns(book, {series, tests}, at);
  const value = columns.value as Float64Array;
  const digits = series.map(({unit}, s) => (unit === "%" ? 1 : decimalsOf(value[s] as number)));
  const text = (x: number, i: number): string => fixed(x, {digits: digits[i] ?? 1});
  const status = series.map((_, s) => book.status[s * weeks + at] as number);
  return dataTable(
    {
      ...columns,
      where: series.map((d) => name(d.industry)),
      name: series.map((d) => d[locale]),
      path: series.map((_, s) => book.value.subarray(s * weeks + Math.max(0, at - 51), s * weeks + at + 1)),
      unit: series.map((d) => d.unit)
    },
    {
      locale,
      caption: {zh: "行业高频指标", en: "Industry indicators"},
      fields: [
        {name: "name", label: {zh: "指标", en: "Indicator"}, render: wrapped},
        {name: "where", label: {zh: "行业", en: "Industry"}, render: wrapped},
        {
          name: "arrow",
          label: {zh: "箭头", en: "Arrow"},
          align: "center",
          render: (a: string) => arrowCell(a)
        },
        {name: "previous", label: {zh: "前值", en: "Before"}, format: text},
        {name: "value", label: {zh: "现值", en: "Now"}, format: text},
        {name: "unit", label: {zh: "单位", en: "Unit"}},
        {
          name: "path",
          label: {zh: "近一年", en: "One year"},
          render: (v: Float64Array) => sparkline(v, {label: fixed(v.at(-1) ?? Number.NaN), width: 74})
        },
        {
          name: "z",
          label: {zh: "变化 z", en: "z of change"},
          format: (x: number) => fixed(x, {signed: true}),
          bar: "diverging",
          max: 3
        },
        {
          name: "t_same",
          label: {zh: "同期 t", en: "t, same"},
          format: (x: number) => fixed(x, {digits: 1, signed: true})
        },
        {
          name: "t_next",
          label: {zh: "下期 t", en: "t, next"},
          format: (x: number) => fixed(x, {digits: 1, signed: true})
        },
        {
          name: "status",
          label: {zh: "备注", en: "Note"},
          render: (_: string, i: number) =>
            element("span", {class: "cell-note"}, say(STATUS[status[i] ?? 0] ?? "", locale))
        }
      ]
    }
  );
}

/** A name that may wrap, so that numbers keep their room. */
const wrapped = (text: string): HTMLElement => element("span", {class: "cell-name"}, text);

/** An arrow in the colour of its direction; a stroke where nothing is said. */
export function arrowCell(arrow: string): HTMLElement {
  const tone = arrow === "↑" ? "up" : arrow === "↓" ? "down" : "none";
  return element("span", {class: `arrow ${tone}`}, arrow === "" ? MISSING : arrow);
}

/** Decimals that show four figures or so of a level. */
const decimalsOf = (x: number): number =>
  !Number.isFinite(x) ? 1 : Math.abs(x) >= 1000 ? 0 : Math.abs(x) >= 20 ? 1 : Math.abs(x) >= 10 ? 2 : 4;

/** Tests of every mapping at every lag, the strongest first. */
export function indicatorTestTable(
  tests: readonly TestInfo[],
  {series, name}: Pick<IndicatorRows, "series" | "name">,
  {locale}: {readonly locale: Locale}
): HTMLElement {
  const lags = [...new Set(tests.map((t) => t.lag))].sort((a, b) => a - b);
  const shown = [...new Set(tests.map((t) => t.s))];
  const of = (s: number, lag: number): TestInfo | undefined => tests.find((t) => t.s === s && t.lag === lag);
  const least = (s: number): number => Math.min(...lags.map((lag) => of(s, lag)?.p ?? 1));
  shown.sort((a, b) => least(a) - least(b) || a - b);
  const columns: Record<string, ArrayLike<unknown>> = {
    name: shown.map((s) => series[s]?.[locale] ?? ""),
    industry: shown.map((s) => name(series[s]?.industry ?? "")),
    n: Float64Array.from(shown, (s) => of(s, lags[0] ?? 0)?.n ?? Number.NaN)
  };
  for (const lag of lags)
    columns[`lag${lag}`] = Float64Array.from(shown, (s) => of(s, lag)?.beta ?? Number.NaN);
  return dataTable(columns, {
    locale,
    caption: {zh: "指标变化对行业超额收益的检验", en: "Tests of changes on industry excess returns"},
    fields: [
      {name: "name", label: {zh: "指标", en: "Indicator"}},
      {name: "industry", label: {zh: "行业", en: "Industry"}},
      {name: "n", label: {zh: "样本", en: "Pairs"}, format: (x: number) => fixed(x, {digits: 0})},
      ...lags.map((lag) => ({
        name: `lag${lag}`,
        label: lag === 0 ? {zh: "同期", en: "Same"} : {zh: `滞后 ${lag}`, en: `Lag ${lag}`},
        unit: {zh: "超额 %（t）", en: "excess % (t)"},
        align: "right" as const,
        render: (x: number, i: number) => {
          const test = of(shown[i] ?? -1, lag);
          const strong = (test?.p ?? 1) < 0.05;
          const words = `${percent(x, {signed: true}).replace("%", "")} (${fixed(test?.t ?? Number.NaN, {digits: 1, signed: true})})`;
          return element(strong ? "strong" : "span", {}, words);
        }
      }))
    ]
  });
}
