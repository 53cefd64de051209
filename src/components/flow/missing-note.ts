import type {Locale} from "../../lib/format/text.js";
import {element} from "../dom.js";

/** Names the tables without which there is no flow by industry, and what is shown instead. */
export function missingNote({
  missing,
  official,
  locale
}: {
  readonly missing: readonly string[];
  readonly official: boolean;
  readonly locale: Locale;
}): HTMLElement {
  const tables = missing.flatMap((name, i) => [
    i === 0 ? "" : locale === "zh" ? "、" : ", ",
    element("code", {}, name)
  ]);
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
    ...(missing.length > 0 ? tables : [element("code", {}, "connect_holding")]),
    locale === "zh" ? zh : en
  );
}
