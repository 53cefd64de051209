import type {ProsperityView} from "../../lib/consensus/view.js";
import {ranked} from "../../lib/factor/view.js";
import type {IndustryLabel} from "../../lib/flow/industry-book.js";
import {percent, points} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";
import {sparkline} from "../sparkline.js";
import {dataTable, type Field} from "../table.js";

const PP = {zh: "百分点", en: "pp"};
const signedPoints = (x: number): string => points(x, {signed: true});

/** The report's figure 4: change of expected ROE and growth with a quarter's path, by the change of ROE. */
export function prosperityTable(
  view: ProsperityView,
  industries: readonly IndustryLabel[],
  {locale}: {readonly locale: Locale}
): HTMLElement {
  const order = orderOf(view, industries.length);
  const pick = (values: ArrayLike<number>): Float64Array =>
    Float64Array.from(order, (c) => values[c] as number);
  const change = (name: string, label: Text): Field => ({
    name,
    label,
    unit: PP,
    format: signedPoints,
    bar: "diverging",
    tone: true
  });
  const level = (name: string, label: Text): Field => ({
    name,
    label,
    unit: "%",
    format: (x: number) => points(x, {digits: 1})
  });
  const path = (name: string): Field => ({
    name,
    label: {zh: "近一季", en: "Quarter"},
    render: (values: Float64Array) =>
      sparkline(values, {label: percent(values.at(-1) ?? Number.NaN, {digits: 1}), width: 74})
  });
  return dataTable(
    {
      name: order.map((c) => industries[c]?.[locale] ?? ""),
      d_roe: pick(view.dRoe),
      roe_path: order.map((c) => view.roePath[c]),
      roe: pick(view.row.roe_fttm),
      d_growth: pick(view.dGrowth),
      growth_path: order.map((c) => view.growthPath[c]),
      growth: pick(view.row.growth_fttm),
      coverage: pick(view.row.coverage)
    },
    {
      locale,
      caption: {zh: "分析师行业景气预期变化", en: "Changes of expected prosperity by industry"},
      fields: [
        {name: "name", label: {zh: "行业", en: "Industry"}},
        change("d_roe", {zh: "ROE 环比变化", en: "Change of ROE"}),
        path("roe_path"),
        level("roe", {zh: "ROE", en: "ROE"}),
        change("d_growth", {zh: "净利润增速环比变化", en: "Change of growth"}),
        path("growth_path"),
        level("growth", {zh: "净利润增速", en: "Growth"}),
        {
          name: "coverage",
          label: {zh: "覆盖", en: "Covered"},
          unit: {zh: "市值占比", en: "of cap"},
          format: (x: number) => percent(x, {digits: 0})
        }
      ]
    }
  );
}

/** Industries by the change of ROE, those without one last. */
export function orderOf({dRoe}: ProsperityView, industries: number): number[] {
  const known = ranked(dRoe);
  return [...known, ...Array.from({length: industries}, (_, c) => c).filter((c) => !known.includes(c))];
}

/** The exact split of the week's change: what forecasts did, what the calendar did, who came and went. */
export function splitTable(
  view: ProsperityView,
  industries: readonly IndustryLabel[],
  {locale}: {readonly locale: Locale}
): HTMLElement {
  const columns = splitColumns(view, industries, {locale});
  const max = (names: readonly string[]): number =>
    Math.max(
      ...names.flatMap((n) =>
        Array.from(columns[n] as Float64Array, Math.abs)
          .filter(Number.isFinite)
          .sort((a, b) => a - b)
          .slice(0, -1)
      ),
      0
    );
  const groups = [
    {prefix: "", label: {zh: "ROE", en: "ROE"}},
    {prefix: "growth_", label: {zh: "增速", en: "Growth"}}
  ];
  const fields = groups.flatMap(({prefix, label}): Field[] => {
    const parts = [
      {name: "revision", zh: "修正", en: "revision"},
      {name: "roll_down", zh: "滚动", en: "roll-down"},
      {name: "composition", zh: "样本", en: "sample"}
    ];
    const scale = max(parts.map((p) => prefix + p.name));
    return parts.map((p) => ({
      name: prefix + p.name,
      label: {zh: `${label.zh}：${p.zh}`, en: `${label.en}: ${p.en}`},
      unit: PP,
      format: signedPoints,
      bar: "diverging",
      tone: true,
      max: scale
    }));
  });
  return dataTable(columns, {
    locale,
    caption: {zh: "本周变化的分解", en: "The week's change in its parts"},
    fields: [{name: "name", label: {zh: "行业", en: "Industry"}}, ...fields]
  });
}

/** The split's data, for download as well. */
export function splitColumns(
  view: ProsperityView,
  industries: readonly IndustryLabel[],
  {locale}: {readonly locale: Locale}
): Record<string, ArrayLike<unknown>> {
  const order = orderOf(view, industries.length);
  const pick = (values: ArrayLike<number>): Float64Array =>
    Float64Array.from(order, (c) => values[c] as number);
  const {row} = view;
  return {
    name: order.map((c) => industries[c]?.[locale] ?? ""),
    revision: pick(row.revision),
    roll_down: pick(row.roll_down),
    composition: pick(row.composition),
    growth_revision: pick(row.growth_revision),
    growth_roll_down: pick(row.growth_roll_down),
    growth_composition: pick(row.growth_composition)
  };
}
