import {type Column, date, layer, real, text} from "../types.js";

/** Defines a table that a model computes. */
export const table = layer("derived");

export const day = date("date", "交易日", "Trading day");
export const code = text("code", "证券代码", "Security code");
export const scheme = text("scheme", "行业分类（citic、sw、csc37）", "Industry scheme (citic, sw, csc37)");
export const industry = text("industry", "行业", "Industry");
export const index = text("index", "指数代码", "Index code");
export const fund = text("fund", "基金代码", "Fund code");
export const factor = text("factor", "因子", "Factor");
export const knownDay = date(
  "known_date",
  "可用日：该日收盘起可用",
  "Day from whose close the row may be used"
);
export const kind = text("kind", "类别（country、industry、style）", "Kind (country, industry, style)");
export const strategy = text("strategy", "策略", "Strategy");
export const window = text("window", "窗口", "Window");
export const style = (name: string, zh: string, en: string): Column =>
  real(name, zh, en, "standard deviations");
export const cny = (name: string, zh: string, en: string): Column => real(name, zh, en, "CNY");
export const ratio = (name: string, zh: string, en: string): Column => real(name, zh, en, "ratio");
