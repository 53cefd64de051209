import {fixed, percent} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {dataTable} from "../table.js";
import {type JsonColumns, numbers, strings} from "./read.js";

export interface MovesOptions {
  readonly locale: Locale;
  readonly caption: Text;
  /** Column of groups and how one is headed. */
  readonly groupBy: string;
  readonly group: (value: string) => string;
}

/** Previous and latest values as printed, with the change recomputed: arrow, size and share. */
export function moves(rows: JsonColumns, {locale, caption, groupBy, group}: MovesOptions): HTMLElement {
  const [previous, value, unit] = [numbers(rows, "previous"), numbers(rows, "value"), strings(rows, "unit")];
  const printed = rows.change ? numbers(rows, "change") : new Float64Array(value.length).fill(Number.NaN);
  const change = value.map((v, i) => {
    const recomputed = v - (previous[i] ?? Number.NaN);
    return Number.isNaN(recomputed) ? (printed[i] ?? Number.NaN) : recomputed;
  });
  const text = (x: number, i: number): string => cell(x, unit[i] ?? "", change[i] ?? 0);
  return dataTable(
    {
      group: strings(rows, groupBy),
      item: strings(rows, locale === "zh" ? "item" : "item_en"),
      previous,
      value,
      change,
      unit: unit.map((u) => unitWord(u, locale))
    },
    {
      locale,
      caption,
      groupBy: "group",
      group,
      fields: [
        {name: "item", label: {zh: "指标", en: "Indicator"}},
        {name: "previous", label: {zh: "前值", en: "Before"}, format: text},
        {name: "value", label: {zh: "现值", en: "Now"}, format: text},
        {
          name: "change",
          label: {zh: "变化", en: "Change"},
          tone: true,
          format: (x: number, i: number) =>
            `${x > 0 ? "↑" : x < 0 ? "↓" : "→"} ${signedCell(x, unit[i] ?? "")}`
        },
        {name: "unit", label: {zh: "单位", en: "Unit"}}
      ]
    }
  );
}

function digitsOf(x: number): number {
  const size = Math.abs(x);
  return size >= 1000 ? 0 : size >= 100 ? 1 : size < 10 && size > 0 ? 4 : 2;
}

function cell(x: number, unit: string, change: number): string {
  if (unit === "ratio") return percent(x);
  if (Math.abs(x) >= 1e8) return fixed(x / 1e6, {digits: 3});
  return fixed(x, {
    digits: unit === "CNY/USD" ? 4 : Math.abs(change) < 1000 && Math.abs(x) < 1e5 && x % 1 !== 0 ? 2 : 0
  });
}

function signedCell(x: number, unit: string): string {
  if (unit === "ratio") return percent(x, {signed: true});
  if (Math.abs(x) >= 1e5) return fixed(x / 1e6, {digits: 3, signed: true});
  return fixed(x, {
    digits: Number.isInteger(x) ? 0 : Math.min(digitsOf(x), unit === "CNY/USD" ? 4 : 2),
    signed: true
  });
}

const unitWord = (unit: string, locale: Locale): string =>
  say(
    ({
      ratio: {zh: "%", en: "%"},
      points: {zh: "点", en: "points"},
      index: {zh: "指数", en: "index"},
      persons: {zh: "人", en: "persons"},
      bbl: {zh: "百万桶", en: "million bbl"},
      "USD/bbl": {zh: "美元/桶", en: "USD/bbl"},
      "CNY/USD": {zh: "元/美元", en: "CNY/USD"},
      "CNY/t": {zh: "元/吨", en: "CNY/t"}
    }[unit] ?? unit) satisfies Text | string,
    locale
  );
