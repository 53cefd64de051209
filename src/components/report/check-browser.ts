import {type Locale, say, type Text} from "../../lib/format/text.js";
import {element} from "../dom.js";
import {dataTable} from "../table.js";
import {noted} from "./claims-table.js";
import {type JsonColumns, numbers, rowsWhere, strings} from "./read.js";
import {valueText} from "./value.js";
import {verdictMark, verdictStyle, verdicts} from "./verdict.js";

/** Names of the reports by their key, the beginning of a check's name. */
export const reportNames: Readonly<Record<string, Text>> = {
  zheshang: {zh: "浙商 2024-02-23", en: "Zheshang 2024-02-23"},
  cinda: {zh: "信达 2021-04-26", en: "Cinda 2021-04-26"},
  csc: {zh: "中信建投 2022-03-04", en: "CSC 2022-03-04"}
};

export interface CheckBrowserOptions {
  readonly locale: Locale;
  /** Shows at first only checks whose name begins so. */
  readonly prefix?: string;
}

/** The report a check is about, by its key. */
export const reportOf = (check: string): string => check.split("/", 1)[0] ?? "";

/** All checks with their gap and verdict; pickers for report and verdict, and a box that searches the text. */
export function checkBrowser(checks: JsonColumns, {locale, prefix = ""}: CheckBrowserOptions): HTMLElement {
  const all = {zh: "全部", en: "All"};
  const report = picker({zh: "报告", en: "Report"}, locale, [["", all], ...Object.entries(reportNames)]);
  const verdict = picker({zh: "结论", en: "Verdict"}, locale, [
    ["", all],
    ...verdicts.map((v): [string, Text] => [v, verdictStyle(v).text])
  ]);
  const box = element("input", {type: "search", id: "check-search", value: prefix});
  const count = element("p", {role: "status", class: "muted"});
  const body = element("div");
  const text = searchText(checks);
  const draw = (): void => {
    const words = box.value.trim().toLowerCase();
    const keys = strings(checks, "check");
    const found = rowsWhere(
      checks,
      (i) =>
        (report.select.value === "" || reportOf(keys[i] ?? "") === report.select.value) &&
        (verdict.select.value === "" || checks.verdict?.[i] === verdict.select.value) &&
        (text[i] ?? "").includes(words)
    );
    const n = found.check?.length ?? 0;
    count.textContent = locale === "zh" ? `共 ${n} 条` : `${n} ${n === 1 ? "check" : "checks"}`;
    const table = checkTable(found, locale);
    table.style.cssText = "max-height: 46rem; overflow: auto;";
    body.replaceChildren(table);
  };
  for (const control of [report.select, verdict.select, box]) control.addEventListener("input", draw);
  draw();
  const bar = element(
    "div",
    {class: "check-filter", role: "search"},
    report.label,
    verdict.label,
    element("label", {for: "check-search"}, locale === "zh" ? "查找 " : "Search ", box)
  );
  bar.style.cssText = "display: flex; flex-wrap: wrap; gap: 0.6rem 1.4rem; font: 0.875rem/2 var(--sans);";
  return element("div", {}, bar, count, body);
}

function picker(
  label: Text,
  locale: Locale,
  choices: readonly (readonly [string, Text])[]
): {label: HTMLElement; select: HTMLSelectElement} {
  const select = element(
    "select",
    {},
    ...choices.map(([value, text]) => element("option", {value}, say(text, locale)))
  );
  return {label: element("label", {}, `${say(label, locale)} `, select), select};
}

function searchText(checks: JsonColumns): string[] {
  const columns = ["check", "statement", "statement_en", "note", "note_en"].map((c) => strings(checks, c));
  return strings(checks, "check").map((_, i) =>
    columns
      .map((c) => c[i])
      .join("\n")
      .toLowerCase()
  );
}

function checkTable(found: JsonColumns, locale: Locale): HTMLElement {
  const unit = strings(found, "unit");
  const shown = (name: string): (string | null)[] =>
    Array.from(numbers(found, name), (v, i) =>
      Number.isNaN(v) ? null : valueText(v, unit[i] ?? "", locale)
    );
  const note = strings(found, locale === "zh" ? "note" : "note_en");
  return dataTable(
    {
      report: strings(found, "check").map((c) => say(reportNames[reportOf(c)] ?? c, locale)),
      section: strings(found, "section"),
      statement: strings(found, locale === "zh" ? "statement" : "statement_en"),
      published: shown("published"),
      recomputed: shown("recomputed"),
      gap: shown("gap"),
      tolerance: shown("tolerance"),
      verdict: strings(found, "verdict")
    },
    {
      locale,
      caption: {zh: "核对细目", en: "Checks"},
      groupBy: "report",
      fields: [
        {
          name: "statement",
          label: {zh: "陈述", en: "Statement"},
          render: (value: string, i: number) => noted(value, note[i] ?? "")
        },
        {name: "verdict", label: {zh: "结论", en: "Verdict"}, render: (v: string) => verdictMark(v, locale)},
        {name: "section", label: {zh: "方法", en: "Section"}},
        {name: "published", label: {zh: "报告", en: "Report"}, align: "right"},
        {name: "recomputed", label: {zh: "重算", en: "Recomputed"}, align: "right"},
        {name: "gap", label: {zh: "差", en: "Gap"}, align: "right"},
        {name: "tolerance", label: {zh: "容差", en: "Tolerance"}, align: "right"}
      ]
    }
  );
}
