import type {PickNote} from "../../lib/flow/pick-day.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {element} from "../dom.js";

/** What an absent table takes with it. */
const WHY: Readonly<Record<string, Text>> = {
  consensus: {zh: "分析师一致预期", en: "analyst consensus"},
  prosperity: {
    zh: "行业景气预期，由 consensus 与 stock_industry 算出",
    en: "prosperity, computed from consensus and stock_industry"
  },
  margin: {zh: "两融明细", en: "margin trading by stock"},
  margin_flow: {zh: "行业两融净买入，由 margin 算出", en: "margin buying by industry, computed from margin"},
  money_flow: {zh: "行业主动资金流，由 stock_daily 算出", en: "active money flow, computed from stock_daily"},
  stock_daily: {zh: "股票日行情", en: "daily stock bars"},
  stock_industry: {zh: "个股行业归属", en: "industry membership of stocks"},
  series_info: {zh: "指标清单", en: "the list of series"},
  series_value: {zh: "指标数值", en: "values of series"},
  industry_indicator_signal: {
    zh: "行业高频信号；需要 series_info 里写明指标所属的行业（industry 列）",
    en: "indicator signals; series_info must name the industry of a series (column industry)"
  },
  northbound_flow: {zh: "北向行业流向", en: "northbound flow by industry"},
  factor_return: {zh: "行业因子收益", en: "returns of industry factors"},
  factor_crowding: {zh: "拥挤度", en: "crowding"},
  fund_position: {zh: "公募行业仓位", en: "fund positions by industry"}
};

/** Names the tables that the dataset lacks and what each is; nothing where all are there. */
export function absentTables(missing: readonly string[], {locale}: {readonly locale: Locale}): HTMLElement {
  const zh = locale === "zh";
  return element(
    "div",
    {class: missing.length > 0 ? "missing-note" : undefined, role: "status"},
    missing.length > 0 &&
      element(
        "p",
        {},
        zh ? "这份数据没有 " : "This dataset lacks ",
        ...missing.flatMap((name, i) => [
          i === 0 ? "" : zh ? "、" : ", ",
          element("code", {}, name),
          zh ? `（${say(WHY[name] ?? name, locale)}）` : ` (${say(WHY[name] ?? name, locale)})`
        ]),
        zh ? "；相应的图表从缺。" : "; figures that need it are absent."
      )
  );
}

/** Says which week is shown where it does not end on the day asked for; empty where there is nothing to say. */
export function weekNote(
  note: PickNote,
  {asked, shown, locale}: {readonly asked: string | null; readonly shown: string; readonly locale: Locale}
): HTMLElement {
  const text = (asked ?? "").slice(0, 40);
  const words: Readonly<Record<PickNote, Text>> = {
    exact: {zh: "", en: ""},
    default: {zh: "", en: ""},
    invalid: {
      zh: `“${text}”不是日期（应为 YYYY-MM-DD），改示最近一周，止于 ${shown}。`,
      en: `"${text}" is no date (YYYY-MM-DD); the latest week, to ${shown}, is shown.`
    },
    closed: {
      zh: `本页按周给数：${text} 之前最近一周止于 ${shown}。`,
      en: `Figures are by week: the last one to end by ${text} ended on ${shown}.`
    },
    before: {
      zh: `${text} 早于最早一周，改示止于 ${shown} 的一周。`,
      en: `${text} is before the first week; the one to ${shown} is shown.`
    },
    after: {
      zh: `${text} 晚于最近一周，改示止于 ${shown} 的一周。`,
      en: `${text} is after the latest week; the one to ${shown} is shown.`
    }
  };
  return element("p", {class: "pick-note", role: "status"}, say(words[note], locale));
}
