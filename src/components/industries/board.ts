import {boardVotes, compounded} from "../../lib/flow/board.js";
import type {BoardMeasure} from "../../lib/flow/board-measures.js";
import {type IndustryBook, panelColumn, panelRow} from "../../lib/flow/industry-book.js";
import {fixed, percent, points, yi} from "../../lib/format/number.js";
import type {Locale, Text} from "../../lib/format/text.js";
import {element} from "../dom.js";
import {heat} from "../factor/heat.js";
import {sparkline} from "../sparkline.js";
import {dataTable, type Field} from "../table.js";

export type Board = IndustryBook<BoardMeasure, null>;

interface Shown {
  readonly measure: BoardMeasure;
  readonly label: Text;
  readonly unit: Text | string;
  readonly format: (x: number) => string;
}

const YI = {zh: "亿元", en: "CNY 100m"};
const PP = {zh: "百分点", en: "pp"};
const pct = (digits: number) => (x: number) => percent(x, {digits, signed: true}).replace("%", "");
const money = (x: number): string => yi(x, {digits: 1, signed: true});

/** Columns of the board in order, with how each is written. */
export const SHOWN: readonly Shown[] = [
  {
    measure: "factor",
    label: {zh: "因子收益", en: "Factor"},
    unit: {zh: "一周 %", en: "week, %"},
    format: pct(1)
  },
  {
    measure: "crowding",
    label: {zh: "拥挤度", en: "Crowding"},
    unit: {zh: "标准差", en: "sd"},
    format: (x) => fixed(x, {digits: 1, signed: true})
  },
  {
    measure: "d_roe",
    label: {zh: "预期 ROE", en: "Exp. ROE"},
    unit: {zh: "变化，百分点", en: "change, pp"},
    format: (x) => points(x, {signed: true})
  },
  {
    measure: "d_growth",
    label: {zh: "预期增速", en: "Exp. growth"},
    unit: {zh: "变化，百分点", en: "change, pp"},
    format: (x) => points(x, {digits: 1, signed: true})
  },
  {measure: "north", label: {zh: "北向", en: "Northbound"}, unit: YI, format: money},
  {measure: "margin", label: {zh: "两融", en: "Margin"}, unit: YI, format: money},
  {measure: "money", label: {zh: "主动资金", en: "Active flow"}, unit: YI, format: money},
  {
    measure: "over_under",
    label: {zh: "公募超低配", en: "Funds vs CSI 800"},
    unit: PP,
    format: (x) => points(x, {digits: 1, signed: true})
  },
  {
    measure: "active_change",
    label: {zh: "公募主动加仓", en: "Funds' active change"},
    unit: PP,
    format: (x) => points(x, {signed: true})
  },
  {
    measure: "indicators",
    label: {zh: "高频箭头", en: "Indicators"},
    unit: {zh: "均值", en: "mean"},
    format: (x) => fixed(x, {digits: 1, signed: true})
  }
];

/** The board's data on one week, for download. */
export function boardColumns(board: Board, at: number): Record<string, ArrayLike<unknown>> {
  const n = board.industries.length;
  const {up, down} = boardVotes(board, at);
  return {
    industry: board.industries.map((d) => d.industry),
    sector: board.industries.map((d) => d.sector),
    ...Object.fromEntries(SHOWN.map(({measure}) => [measure, panelRow(board.panels[measure], at, n)])),
    up,
    down
  };
}

export interface BoardOptions {
  readonly at: number;
  readonly locale: Locale;
  /** Industries in the order shown; groups by sector where it is the board's own. */
  readonly order?: readonly number[];
  readonly sector: (name: string) => string;
  /** Where an industry's own page is. */
  readonly href: (industry: string) => string;
}

/** All industries × all signals of one week on a warm and cool ground, each column on its own scale. */
export function boardTable(board: Board, {at, locale, order, sector, href}: BoardOptions): HTMLElement {
  const n = board.industries.length;
  const rows = order ?? board.industries.map((_, c) => c);
  const data = boardColumns(board, at);
  const pick = <T>(values: ArrayLike<T>): T[] => rows.map((c) => values[c] as T);
  const columns = Object.fromEntries(Object.entries(data).map(([name, values]) => [name, pick(values)]));
  const present = SHOWN.filter(({measure}) => (columns[measure] as number[]).some((x) => !Number.isNaN(x)));
  const paths = rows.map((c) =>
    compounded(panelColumn(board.panels.factor, c, {industries: n, from: at - 51, to: at}))
  );
  const up = columns.up as number[];
  const down = columns.down as number[];
  return dataTable(
    {
      ...columns,
      name: rows.map((c) => board.industries[c]?.industry ?? ""),
      path: paths,
      signs: rows.map((_, i) => (up[i] ?? 0) - (down[i] ?? 0))
    },
    {
      locale,
      caption: {zh: "行业信号一览", en: "Signals of all industries"},
      ...(order ? {} : {groupBy: "sector", group: sector}),
      fields: [
        {
          name: "name",
          label: {zh: "行业", en: "Industry"},
          render: (key: string) =>
            element("a", {href: href(key)}, board.industries.find((d) => d.industry === key)?.[locale] ?? key)
        },
        {
          name: "signs",
          label: {zh: "正／负", en: "Up/down"},
          align: "center",
          render: (_: number, i: number) => element("span", {}, `${up[i]}/${down[i]}`)
        },
        ...(paths.some((p) => p.some((x) => !Number.isNaN(x)))
          ? [
              {
                name: "path",
                label: {zh: "因子近一年", en: "Factor, 1 y"},
                render: (v: Float64Array) =>
                  sparkline(v, {
                    label: percent(v.at(-1) ?? Number.NaN, {signed: true}),
                    width: 60,
                    baseline: 0
                  })
              }
            ]
          : []),
        ...present.map(({measure, label, unit, format}): Field => {
          const sizes = (columns[measure] as number[])
            .map(Math.abs)
            .filter(Number.isFinite)
            .sort((a, b) => a - b);
          const max = sizes[Math.floor(sizes.length * 0.95)] ?? 0;
          return {
            name: measure,
            label,
            unit,
            align: "right",
            render: (v: number) => heat(v, {text: format(v), max})
          };
        })
      ]
    }
  );
}
