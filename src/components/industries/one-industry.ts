import {compounded, runningSum} from "../../lib/flow/board.js";
import type {BoardMeasure} from "../../lib/flow/board-measures.js";
import {panelColumn} from "../../lib/flow/industry-book.js";
import {isoDay} from "../../lib/format/date.js";
import {fixed, percent, points, yi} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {element} from "../dom.js";
import {type StackPanel, stack} from "../factor/stack.js";
import type {Board} from "./board.js";

export interface OneOptions {
  /** Column of the industry. */
  readonly column: number;
  readonly at: number;
  readonly locale: Locale;
}

interface Fact {
  readonly measure: BoardMeasure;
  readonly label: Text;
  readonly format: (x: number) => string;
  /** Whether the sign is good or bad news, and so coloured. */
  readonly tone: boolean;
}

const money = (x: number): string => yi(x, {digits: 1, signed: true});
const FACTS: readonly Fact[] = [
  {
    measure: "factor",
    label: {zh: "因子收益，一周", en: "Factor return, week"},
    format: (x) => percent(x, {signed: true}),
    tone: true
  },
  {
    measure: "crowding",
    label: {zh: "拥挤度（±1 为警戒）", en: "Crowding (±1 warns)"},
    format: (x) => fixed(x, {signed: true}),
    tone: false
  },
  {
    measure: "roe",
    label: {zh: "预期 ROE", en: "Expected ROE"},
    format: (x) => percent(x, {digits: 1}),
    tone: false
  },
  {
    measure: "d_roe",
    label: {zh: "预期 ROE 变化，百分点", en: "Change of expected ROE, pp"},
    format: (x) => points(x, {signed: true}),
    tone: true
  },
  {
    measure: "growth",
    label: {zh: "预期净利润增速", en: "Expected profit growth"},
    format: (x) => percent(x, {digits: 1, signed: true}),
    tone: false
  },
  {
    measure: "d_growth",
    label: {zh: "预期增速变化，百分点", en: "Change of expected growth, pp"},
    format: (x) => points(x, {signed: true}),
    tone: true
  },
  {measure: "north", label: {zh: "北向净流入，亿元", en: "Northbound, CNY 100m"}, format: money, tone: true},
  {measure: "margin", label: {zh: "两融净买入，亿元", en: "Margin, CNY 100m"}, format: money, tone: true},
  {
    measure: "money",
    label: {zh: "主动净流入，亿元", en: "Active inflow, CNY 100m"},
    format: money,
    tone: true
  },
  {
    measure: "money_ratio",
    label: {zh: "主动净流入占成交额", en: "Active inflow of turnover"},
    format: (x) => percent(x, {digits: 1, signed: true}),
    tone: true
  },
  {
    measure: "position",
    label: {zh: "公募仓位（估计）", en: "Fund position, estimated"},
    format: (x) => percent(x, {digits: 1}),
    tone: false
  },
  {
    measure: "over_under",
    label: {zh: "相对中证 800（归一），百分点", en: "Against CSI 800, normalised, pp"},
    format: (x) => points(x, {digits: 1, signed: true}),
    tone: false
  },
  {
    measure: "active_change",
    label: {zh: "公募主动增减仓，百分点", en: "Funds' active change, pp"},
    format: (x) => points(x, {signed: true}),
    tone: true
  },
  {
    measure: "indicators",
    label: {zh: "高频箭头均值", en: "Mean arrow of indicators"},
    format: (x) => fixed(x, {digits: 1, signed: true}),
    tone: true
  }
];

/** The industry's week in numbers, each with the week before; what the dataset lacks is left out. */
export function industryFacts(board: Board, {column, at, locale}: OneOptions): HTMLElement {
  const n = board.industries.length;
  const value = (measure: BoardMeasure, week: number): number =>
    week < 0 ? Number.NaN : (board.panels[measure][week * n + column] as number);
  const before = locale === "zh" ? "上周" : "week before";
  return element(
    "dl",
    {class: "facts"},
    ...FACTS.filter(({measure}) => !Number.isNaN(value(measure, at))).map(
      ({measure, label, format, tone}) => {
        const x = value(measure, at);
        const side = tone && /[1-9]/.test(format(x)) ? (x > 0 ? "up" : "down") : undefined;
        return element(
          "div",
          {},
          element("dt", {}, say(label, locale)),
          element(
            "dd",
            {class: side},
            format(x),
            element("small", {}, `${before} ${format(value(measure, at - 1))}`)
          )
        );
      }
    )
  );
}

