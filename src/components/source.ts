import {integer} from "../lib/format/number.js";
import type {Locale} from "../lib/format/text.js";
import {element} from "./dom.js";

export interface SourceOptions {
  /** The file shown first. */
  readonly file?: string;
  readonly locale: Locale;
}

const START = "lib/format/number.ts";

/**
 * Source files to read: a list by folder and the chosen file with numbered lines. The address names the
 * file, `?file=lib/…#L12` a line. Everything is text.
 */
export function sources(files: Readonly<Record<string, string>>, {file, locale}: SourceOptions): HTMLElement {
  const names = Object.keys(files);
  const view = element("div", {class: "source-view"});
  const select = element(
    "select",
    {"aria-label": locale === "zh" ? "文件" : "File", onchange: () => open(select.value)},
    ...groups(names)
  );
  const open = (name: string): void => {
    const url = new URL(location.href);
    url.searchParams.set("file", name);
    url.hash = "";
    history.replaceState(history.state, "", url);
    show(name);
  };
  const show = (name: string): void => {
    const text = files[name];
    select.value = name;
    view.replaceChildren(text === undefined ? absent(name, locale) : listing(name, text, locale));
  };
  show(file ?? (names.includes(START) ? START : (names[0] ?? "")));
  const node = element("div", {class: "source"}, element("p", {class: "source-choice"}, select), view);
  requestAnimationFrame(() => {
    if (/^#L\d+$/.test(location.hash)) node.querySelector(location.hash)?.scrollIntoView({block: "center"});
  });
  return node;
}

function groups(names: readonly string[]): HTMLElement[] {
  const folders = [...new Set(names.map(folderOf))];
  return folders.map((folder) =>
    element(
      "optgroup",
      {label: folder},
      ...names.filter((n) => folderOf(n) === folder).map((n) => element("option", {value: n}, n))
    )
  );
}

const folderOf = (name: string): string => name.slice(0, name.lastIndexOf("/"));

function listing(name: string, text: string, locale: Locale): HTMLElement {
  const lines = text.replace(/\n$/, "").split("\n");
  const count = locale === "zh" ? `${integer(lines.length)} 行` : `${integer(lines.length)} lines`;
  return element(
    "figure",
    {class: "source-file"},
    element("figcaption", {}, element("strong", {}, name), ` · ${count}`),
    element(
      "div",
      {class: "scroll", tabindex: 0, role: "region", "aria-label": name},
      element(
        "ol",
        {translate: "no", lang: "en"},
        ...lines.map((line, i) =>
          element(
            "li",
            {id: `L${i + 1}`, class: `#L${i + 1}` === location.hash ? "chosen" : undefined},
            element("code", {class: /^\s*(\/\/|\/?\*)/.test(line) ? "comment" : undefined}, line || " ")
          )
        )
      )
    )
  );
}

const absent = (name: string, locale: Locale): HTMLElement =>
  element("p", {}, locale === "zh" ? `没有这个文件：${name}` : `No such file: ${name}`);
