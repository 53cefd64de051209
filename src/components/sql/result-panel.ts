import {type Locale, say} from "../../lib/format/text.js";
import type {Result} from "../../lib/sql/result.js";
import {element} from "../dom.js";
import {resultGrid} from "./grid.js";
import {resultChart} from "./result-chart.js";
import {saveCsv} from "./save.js";
import {WORDS} from "./words.js";

/** An answer as table or chart, with its download. */
export function resultPanel(result: Result, {locale}: {locale: Locale}): HTMLElement {
  if (result.columns.length === 0) return element("p", {class: "sql-note"}, say(WORDS.noColumns, locale));
  let order: Uint32Array | undefined;
  const grid = resultGrid(result, {
    locale,
    onSort: (next) => {
      order = next;
    }
  });
  const chart = element("div", {
    hidden: true,
    role: "tabpanel",
    id: "sql-chart",
    "aria-labelledby": "sql-tab-chart"
  });
  const table = element("div", {role: "tabpanel", id: "sql-table", "aria-labelledby": "sql-tab-table"}, grid);
  const tab = (id: "table" | "chart"): HTMLButtonElement =>
    element(
      "button",
      {type: "button", role: "tab", id: `sql-tab-${id}`, "aria-controls": `sql-${id}`},
      say(WORDS[id], locale)
    );
  const tabs = [tab("table"), tab("chart")] as const;
  const select = (chosen: 0 | 1): void => {
    for (const [i, button] of tabs.entries()) {
      button.setAttribute("aria-selected", String(i === chosen));
      button.tabIndex = i === chosen ? 0 : -1;
    }
    table.hidden = chosen === 1;
    chart.hidden = chosen === 0;
    if (chosen === 1 && !chart.hasChildNodes()) {
      chart.append(resultChart(result, {locale, width: Math.max(300, chart.clientWidth || 640)}));
    }
  };
  for (const [i, button] of tabs.entries()) {
    button.addEventListener("click", () => select(i === 0 ? 0 : 1));
    button.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
      select(i === 0 ? 1 : 0);
      tabs[i === 0 ? 1 : 0].focus();
    });
  }
  select(0);
  const bom = element("input", {type: "checkbox", checked: true});
  const guard = element("input", {type: "checkbox", checked: true});
  const save = (): void =>
    saveCsv(result, {bom: bom.checked, guard: guard.checked, ...(order === undefined ? {} : {order})});
  return element(
    "div",
    {class: "sql-answer"},
    element(
      "div",
      {class: "sql-answer-tools"},
      element("div", {role: "tablist", "aria-label": say(WORDS.result, locale)}, ...tabs),
      element(
        "div",
        {class: "sql-save"},
        element("button", {type: "button", onclick: save}, say(WORDS.csv, locale)),
        element("label", {}, bom, say(WORDS.bom, locale)),
        element("label", {}, guard, say(WORDS.guard, locale))
      )
    ),
    table,
    chart
  );
}
