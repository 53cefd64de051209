import type {MeasureName} from "../../lib/factor/book.js";
import type {Window} from "../../lib/factor/window.js";
import type {Text} from "../../lib/format/text.js";

/** Windows as read. */
export const windowLabels: Readonly<Record<Window, Text>> = {
  "1w": {zh: "近一周", en: "1 week"},
  "1m": {zh: "近一月", en: "1 month"},
  "3m": {zh: "近三月", en: "3 months"},
  "6m": {zh: "近半年", en: "6 months"},
  ytd: {zh: "今年以来", en: "Year to date"},
  "1y": {zh: "近一年", en: "1 year"},
  "3y": {zh: "近三年", en: "3 years"}
};

/** Streams of industries. */
export const streamLabels: Readonly<Record<string, Text>> = {
  up: {zh: "上游（资源）", en: "Upstream (resources)"},
  mid: {zh: "中游（制造）", en: "Midstream (manufacturing)"},
  down: {zh: "下游（消费与服务）", en: "Downstream (consumption and services)"}
};

/** Measures of character of a group of stocks, and of a style's top against its bottom quintile. */
export const measureLabels: Readonly<Record<MeasureName, {readonly group: Text; readonly style: Text}>> = {
  ln_pb: {group: {zh: "市净率", en: "Price to book"}, style: {zh: "ln PB 之差", en: "Difference of ln PB"}},
  ln_pe: {
    group: {zh: "市盈率（TTM）", en: "Price to earnings, trailing"},
    style: {zh: "ln PE 之差", en: "Difference of ln PE"}
  },
  profit_growth: {
    group: {zh: "盈利同比", en: "Profit growth"},
    style: {zh: "盈利增速之差", en: "Difference of profit growth"}
  },
  revenue_growth: {
    group: {zh: "营收同比", en: "Revenue growth"},
    style: {zh: "营收增速之差", en: "Difference of revenue growth"}
  },
  turnover: {
    group: {zh: "日均换手率（21 日）", en: "Daily turnover, 21 days"},
    style: {zh: "换手率之比", en: "Ratio of turnover"}
  },
  cross_sectional_vol: {
    group: {zh: "截面波动率（21 日，年化）", en: "Cross-sectional volatility, 21 days, annual"},
    style: {zh: "截面波动率之比", en: "Ratio of cross-sectional volatility"}
  }
};
