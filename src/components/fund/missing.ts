import type {Locale, Text} from "../../lib/format/text.js";
import {missingTables} from "../missing.js";

/** What each table needs, and what goes with it. */
const WHY: Readonly<Record<string, Text>> = {
  fund: {zh: "没有基金名录，本页没有数字", en: "without a list of funds this page has no numbers"},
  fund_nav: {zh: "没有基金净值，本页没有数字", en: "without net asset values this page has no numbers"},
  fund_style: {
    zh: "风格画像需要 fund_holding 与风险模型的 exposure（来自 stock_daily 与 stock_industry）",
    en: "style needs fund_holding and the risk model's exposure, which comes from stock_daily and stock_industry"
  },
  fund_deviation: {
    zh: "偏离度需要估计仓位 fund_industry，或 fund_holding 与 stock_industry",
    en: "deviation needs estimated positions (fund_industry), or fund_holding and stock_industry"
  },
  deviation_market: {
    zh: "偏离度需要估计仓位 fund_industry，或 fund_holding 与 stock_industry",
    en: "deviation needs estimated positions (fund_industry), or fund_holding and stock_industry"
  },
  fund_industry: {
    zh: "估计仓位需要 fund_nav、fund_report 与 industry_daily",
    en: "estimated positions need fund_nav, fund_report and industry_daily"
  },
  fund_attribution: {
    zh: "归因需要估计仓位 fund_industry、industry_daily，以及作基准的 index_member 与 stock_industry",
    en: "attribution needs estimated positions (fund_industry), industry_daily, and index_member with stock_industry as the benchmark"
  },
  fund_skill: {
    zh: "能力由归因汇总，需要 fund_attribution 所需的各表，且基金至少有一年记录",
    en: "skill sums up the attribution: it needs what fund_attribution needs, and a year of each fund"
  },
  fof_nav: {
    zh: "FOF 需要 fund_deviation，且同时有偏离度的基金至少 10 只",
    en: "a fund of funds needs fund_deviation, with at least 10 funds that have one at a time"
  },
  fof_stat: {zh: "需要 fof_nav", en: "needs fof_nav"},
  fof_strategy: {zh: "需要 fof_nav", en: "needs fof_nav"}
};

/** Names the absent tables and says what they need; empty where all are there. */
export const missingFunds = (missing: readonly string[], {locale}: {readonly locale: Locale}): HTMLElement =>
  missingTables(missing, {why: WHY, locale});
