import type {UserColumn} from "../../lib/factor/user-column.js";
import type {Locale} from "../../lib/format/text.js";
import {element} from "../dom.js";

export interface UserFile extends UserColumn {
  readonly name: string;
}

const LIMIT = 200e6;

const WORDS = {
  zh: {
    label: "自带因子（CSV，列 date、code、value；文件不离开本机）",
    large: "文件超过 200 MB。",
    columns: "需要列 date、code、value，文件的列是：",
    clear: "移除"
  },
  en: {
    label: "Your own factor (CSV with columns date, code, value; the file stays on this machine)",
    large: "The file is larger than 200 MB.",
    columns: "Columns date, code and value are needed; the file has: ",
    clear: "Remove"
  }
};

/** Takes a CSV file of one value a stock and day. Its value is the column, or null; it emits `input`. */
export function userFile({locale}: {readonly locale: Locale}): HTMLElement & {value: UserFile | null} {
  const words = WORDS[locale];
  const input = element("input", {type: "file", accept: ".csv,text/csv", id: "user-column"});
  const status = element("span", {role: "status"});
  const clear = element("button", {type: "button", hidden: true}, words.clear);
  const root: HTMLElement & {value: UserFile | null} = Object.assign(
    element(
      "div",
      {class: "choice"},
      element("label", {for: "user-column"}, words.label),
      input,
      clear,
      status
    ),
    {value: null}
  );
  const set = (value: UserFile | null, text: string): void => {
    root.value = value;
    status.textContent = text;
    clear.hidden = value === null;
    root.dispatchEvent(new Event("input"));
  };
  clear.addEventListener("click", () => {
    input.value = "";
    set(null, "");
  });
  input.addEventListener("input", (event) => event.stopPropagation());
  input.addEventListener("change", async () => {
    const file = input.files?.[0];
    if (!file) return set(null, "");
    if (file.size > LIMIT) return set(null, words.large);
    const {csvParseRows} = await import("d3-dsv");
    const [head = [], ...rows] = csvParseRows((await file.text()).replace(/^\ufeff/, ""));
    const at = ["date", "code", "value"].map((name) =>
      head.findIndex((h) => h.trim().toLowerCase() === name)
    );
    const [date = -1, code = -1, value = -1] = at;
    if (at.includes(-1)) return set(null, `${words.columns}${head.slice(0, 20).join(", ")}`);
    const pick = (column: number): string[] => rows.map((r) => r[column] ?? "");
    set({name: file.name, date: pick(date), code: pick(code), value: pick(value)}, "");
  });
  return root;
}
