import {type DatasetInfo, datasetName} from "../lib/format/dataset.js";
import {weekday} from "../lib/format/date.js";
import {integer} from "../lib/format/number.js";
import {type Locale, say} from "../lib/format/text.js";
import {element} from "./dom.js";

/** The line under a newspaper's name: the day, the dataset, and what it holds. */
export function nameplate(info: DatasetInfo, {locale}: {readonly locale: Locale}): HTMLElement {
  const zh = locale === "zh";
  const counts = Object.values(info.tables);
  const rows = counts.reduce((sum, n) => sum + n, 0);
  return element(
    "div",
    {class: "nameplate"},
    element("span", {}, info.to ? weekday(info.to, locale) : zh ? "尚无日期" : "No date yet"),
    element("span", {}, say(datasetName(info), locale)),
    element(
      "span",
      {},
      zh
        ? `${integer(counts.length)} 张表 · ${integer(rows)} 行`
        : `${integer(counts.length)} tables · ${integer(rows)} rows`
    )
  );
}
