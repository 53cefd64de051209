import {type Locale, say, type Text} from "../../lib/format/text.js";
import {element} from "../dom.js";

export interface FundChoiceOptions {
  readonly fund: readonly string[];
  readonly name: readonly string[];
  /** Chosen where the link names none, or one that is not there. */
  readonly fallback: string;
  readonly locale: Locale;
  readonly label?: Text;
  /** Said where what was typed is no fund. */
  readonly unknown?: Text;
}

const WORDS = {
  label: {zh: "基金", en: "Fund"},
  unknown: {zh: "没有这只基金", en: "No such fund"},
  hint: {zh: "代码或简称", en: "code or name"}
};

/** A fund by code or name, with suggestions; the link keeps it as `?fund=…`. Its value is the code; emits `input`. */
export function fundChoice(options: FundChoiceOptions): HTMLElement & {value: string} {
  const {fund, name, fallback, locale, label = WORDS.label, unknown = WORDS.unknown} = options;
  const find = (text: string): number => {
    const asked = text.trim().toLowerCase();
    const code = asked.split(/\s+/)[0] ?? "";
    const exact = fund.findIndex((f, i) => f.toLowerCase() === code || name[i]?.toLowerCase() === asked);
    if (exact >= 0 || asked === "") return exact;
    return fund.findIndex(
      (f, i) => f.toLowerCase().startsWith(asked) || name[i]?.toLowerCase().includes(asked)
    );
  };
  const at = Math.max(find(new URLSearchParams(location.search).get("fund") ?? ""), -1);
  const start = at >= 0 ? (fund[at] ?? fallback) : fallback;
  const text = (code: string): string => `${code} ${name[fund.indexOf(code)] ?? ""}`;
  const input = element("input", {
    id: "fund-choice",
    type: "text",
    list: "fund-choice-list",
    autocomplete: "off",
    size: 30,
    placeholder: say(WORDS.hint, locale)
  });
  const note = element("span", {class: "choice-note", role: "status"});
  const list = element(
    "datalist",
    {id: "fund-choice-list"},
    ...fund.map((code) => element("option", {value: text(code)}))
  );
  input.value = text(start);
  const root = Object.assign(
    element(
      "div",
      {class: "choice"},
      element("label", {for: "fund-choice"}, say(label, locale)),
      input,
      list,
      note
    ),
    {value: start}
  );
  input.addEventListener("input", (event) => event.stopPropagation());
  input.addEventListener("focus", () => input.select());
  input.addEventListener("change", () => {
    const found = find(input.value);
    note.textContent = found < 0 ? say(unknown, locale) : "";
    if (found < 0) return;
    root.value = fund[found] ?? fallback;
    input.value = text(root.value);
    const link = new URL(location.href);
    link.searchParams.set("fund", root.value);
    history.replaceState(history.state, "", link);
    root.dispatchEvent(new Event("input"));
  });
  return root;
}
