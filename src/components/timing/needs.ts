import type {Locale, Text} from "../../lib/format/text.js";
import {missingTables} from "../missing.js";

/** Why each table may be absent, and what goes with it. */
const WHY: Readonly<Record<string, Text>> = {
  index_daily: {
    zh: "价格分段只需要指数日行情；没有它，本页没有数字",
    en: "price segments need daily index levels alone; without them this page has no numbers"
  },
  index_segment: {
    zh: "价格分段的判断来自 index_daily",
    en: "calls of price segments come from index_daily"
  },
  money_flow: {
    zh: "主动资金流需要 stock_daily 与 stock_industry",
    en: "active money flow needs stock_daily and stock_industry"
  },
  nowcast: {
    zh: "GDP 预测需要 series_info 与 series_value 里的季度 GDP 与月度指标",
    en: "the nowcast needs quarterly GDP and monthly indicators in series_info and series_value"
  },
  diffusion: {
    zh: "扩散指数需要 stock_daily 与 index_member（指数成分）",
    en: "diffusion indices need stock_daily and index_member"
  },
  informed_activity: {
    zh: "知情交易者活跃度需要五分钟线 stock_bar（指数口径还需要 index_member）",
    en: "informed-trader activity needs five-minute bars, stock_bar (by index also index_member)"
  },
  truth_informed: {
    zh: "植入的知情强度只存在于模拟市场；真实市场没有人知道它",
    en: "planted intensity exists only in the simulated market; nobody knows that of a real one"
  }
};

/** Names the absent tables and says why they are; nothing where all are there. */
export const needs = (missing: readonly string[], {locale}: {readonly locale: Locale}): HTMLElement =>
  missingTables(missing, {why: WHY, locale});
