import type {PickNote} from "../../lib/flow/pick-day.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {element} from "../dom.js";
import {missingTables} from "../missing.js";

/** Why each table may be absent, and what goes with it. */
const WHY: Readonly<Record<string, Text>> = {
  factor_return: {
    zh: "因子收益由风险模型回归得到，需要 stock_daily 与 stock_industry；没有它，本页没有数字",
    en: "factor returns come from the risk model's regressions, which need stock_daily and stock_industry; without them this page has no numbers"
  },
  factor_character: {
    zh: "估值、成长、换手与截面波动需要 factor_return、stock_daily 与 stock_industry（估值与成长还需要 financial）",
    en: "valuation, growth, turnover and dispersion need factor_return, stock_daily and stock_industry (valuation and growth also financial)"
  },
  factor_crowding: {
    zh: "拥挤度需要 factor_character，并且至少要有约两年的历史",
    en: "crowding needs factor_character and about two years of history"
  },
  exposure: {
    zh: "个股暴露由风险模型算出，需要 stock_daily 与 stock_industry",
    en: "exposures come from the risk model, which needs stock_daily and stock_industry"
  },
  truth_factor_return: {
    zh: "植入的真实因子收益只存在于模拟市场；真实市场没有人知道它",
    en: "planted factor returns exist only in the simulated market; nobody knows them of a real one"
  }
};

/** Names the absent tables and says why they are; nothing where all are there. */
export const missingFactors = (
  missing: readonly string[],
  {locale}: {readonly locale: Locale}
): HTMLElement => missingTables(missing, {why: WHY, locale});

/** Says why another day is shown than was asked for; empty where there is nothing to say. */
export function dayNote(
  note: PickNote,
  {asked, shown, locale}: {readonly asked: string | null; readonly shown: string; readonly locale: Locale}
): HTMLElement {
  const text = (asked ?? "").slice(0, 40);
  const words: Readonly<Record<PickNote, Text>> = {
    exact: {zh: "", en: ""},
    default: {zh: "", en: ""},
    invalid: {
      zh: `“${text}”不是日期（应为 YYYY-MM-DD），改示最近一日 ${shown}。`,
      en: `"${text}" is no date (YYYY-MM-DD); the latest day, ${shown}, is shown.`
    },
    closed: {
      zh: `${text} 不是交易日，改示此前最近一日 ${shown}。`,
      en: `${text} was no trading day; the day before, ${shown}, is shown.`
    },
    before: {
      zh: `${text} 早于最早一日，改示 ${shown}。`,
      en: `${text} is before the first day; ${shown} is shown.`
    },
    after: {
      zh: `${text} 晚于最近一日，改示 ${shown}。`,
      en: `${text} is after the latest day; ${shown} is shown.`
    }
  };
  return element("p", {class: "pick-note", role: "status"}, say(words[note], locale));
}

/** Paragraphs of claims: a string is a paragraph, its parts between `**` are strong. */
export function claims(paragraphs: readonly Text[], {locale}: {readonly locale: Locale}): HTMLElement {
  return element(
    "div",
    {class: "claims"},
    ...paragraphs.map((text) =>
      element(
        "p",
        {},
        ...say(text, locale)
          .split("**")
          .map((part, i) => (i % 2 === 1 ? element("strong", {}, part) : part))
      )
    )
  );
}
