import {fixed, MISSING, percent} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {type DataTableOptions, dataTable} from "../table.js";

interface Facts {
  readonly shape: {kurtosis: number; skewness: number; volatility: number; hill: number; acf1: number};
  readonly clustering: {readonly lag: readonly number[]; readonly acf: readonly number[]};
  readonly fit: {r2: number; centred: number; sizeVolatility: number} | null;
}

export interface FactRow {
  readonly label: Text;
  readonly here: string;
  readonly real: string;
}

const two = (x: number): string => fixed(x);
const per = (x: number): string => percent(x, {digits: 1});

const ROWS: readonly (readonly [Text, (f: Facts) => number | null | undefined, (x: number) => string])[] = [
  [{zh: "日收益峰度（正态为 3）", en: "Kurtosis of daily returns (normal: 3)"}, (f) => f.shape.kurtosis, two],
  [
    {zh: "尾部指数（Hill，越小尾越厚）", en: "Tail index (Hill; smaller is fatter)"},
    (f) => f.shape.hill,
    two
  ],
  [{zh: "偏度", en: "Skewness"}, (f) => f.shape.skewness, two],
  [{zh: "年化波动率", en: "Annual volatility"}, (f) => f.shape.volatility, per],
  [{zh: "收益一阶自相关", en: "Autocorrelation of returns, lag 1"}, (f) => f.shape.acf1, two],
  [
    {zh: "绝对收益一阶自相关", en: "Autocorrelation of absolute returns, lag 1"},
    (f) => f.clustering.acf[0],
    two
  ],
  [{zh: "行业与市值的日截面 R²", en: "Daily R² of industry and size"}, (f) => f.fit?.r2, two],
  [{zh: "同上，扣除市场后", en: "The same, net of the market"}, (f) => f.fit?.centred, two],
  [{zh: "市值因子年化波动率", en: "Annual volatility of the size factor"}, (f) => f.fit?.sizeVolatility, per]
];

/** The stylised facts as rows of text, the dataset beside the real sample. */
export function factRows(here: Facts, real: Facts): FactRow[] {
  return ROWS.map(([label, read, format]) => {
    const show = (f: Facts): string => {
      const x = read(f);
      return typeof x === "number" && Number.isFinite(x) ? format(x) : MISSING;
    };
    return {label, here: show(here), real: show(real)};
  });
}

/** A table of stylised facts: what is measured, the dataset's value, the real sample's. */
export function factTable(
  rows: readonly FactRow[],
  {name, locale}: {name: Text; locale: Locale}
): HTMLElement {
  const options: DataTableOptions = {
    locale,
    caption: {zh: "风格化事实", en: "Stylised facts"},
    fields: [
      {name: "label", label: {zh: "度量", en: "Measure"}},
      {name: "here", label: name, align: "right"},
      {name: "real", label: {zh: "真实样本", en: "Real sample"}, align: "right"}
    ]
  };
  return dataTable(
    {
      label: rows.map((r) => say(r.label, locale)),
      here: rows.map((r) => r.here),
      real: rows.map((r) => r.real)
    },
    options
  );
}
