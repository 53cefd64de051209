import {fixed, points} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {element} from "../dom.js";
import {dataTable, type Field} from "../table.js";
import {type JsonColumns, numbers, strings} from "./read.js";

export interface MovesOptions {
  readonly locale: Locale;
  readonly caption: Text;
  /** Column of groups and how one is headed. */
  readonly groupBy: string;
  readonly group: (value: string) => string;
}

/** Previous and latest values as printed, with the change: recomputed, or as printed where one value is missing. */
export function moves(rows: JsonColumns, {locale, caption, groupBy, group}: MovesOptions): HTMLElement {
  const none = new Float64Array(strings(rows, "item").length).fill(Number.NaN);
  const [previous, value, unit] = [numbers(rows, "previous"), numbers(rows, "value"), strings(rows, "unit")];
  const printed = rows.change ? numbers(rows, "change") : none;
  const expected = rows.expected ? numbers(rows, "expected") : none;
  const change = value.map((v, i) => {
    const recomputed = v - (previous[i] ?? Number.NaN);
    return Number.isNaN(recomputed) ? (printed[i] ?? Number.NaN) : recomputed;
  });
  const digits = unit.map((u, i) => Math.max(...[previous, value].map((c) => decimalsOf(scaled(c[i], u)))));
  const text = (x: number, i: number): string => numberText(x, unit[i] ?? "", {digits: digits[i] ?? 0});
  const expectation: Field[] = expected.some(Number.isFinite)
    ? [{name: "expected", label: {zh: "预期", en: "Expected"}, format: text}]
    : [];
  return dataTable(
    {
      group: strings(rows, groupBy),
      item: strings(rows, locale === "zh" ? "item" : "item_en"),
      previous,
      value,
      expected,
      change,
      unit: unit.map((u) => unitWord(u, locale))
    },
    {
      locale,
      caption,
      groupBy: "group",
      group,
      fields: [
        {name: "item", label: {zh: "指标", en: "Indicator"}, render: wrapped},
        {name: "previous", label: {zh: "前值", en: "Before"}, format: text},
        {name: "value", label: {zh: "现值", en: "Now"}, format: text},
        {
          name: "change",
          label: {zh: "变化", en: "Change"},
          tone: true,
          format: (x: number, i: number) =>
            `${x > 0 ? "↑" : x < 0 ? "↓" : "→"} ${numberText(x, unit[i] ?? "", {digits: digits[i] ?? 0, signed: true})}`
        },
        ...expectation,
        {name: "unit", label: {zh: "单位", en: "Unit"}}
      ]
    }
  );
}

/** A name that may wrap, so that numbers keep their room on a phone. */
function wrapped(text: string): HTMLElement {
  const cell = element("span", {}, text);
  cell.style.cssText = "display: block; white-space: normal; min-width: 7rem;";
  return cell;
}

const MILLION = 1e6;

const scaled = (x: number | undefined, unit: string): number =>
  unit === "ratio"
    ? (x ?? Number.NaN) * 100
    : unit === "bbl"
      ? (x ?? Number.NaN) / MILLION
      : (x ?? Number.NaN);

function numberText(x: number, unit: string, options: {digits: number; signed?: boolean}): string {
  return unit === "ratio" ? points(x, {...options, digits: 2}) : fixed(scaled(x, unit), options);
}

/** Decimals that the number needs, four at most; none for a missing one. */
function decimalsOf(x: number): number {
  if (!Number.isFinite(x)) return 0;
  const needed = [0, 1, 2, 3].find((digits) => Math.abs(x - Number(x.toFixed(digits))) < 1e-9);
  return needed ?? 4;
}

const units: Readonly<Record<string, Text>> = {
  ratio: {zh: "%", en: "%"},
  points: {zh: "点", en: "points"},
  index: {zh: "指数", en: "index"},
  persons: {zh: "人", en: "persons"},
  bbl: {zh: "百万桶", en: "million bbl"},
  "USD/bbl": {zh: "美元/桶", en: "USD/bbl"},
  "CNY/USD": {zh: "元/美元", en: "CNY/USD"},
  "CNY/t": {zh: "元/吨", en: "CNY/t"}
};

const unitWord = (unit: string, locale: Locale): string => say(units[unit] ?? unit, locale);
