import {say, type Text} from "../../lib/format/text.js";
import type {Edition, Issue, Modules} from "../../lib/weekly/issue.js";
import {sentencesOf} from "../../lib/weekly/sentences.js";
import {element} from "../dom.js";
import {FIGURES} from "./figures.js";
import type {FigureContext} from "./frame.js";

/** What a module needs, said where an edition lacks it. */
const NEEDS: Readonly<Record<keyof Modules, string>> = {
  market: "stock_daily, index_daily",
  assets: "cross_asset_signal",
  indicators: "industry_indicator_signal",
  hotFund: "fund, fund_nav",
  segments: "index_segment_state",
  nowcast: "nowcast",
  informed: "informed_activity",
  prosperity: "prosperity",
  northbound: "northbound_flow",
  margin: "margin_flow",
  positions: "fund_position",
  styles: "factor_return"
};

/** One module of an edition: its figure, titled by its first sentence, after the others; or what is missing. */
export function moduleView(edition: Edition, name: keyof Modules, context: FigureContext): HTMLElement {
  const {locale} = context;
  const box = element("section", {class: "weekly-module"});
  if (edition.modules[name] === null) {
    const text: Text = {
      zh: `到本期之日，数据集没有这一模块的数据（${NEEDS[name]}），这里不作陈述。`,
      en: `By the day of this issue the dataset has nothing for this module (${NEEDS[name]}); nothing is claimed here.`
    };
    box.append(element("p", {class: "weekly-missing"}, say(text, locale)));
    return box;
  }
  for (const sentence of sentencesOf(edition.modules)[name].slice(1))
    box.append(element("p", {class: "generated"}, say(sentence, locale)));
  box.append(FIGURES[name](edition, context));
  return box;
}

/** The first sentence of every module that is known, as the issue's core view. */
export function coreView(edition: Edition, {locale}: Pick<FigureContext, "locale">): HTMLElement {
  const sentences = sentencesOf(edition.modules);
  const firsts = Object.values(sentences).flatMap((s) => s.slice(0, 1));
  return element("ul", {class: "core-view"}, ...firsts.map((s) => element("li", {}, say(s, locale))));
}

/** The line under an issue's title: its day, its week, its dataset, and the digest of what it was made from. */
export function issueLine(issue: Issue, {dataset, locale}: FigureContext): HTMLElement {
  const zh = locale === "zh";
  const parts =
    issue.day === null
      ? [
          zh
            ? `本期出自另一数据集；本站建立在“${dataset.title.zh}”上，本期的图表在这里空着。`
            : `This issue is of another dataset; the site holds “${dataset.title.en}”, so its figures stay empty here.`
        ]
      : [
          zh ? `截至 ${issue.day} 收盘` : `As of the close of ${issue.day}`,
          zh ? `周自 ${issue.since} 收盘起` : `week from the close of ${issue.since}`,
          zh ? `数据快照 ${issue.snapshot}` : `snapshot ${issue.snapshot}`
        ];
  return element("p", {class: "issue-line"}, parts.join(" · "));
}
