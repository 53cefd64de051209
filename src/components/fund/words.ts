import type {Text} from "../../lib/format/text.js";

/** Fund types as `fund.type` names them. */
export const TYPES: Readonly<Record<string, Text>> = {
  stock: {zh: "普通股票", en: "Equity"},
  mixed_equity: {zh: "偏股混合", en: "Mixed, equity"},
  flexible: {zh: "灵活配置", en: "Flexible"},
  index: {zh: "指数", en: "Index"},
  enhanced: {zh: "指数增强", en: "Enhanced index"}
};

/** Groups of control funds as `truth_fund_skill.control` names them, with the quadrant planted. */
export const CONTROLS: Readonly<Record<string, Text>> = {
  both: {zh: "择时与选股皆对（D+R+）", en: "Both right (D+R+)"},
  timing: {zh: "择时对、选股错（D+R−）", en: "Timing right, selection wrong (D+R−)"},
  neither: {zh: "皆错（D−R−）", en: "Both wrong (D−R−)"},
  selection: {zh: "选股对、择时错（D−R+）", en: "Selection right, timing wrong (D−R+)"}
};

/** Planted skill as columns of `truth_fund_skill` name it. */
export const PLANTED: Readonly<Record<string, Text>> = {
  timing: {zh: "植入的行业能力", en: "Planted skill in industries"},
  departure: {zh: "其中对长期权重的偏离", en: "Of it, departures from lasting weights"},
  selection: {zh: "植入的选股", en: "Planted selection"}
};

/** Measures of skill as `fund_skill.measure` names them. */
export const MEASURES: Readonly<Record<string, Text>> = {
  allocation: {zh: "行业配置", en: "Allocation"},
  timing: {zh: "行业择时", en: "Industry timing"},
  selection: {zh: "选股", en: "Selection"}
};

export const VERSIONS: Readonly<Record<string, Text>> = {
  gross: {zh: "费前", en: "Gross"},
  fees: {zh: "扣费", en: "After fees"},
  lag: {zh: "扣费并计时滞", en: "After fees and lags"}
};

export const LINKINGS: Readonly<Record<string, string>> = {
  carino: "Carino",
  menchero: "Menchero",
  frongello: "Frongello"
};

export const TIMING_MODELS: Readonly<Record<string, string>> = {
  "treynor-mazuy": "Treynor–Mazuy",
  "henriksson-merton": "Henriksson–Merton"
};

/** Tests of deviation against excess return, as `deviation_test.test` names them. */
export const TESTS: Readonly<Record<string, Text>> = {
  "panel-disclosed-after": {
    zh: "截面：披露持仓的偏离度 → 其后 20 日超额",
    en: "Across funds: disclosed deviation → excess of the next 20 days"
  },
  "panel-estimated-after": {
    zh: "截面：估计仓位的偏离度 → 其后 20 日超额",
    en: "Across funds: estimated deviation → excess of the next 20 days"
  },
  "panel-disclosed-before": {
    zh: "截面：披露持仓的偏离度与此前 20 日超额",
    en: "Across funds: disclosed deviation and the 20 days before"
  },
  "panel-estimated-before": {
    zh: "截面：估计仓位的偏离度与此前 20 日超额（同一段净值）",
    en: "Across funds: estimated deviation and the 20 days before (the same net asset values)"
  },
  "market-level-after": {
    zh: "时间序列：偏离度中位数 → 同类平均其后 20 日超额",
    en: "Over time: median deviation → excess of the mean fund in the next 20 days"
  },
  "market-change-on-earlier-excess": {
    zh: "时间序列：此前超额 → 偏离度的变化",
    en: "Over time: earlier excess → change of the median deviation"
  },
  "market-level-before": {
    zh: "时间序列：偏离度中位数与同期超额（同一段净值）",
    en: "Over time: median deviation and excess of the same days"
  }
};
