import type {Locale} from "../../lib/format/text.js";
import {element} from "../dom.js";

interface Missing {
  /** Tables that the dataset lacks; none means that holdings are there but hold nothing northbound. */
  readonly missing: readonly string[];
  readonly locale: Locale;
}

/** Names the tables without which there is no flow by industry, and what is shown instead. */
export function missingNote({
  missing,
  official,
  locale
}: Missing & {readonly official: boolean}): HTMLElement {
  const zh = official
    ? "，无法按行业估计北向资金；下面是官方公布的总额历史与报告所印的原表。"
    : "，无法按行业估计北向资金；下面只有报告所印的原表。";
  const en = official
    ? ": flow by industry cannot be estimated. Below are the official totals and the table as the report prints it."
    : ": flow by industry cannot be estimated. Below is only the table as the report prints it.";
  return element(
    "p",
    {class: "missing-note"},
    locale === "zh" ? "这份数据没有 " : "This dataset has no ",
    ...names({missing, locale}),
    locale === "zh" ? zh : en
  );
}

/** Stands where a section has nothing to show, and says what it needs. */
export const sectionNeeds = ({missing, locale}: Missing): HTMLElement =>
  element(
    "p",
    {class: "missing-note"},
    locale === "zh" ? "本节从缺：需要 " : "Nothing to show here: this needs ",
    ...names({missing, locale}),
    locale === "zh" ? "。" : "."
  );

const names = ({missing, locale}: Missing): (Node | string)[] =>
  (missing.length > 0 ? missing : ["connect_holding"]).flatMap((name, i) => [
    i === 0 ? "" : locale === "zh" ? "、" : ", ",
    element("code", {}, name)
  ]);
