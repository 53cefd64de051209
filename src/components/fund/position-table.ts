import type {PositionView} from "../../lib/attribution/position-view.js";
import {groupedRows} from "../../lib/flow/grouped-rows.js";
import {MISSING, points} from "../../lib/format/number.js";
import type {Locale} from "../../lib/format/text.js";
import {element} from "../dom.js";
import {dataTable} from "../table.js";

export interface PositionTableOptions {
  readonly industry: readonly string[];
  readonly sector: readonly string[];
  readonly name: (key: string) => string;
  readonly locale: Locale;
}

const UNIT = "%";

/** Columns of the position table, sectors before their industries, the whole at the end; shares of NAV. */
export function positionColumns(
  view: PositionView,
  {industry, sector}: Pick<PositionTableOptions, "industry" | "sector">
) {
  const {last, weight, csi800, over, overNormalised, change, drift, active} = view;
  return groupedRows({industry, sector}, {last, weight, csi800, over, overNormalised, change, drift, active});
}

/**
 * The report's table of positions: last week, this week, the CSI 800, over- and underweight as printed and after both
 * sides are scaled to one, the week's change and how much of it is drift of prices and how much active. Intervals stand behind ±; an active change
 * that its interval does not tell from zero is grey.
 */
export function positionTableOf(view: PositionView, options: PositionTableOptions): HTMLElement {
  const {industry, name, locale} = options;
  const rows = positionColumns(view, options);
  const place = new Map(industry.map((d, i) => [d, i]));
  const at = (row: number): number | undefined =>
    rows.kind[row] === "industry" ? place.get(rows.name[row] ?? "") : undefined;
  const own = (values: Float64Array): Float64Array =>
    Float64Array.from(rows.name, (_, row) => {
      const i = at(row);
      return i === undefined ? Number.NaN : (values[i] as number);
    });
  const total = locale === "zh" ? "合计" : "Total";
  const label = rows.name.map((key, row) =>
    rows.kind[row] === "total" ? total : rows.kind[row] === "industry" ? `\u2003${name(key)}` : name(key)
  );
  const plain = (x: number): string => points(x);
  const signed = (x: number): string => points(x, {signed: true});
  const half = (x: number): string => (Number.isNaN(x) ? "" : points(x));
  const active = rows.values.active as Float64Array;
  const reach = own(view.reach);
  const faint = (x: number, row: number): Node => {
    const i = at(row);
    const unsure = i !== undefined && !view.significant[i];
    return element("span", unsure ? {class: "unsure"} : {}, Number.isNaN(x) ? MISSING : signed(x));
  };
  return dataTable(
    {...rows.values, label, band: own(view.band), active, reach},
    {
      locale,
      caption: {zh: "公募主动偏股基金行业仓位", en: "Industry positions of active equity funds"},
      strong: (row) => rows.kind[row] !== "industry",
      fields: [
        {name: "label", label: {zh: "板块与行业", en: "Sector and industry"}},
        {name: "last", label: {zh: "上周", en: "Last"}, unit: UNIT, format: plain},
        {name: "weight", label: {zh: "本周", en: "This"}, unit: UNIT, format: plain},
        {name: "band", label: "±", align: "right", format: half},
        {name: "csi800", label: {zh: "中证800", en: "CSI 800"}, unit: UNIT, format: plain},
        {name: "over", label: {zh: "超低配", en: "Over/under"}, unit: UNIT, format: signed, tone: true},
        {name: "overNormalised", label: {zh: "归一后", en: "Scaled"}, unit: UNIT, format: signed, tone: true},
        {name: "change", label: {zh: "增减仓", en: "Change"}, unit: UNIT, format: signed, tone: true},
        {name: "drift", label: {zh: "其中漂移", en: "Drift"}, unit: UNIT, format: signed},
        {name: "active", label: {zh: "其中主动", en: "Active"}, unit: UNIT, format: signed, render: faint},
        {name: "reach", label: "±", align: "right", format: half}
      ]
    }
  );
}
