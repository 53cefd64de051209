import {type Locale, say} from "../../lib/format/text.js";
import {element} from "../dom.js";
import {whyMissing} from "./words.js";

/** Says what the dataset lacks for a page of strategies; nothing where it lacks nothing. */
export function missingNote(missing: readonly string[], {locale}: {readonly locale: Locale}): HTMLElement {
  const zh = locale === "zh";
  const names = missing.map((t) => say(whyMissing(t), locale)).join(zh ? "、" : ", ");
  return element(
    "div",
    {class: missing.length > 0 ? "missing-note" : undefined, role: "status"},
    missing.length > 0 &&
      element(
        "p",
        {},
        zh
          ? `这份数据缺少 ${names}，本页没有自己的数字；报告所印与方法仍在。`
          : `This dataset has no ${names}; the page has no numbers of its own. What the report prints and the method still stand.`
      )
  );
}
