import {type NavProblem, type NavText, parseNav} from "../../lib/attribution/nav-text.js";
import type {Locale} from "../../lib/format/text.js";
import {element} from "../dom.js";

const LIMIT = 5e6;

const WORDS = {
  zh: {
    label: "净值序列（CSV 文件，或直接粘贴；每行日期与复权净值）",
    paste: "2023-11-27,1.0312\n2023-11-28,1.0287\n…",
    large: "文件超过 5 MB。",
    read: "计算",
    clear: "清空"
  },
  en: {
    label: "NAV series (a CSV file, or paste it; a date and an adjusted NAV on each line)",
    paste: "2023-11-27,1.0312\n2023-11-28,1.0287\n…",
    large: "The file is larger than 5 MB.",
    read: "Compute",
    clear: "Clear"
  }
};

/** Takes a NAV series as a file, dropped or chosen, or as pasted text. Its value is what was read, or null. */
export function navInput({locale}: {readonly locale: Locale}): HTMLElement & {value: NavText | null} {
  const words = WORDS[locale];
  const text = element("textarea", {id: "nav-text", rows: 6, placeholder: words.paste, spellcheck: "false"});
  const file = element("input", {
    type: "file",
    accept: ".csv,.txt,text/csv,text/plain",
    "aria-label": words.label
  });
  const status = element("span", {role: "status"});
  const root: HTMLElement & {value: NavText | null} = Object.assign(element("div", {class: "nav-input"}), {
    value: null
  });
  const read = (): void => {
    root.value = text.value.trim() === "" ? null : parseNav(text.value);
    root.dispatchEvent(new Event("input"));
  };
  const take = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return;
    if (chosen.size > LIMIT) {
      status.textContent = words.large;
      return;
    }
    status.textContent = "";
    text.value = await chosen.text();
    read();
  };
  text.addEventListener("input", (event) => event.stopPropagation());
  text.addEventListener("change", (event) => event.stopPropagation());
  file.addEventListener("input", (event) => event.stopPropagation());
  file.addEventListener("change", () => take(file.files?.[0]));
  root.addEventListener("dragover", (event) => event.preventDefault());
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer?.files[0]);
  });
  const clear = (): void => {
    text.value = "";
    file.value = "";
    status.textContent = "";
    read();
  };
  root.append(
    element("label", {for: "nav-text"}, words.label),
    text,
    element(
      "div",
      {class: "choice"},
      file,
      element("button", {type: "button", onclick: read}, words.read),
      element("button", {type: "button", onclick: clear}, words.clear),
      status
    )
  );
  return root;
}

const REASONS: Readonly<Record<NavProblem, {zh: string; en: string}>> = {
  date: {zh: "日期无法识别", en: "no readable date"},
  number: {zh: "净值不是正数", en: "the NAV is no positive number"},
  columns: {zh: "少于两列", en: "fewer than two columns"},
  duplicate: {zh: "日期重复", en: "a second value of the day"}
};

/** Lines that could not be read, by number, the first of them; nothing where all could. */
export function navProblems({problems}: NavText, {locale}: {readonly locale: Locale}): HTMLElement {
  const shown = problems.slice(0, 8);
  const zh = locale === "zh";
  const more = problems.length - shown.length;
  return element(
    "ul",
    {class: "nav-problems", role: "status"},
    ...shown.map(({line, reason, text}) =>
      element(
        "li",
        {},
        zh ? `第 ${line} 行：${REASONS[reason].zh} ` : `Line ${line}: ${REASONS[reason].en} `,
        element("code", {}, text)
      )
    ),
    more > 0 && element("li", {}, zh ? `另有 ${more} 行` : `and ${more} more`)
  );
}
