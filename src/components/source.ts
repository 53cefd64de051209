import {integer} from "../lib/format/number.js";
import type {Locale} from "../lib/format/text.js";
import {element} from "./dom.js";
import {openParts} from "./parts.js";

export interface SourceOptions {
  /** The file shown first. */
  readonly file?: string;
  readonly locale: Locale;
}

const START = "lib/format/number.ts";

/** Files by name, each read when it is asked for. */
export interface SourceFiles {
  readonly names: readonly string[];
  readonly read: (name: string) => Promise<string>;
}

/**
 * Source files to read: a list by folder and the chosen file with numbered lines. The address names the
 * file, `?file=lib/…#L12` a line. Everything is text.
 */
export function sources({names, read}: SourceFiles, {file, locale}: SourceOptions): HTMLElement {
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
  let asked = "";
  const show = async (name: string): Promise<void> => {
    select.value = name;
    asked = name;
    const shown = names.includes(name)
      ? await read(name).then(
          (text) => listing(name, text, locale),
          (error: Error) => element("p", {}, error.message)
        )
      : absent(name, locale);
    if (asked !== name) return;
    view.replaceChildren(shown);
    if (/^#L\d+$/.test(location.hash)) view.querySelector(location.hash)?.scrollIntoView({block: "center"});
  };
  show(file ?? (names.includes(START) ? START : (names[0] ?? "")));
  return element("div", {class: "source"}, element("p", {class: "source-choice"}, select), view);
}

/** The files at an address, of which only the names and the file shown are fetched. */
export async function openSources(url: string): Promise<SourceFiles> {
  const {part} = await openParts(url);
  const text = async (k: number): Promise<string> => new TextDecoder().decode(await part(k));
  const names: string[] = JSON.parse(await text(0));
  return {names, read: (name) => text(names.indexOf(name) + 1)};
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