/** The industry's own columns up to the week, for download. */
export function industryColumns(
  board: Board,
  {column, at}: Pick<OneOptions, "column" | "at">
): Record<string, ArrayLike<unknown>> {
  const n = board.industries.length;
  return {
    week: Array.from(board.days.subarray(0, at + 1), isoDay),
    ...Object.fromEntries(
      FACTS.map(({measure}) => [measure, panelColumn(board.panels[measure], column, {industries: n, to: at})])
    )
  };
}

/** Everything about the industry over its history, one chart above another. */
export function industryHistory(
  board: Board,
  {column, at, locale, width}: OneOptions & {readonly width: number}
): HTMLElement {
  const n = board.industries.length;
  const days = board.days.subarray(0, at + 1);
  const of = (measure: BoardMeasure): Float64Array =>
    panelColumn(board.panels[measure], column, {industries: n, to: at});
  const yi0 = (v: number): string => yi(v, {digits: 0, signed: true});
  const pct0 = (v: number): string => percent(v, {digits: 0});
  const growth = of("growth").map((x) => (Math.abs(x) > 2 ? Number.NaN : x));
  const panel = (
    label: Text,
    series: readonly {readonly name: Text | string; readonly value: Float64Array}[],
    rest: Pick<StackPanel, "format" | "levels" | "height">
  ): StackPanel => ({label, series: series.map((s) => ({...s, days})), height: 96, ...rest});
  const panels: StackPanel[] = [
    panel(
      {zh: "行业因子累计收益", en: "Cumulative factor return"},
      [{name: "", value: compounded(of("factor"))}],
      {
        format: (v) => percent(v, {digits: 0, signed: true}),
        levels: [0],
        height: 120
      }
    ),
    panel({zh: "拥挤度", en: "Crowding"}, [{name: "", value: of("crowding")}], {
      format: (v) => fixed(v, {digits: 1, signed: true}),
      levels: [-1, 0, 1]
    }),
    panel(
      {
        zh: "分析师预期：ROE 与净利润增速（未来 12 个月）",
        en: "Consensus: ROE and profit growth, next twelve months"
      },
      [
        {name: {zh: "ROE", en: "ROE"}, value: of("roe")},
        {name: {zh: "增速", en: "Growth"}, value: growth}
      ],
      {format: pct0, levels: [0]}
    ),
    panel(
      {zh: "北向累计净流入，亿元", en: "Cumulative northbound inflow, CNY 100m"},
      [{name: "", value: runningSum(of("north"))}],
      {
        format: yi0,
        levels: [0]
      }
    ),
    panel(
      {zh: "两融累计净买入，亿元", en: "Cumulative margin buying, CNY 100m"},
      [{name: "", value: runningSum(of("margin"))}],
      {
        format: yi0,
        levels: [0]
      }
    ),
    panel(
      {zh: "主动资金累计净流入，亿元", en: "Cumulative active inflow, CNY 100m"},
      [{name: "", value: runningSum(of("money"))}],
      {
        format: yi0,
        levels: [0]
      }
    ),
    panel(
      {zh: "公募仓位与相对中证 800", en: "Fund position, and against the CSI 800"},
      [
        {name: {zh: "仓位", en: "Position"}, value: of("position")},
        {name: {zh: "超低配", en: "Over/under"}, value: of("over_under")}
      ],
      {format: (v) => percent(v, {digits: 1}), levels: [0]}
    )
  ];
  const known = (p: StackPanel): boolean => p.series.some((s) => Array.from(s.value).some(Number.isFinite));
  return stack(panels.filter(known), {
    label: {zh: "行业的历史", en: "The industry's history"},
    locale,
    width
  });
}
