import {type Locale, say, type Text} from "../lib/format/text.js";
import {element} from "./dom.js";

const OTHERWISE: Text = {zh: "本页需要它", en: "this page needs it"};

/** Names the tables that the dataset lacks, each with why that matters; empty where it lacks none. */
export function missingTables(
  missing: readonly string[],
  {why, locale}: {readonly why: Readonly<Record<string, Text>>; readonly locale: Locale}
): HTMLElement {
  const zh = locale === "zh";
  return element(
    "div",
    {class: missing.length > 0 ? "missing-note" : undefined, role: "status"},
    ...missing.map((name) =>
      element(
        "p",
        {},
        zh ? "这份数据没有 " : "This dataset has no ",
        element("code", {}, name),
        zh ? "：" : ": ",
        say(why[name] ?? OTHERWISE, locale),
        zh ? "。" : "."
      )
    )
  );
}
