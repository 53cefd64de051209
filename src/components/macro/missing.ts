import type {Locale, Text} from "../../lib/format/text.js";
import {missingTables} from "../missing.js";

/** What each table is for on these pages. */
const WHY: Readonly<Record<string, Text>> = {
  series_info: {
    zh: "各宏观序列的名称、频率与变换；GDP 要是季度序列，组为 gdp",
    en: "names, frequencies and transforms of the macro series; GDP must be a quarterly one of group gdp"
  },
  series_value: {
    zh: "各序列的取值，带可知日期",
    en: "values of the series with the days on which they became known"
  },
  nowcast: {
    zh: "实时预测需要一个季度 GDP 增速序列与至少三个月度序列，各有三年以上的历史",
    en: "a nowcast needs a quarterly series of GDP growth and at least three monthly ones, with three years of history and more"
  },
  cross_asset_signal: {
    zh: "边际变化需要 series_info 里标明资产（asset）与方向（polarity）的序列",
    en: "marginal changes need series whose asset and polarity series_info gives"
  },
  snowball: {zh: "雪球存量情景", en: "the scenario stock of snowball notes"},
  index_daily: {zh: "指数日行情", en: "daily indices"},
  future_daily: {zh: "股指期货日行情", en: "daily index futures"},
  fund: {zh: "基金名录", en: "the list of funds"},
  fund_nav: {zh: "基金净值", en: "fund net asset values"},
  fund_size_bucket: {
    zh: "分层持仓需要量化或指数增强基金的净值，以及沪深300、中证500、中证1000 等指数中的至少三个",
    en: "size buckets need the net asset values of quant or enhanced funds and at least three of the size indices"
  }
};

/** Names the absent tables and what they are for; nothing where all are there. */
export const macroMissing = (missing: readonly string[], {locale}: {readonly locale: Locale}): HTMLElement =>
  missingTables(missing, {why: WHY, locale});
