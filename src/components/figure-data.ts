import {type CsvColumns, csv, plain, rowsOf} from "../lib/format/csv.js";
import {integer} from "../lib/format/number.js";
import type {Locale} from "../lib/format/text.js";
import {element} from "./dom.js";

const SHOWN = 200;

/** Saves a figure's columns as CSV with a byte order mark, so that spreadsheets read Chinese. */
export function download(columns: CsvColumns, name: string): void {
  const url = URL.createObjectURL(new Blob(["\ufeff", csv(columns)], {type: "text/csv;charset=utf-8"}));
  element("a", {href: url, download: `${name}.csv`}).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The figure's data as a plain table, its first rows, with a button that saves all of them. */
export function figureData(columns: CsvColumns, {id, locale}: {id: string; locale: Locale}): HTMLElement {
  const rows = rowsOf(columns);
  const names = Object.keys(columns);
  const zh = locale === "zh";
  const save = element(
    "button",
    {type: "button", onclick: () => download(columns, id)},
    zh ? "下载 CSV" : "Download CSV"
  );
  const count = zh
    ? `${integer(rows)} 行 × ${names.length} 列`
    : `${integer(rows)} rows × ${names.length} columns`;
  const part = rows > SHOWN ? (zh ? `，此处显示前 ${SHOWN} 行` : `, the first ${SHOWN} shown`) : "";
  const head = element(
    "tr",
    {},
    ...names.map((n) => element("th", {scope: "col", class: kind(columns[n]?.[0])}, n))
  );
  const body = Array.from({length: Math.min(rows, SHOWN)}, (_, i) =>
    element("tr", {}, ...names.map((n) => cell(columns[n]?.[i])))
  );
  return element(
    "div",
    {class: "figure-data"},
    element("p", {}, save, element("span", {}, `${count}${part}`)),
    element(
      "div",
      {class: "scroll", tabindex: 0, role: "region", "aria-label": zh ? "图表数据" : "Figure data"},
      element("table", {}, element("thead", {}, head), element("tbody", {}, ...body))
    )
  );
}

const cell = (value: unknown): HTMLElement => element("td", {class: kind(value)}, plain(value));

const kind = (value: unknown): string | undefined =>
  typeof value === "number" || typeof value === "bigint" ? "number" : undefined;
