import type {Text} from "../../lib/format/text.js";

export const PATTERN_NAMES: Readonly<Record<string, Text>> = {
  breakout: {zh: "强势突破追涨", en: "Strong breakout"},
  oversold: {zh: "底部超卖反转", en: "Oversold reversal"},
  pullback: {zh: "强势股回调企稳", en: "Strong pullback"},
  random: {zh: "同一股票池随机日", en: "Random days, same universe"}
};

export const RULE_NAMES: Readonly<Record<string, Text>> = {
  next_open: {zh: "次日开盘买（可做到）", en: "Next open (can be done)"},
  signal_close: {zh: "信号日收盘买", en: "Signal day's close"},
  max_favourable: {zh: "次日开盘买、期内最高价卖", en: "Next open, sold at the highest price"},
  signal_open: {zh: "信号日开盘买（未卜先知）", en: "Signal day's open (looks ahead)"},
  signal_open_best: {zh: "信号日开盘买、最高价卖", en: "Signal day's open, sold at the highest"}
};

export const ROLE_NAMES: Readonly<Record<string, Text>> = {
  report: {zh: "报告的参数", en: "The report's parameters"},
  base: {zh: "事先选定", en: "Chosen beforehand"},
  pick: {zh: "网格最优（事后）", en: "Best of the grid (hindsight)"},
  walk: {zh: "逐年前推", en: "Walk forward"},
  index: {zh: "指数（不可交易）", en: "Index (not tradable)"}
};

export const VOID_NAMES: Readonly<Record<string, Text>> = {
  "": {zh: "成交", en: "Filled"},
  limit_up: {zh: "开盘涨停，买不进", en: "Opened at the limit"},
  suspended: {zh: "停牌", en: "Suspended"},
  pending: {zh: "尚无次日", en: "No next day yet"}
};

const WHY: Readonly<Record<string, Text>> = {
  connect_holding: {
    zh: "按席位或合计的沪深港通持股（connect_holding）",
    en: "Stock Connect holdings by seat or in total (connect_holding)"
  },
  hk_daily: {zh: "港股日行情（hk_daily）", en: "Hong Kong prices (hk_daily)"}
};

/** What to say where a table is missing. */
export const whyMissing = (table: string): Text => WHY[table] ?? {zh: table, en: table};
