/**
 * The file of a new weekly issue: every module of the weekly in its order, each with its generated sentences and its
 * figure, and room for the author's view.
 * @param {{day: string, previous: string, dataset: string}} issue `previous` is the day of the issue before, or `none`
 * @returns {Record<string, string>}
 */
export function weekly({day, previous, dataset}) {
  return {[`src/weekly/${day}.md`]: page(day, previous, dataset)};
}

const VIEW = `:::: view
<!-- 作者观点写在这里，空着则不显示；两种语言各一段：::: zh … ::: 与 ::: en … ::: -->
::::
`;

const module = (level, zh, en, name) => `${level} ${zh} | ${en}

\`\`\`js
moduleView(issue, "${name}", context)
\`\`\`

${VIEW}`;

const page = (day, previous, dataset) => `---
title: 周报 ${day}
title_en: Weekly ${day}
description: 截至 ${day} 的一周：观点、资产配置、高频、热点基金、择时、行业与风格。
description_en: "The week to ${day}: views, asset allocation, high-frequency indicators, a fund, timing, industries, styles."
asOf: ${day}
dataset: ${dataset}
previous: ${previous}
keywords: [周报, weekly]
---

# 周报 ${day} | Weekly ${day}

\`\`\`js
import {exhibit} from "../components/exhibit.js";
import {language} from "../components/language.js";
import {changesTable} from "../components/weekly/changes.js";
import {coreView, issueLine, moduleView} from "../components/weekly/module-view.js";
import {changesOf} from "../lib/weekly/changes.js";
const issue = FileAttachment("../data/weekly/{dataset}/{previous}/{asOf}.json").json();
const info = FileAttachment("../data/dataset.json").json();
\`\`\`

\`\`\`js
const locale = language();
\`\`\`

\`\`\`js
const context = {dataset: info, locale};
display(issueLine(issue, context));
\`\`\`

## 核心观点 | Core view

\`\`\`js
coreView(issue, context)
\`\`\`

${VIEW}
${module("##", "市场一周", "The week in the market", "market")}
${module("##", "资产配置", "Asset allocation", "assets")}
${module("##", "行业高频", "High-frequency indicators", "indicators")}
${module("##", "热点基金", "The fund of the week", "hotFund")}
## 择时 | Timing

${module("###", "价格分段", "Price segments", "segments")}
${module("###", "宏观预测", "Macro nowcast", "nowcast")}
${module("###", "市场微观结构", "Market microstructure", "informed")}
## 行业监测 | Industries

${module("###", "分析师景气预期", "Analysts' expectations", "prosperity")}
${module("###", "北向资金", "Northbound money", "northbound")}
${module("###", "融资融券", "Margin trading", "margin")}
${module("###", "基金仓位", "Fund positions", "positions")}
${module("##", "风格监测", "Styles", "styles")}
## 与上期相比 | Against the last issue

\`\`\`js
const changes = changesOf(issue, issue.previous);
display(exhibit(changesTable(changes, {locale}), {
  id: "changes",
  title: issue.previous?.day ? {zh: \`与 \${issue.previous.day} 一期相比\`, en: \`Against the issue of \${issue.previous.day}\`} : {zh: "首期，没有上期可比", en: "The first issue; there is none before it"},
  subtitle: {zh: "两期用同一套代码算出，各只用当时已知的数据", en: "Both computed by the same code, each from what was known at its day"},
  dataset: info,
  asOf: issue.day ?? undefined,
  columns: {measure: changes.map((c) => c.id), before: changes.map((c) => c.before), now: changes.map((c) => c.value)},
  code: "lib/weekly/changes.ts",
  locale
}));
\`\`\`

## 风险提示 | Risk notice

::: zh
句子与图表由模型从数据生成，模型会失效，估计有误差；区间与局限见各方法页。基金仓位由净值推算，与真实持仓可能不同。数据集若为模拟市场，其中的一切都不对应任何真实公司。本页不构成投资建议。已发布的一期只随数据快照改变；更正写在文末，不改原文。
:::

::: en
Sentences and figures are generated from data by models, which fail, with errors that the method pages state. Fund positions are inferred from net asset values and may differ from true holdings. Where the dataset is a simulated market nothing in it is about a real company. This is no investment advice. A published issue changes only with its data; corrections are added at its end and replace nothing.
:::
`;
