import {type Locale, say, type Text} from "../../lib/format/text.js";
import {packQuery} from "../../lib/sql/share.js";
import {element} from "../dom.js";
import {EXAMPLES} from "./examples.js";
import {forgetHistory, readHistory} from "./query-history.js";
import {KEYS, WORDS} from "./words.js";

export interface ToolbarOptions {
  readonly locale: Locale;
  readonly onRun: (what: "here" | "all") => void;
  readonly onCancel: () => void;
  /** Told which query to put into the editor; it is not run. */
  readonly onOpen: (sql: string) => void;
  readonly text: () => string;
  readonly tell: (text: Text | string) => void;
}

export interface Toolbar {
  readonly node: HTMLElement;
  /** Offers to cancel while a query runs. */
  readonly busy: (isBusy: boolean) => void;
}

/** Run, cancel, examples, history, link and the keys. */
export function toolbar({locale, onRun, onCancel, onOpen, text, tell}: ToolbarOptions): Toolbar {
  const button = (label: Text, onclick: () => void, kind?: string): HTMLButtonElement =>
    element("button", {type: "button", class: kind, onclick}, say(label, locale));
  const run = button(WORDS.run, () => onRun("here"), "primary");
  run.title = "Ctrl/⌘ Enter";
  const all = button(WORDS.runAll, () => onRun("all"));
  all.title = "Ctrl/⌘ Shift Enter";
  const cancel = button(WORDS.cancel, onCancel, "cancel");
  cancel.title = "Esc";
  cancel.disabled = true;
  const help = helpSheet(locale);
  const past = historySheet(locale, onOpen);
  const link = element("span", {class: "sql-link"});
  const share = async (): Promise<void> => {
    try {
      const url = `${location.href.split("#")[0]}#${await packQuery(text())}`;
      history.replaceState(null, "", url);
      await copy(url, link, {locale, tell});
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      tell(WORDS.tooLong);
    }
  };
  const node = element(
    "div",
    {class: "sql-toolbar", role: "toolbar", "aria-label": say(WORDS.bench, locale)},
    run,
    all,
    cancel,
    exampleMenu(locale, onOpen),
    button(WORDS.history, past.open),
    button(WORDS.share, () => void share()),
    button(WORDS.keys, () => help.showModal()),
    link,
    help,
    past.node
  );
  return {
    node,
    busy: (isBusy) => {
      run.disabled = all.disabled = isBusy;
      cancel.disabled = !isBusy;
    }
  };
}

async function copy(
  url: string,
  place: HTMLElement,
  {locale, tell}: {locale: Locale; tell: (text: Text | string) => void}
): Promise<void> {
  try {
    await navigator.clipboard.writeText(url);
    place.replaceChildren();
    tell(`${say(WORDS.shared, locale)} (${url.length})`);
  } catch {
    const field = element("input", {
      type: "text",
      readonly: true,
      "aria-label": say(WORDS.shareByHand, locale)
    });
    field.value = url;
    place.replaceChildren(field);
    field.select();
    tell(WORDS.shareByHand);
  }
}

function exampleMenu(locale: Locale, onOpen: (sql: string) => void): HTMLElement {
  const select = element(
    "select",
    {"aria-label": say(WORDS.examples, locale)},
    element("option", {value: ""}, say(WORDS.chooseExample, locale)),
    ...EXAMPLES.map(({title}, i) => element("option", {value: String(i)}, say(title, locale)))
  );
  select.addEventListener("change", () => {
    const example = select.value === "" ? undefined : EXAMPLES[Number(select.value)];
    select.value = "";
    if (example !== undefined) onOpen(example.sql);
  });
  return select;
}

function sheet(title: Text, locale: Locale, ...content: Node[]): HTMLDialogElement {
  const close = element("button", {type: "button"}, say(WORDS.close, locale));
  const heading = element("h2", {}, say(title, locale));
  const dialog = element(
    "dialog",
    {class: "sql-sheet", "aria-label": say(title, locale)},
    heading,
    ...content,
    close
  );
  close.addEventListener("click", () => dialog.close());
  return dialog;
}

function helpSheet(locale: Locale): HTMLDialogElement {
  const items = KEYS.flatMap(({keys, what}) => [
    element("dt", {}, element("kbd", {}, keys)),
    element("dd", {}, say(what, locale))
  ]);
  return sheet(WORDS.keys, locale, element("dl", {}, ...items));
}

function historySheet(locale: Locale, onOpen: (sql: string) => void): {node: HTMLElement; open: () => void} {
  const list = element("ol", {});
  const clear = element("button", {type: "button"}, say(WORDS.clearHistory, locale));
  const node = sheet(WORDS.history, locale, list, clear);
  const fill = (): void => {
    const entries = readHistory();
    clear.hidden = entries.length === 0;
    list.replaceChildren(
      ...entries.map(({sql, at, rows, milliseconds}) => {
        const when = new Date(at).toLocaleString(locale === "zh" ? "zh-CN" : "en-GB");
        const open = (): void => {
          node.close();
          onOpen(sql);
        };
        const about = `${when} · ${rows} ${locale === "zh" ? "行" : "rows"} · ${Math.round(milliseconds)} ms`;
        return element(
          "li",
          {},
          element("button", {type: "button", onclick: open}, element("code", {}, sql)),
          element("small", {}, about)
        );
      })
    );
    if (entries.length === 0) list.append(element("li", {}, say(WORDS.noHistory, locale)));
  };
  clear.addEventListener("click", () => {
    forgetHistory();
    fill();
  });
  return {
    node,
    open: () => {
      fill();
      node.showModal();
    }
  };
}
