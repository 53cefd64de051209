import {type Locale, say, type Text} from "../../lib/format/text.js";
import {element} from "../dom.js";

export interface Choice {
  readonly value: string;
  readonly label: Text | string;
  readonly group?: Text | string;
}

export interface LinkedSelectOptions {
  /** Parameter of the link: `?industry=…`. */
  readonly name: string;
  readonly label: Text;
  readonly choices: readonly Choice[];
  /** Chosen where the link names none, or one that is not there; the first by default. */
  readonly fallback?: string;
  readonly locale: Locale;
}

/** A choice that the link keeps. Its value is the chosen one; it emits `input`. */
export function linkedSelect(options: LinkedSelectOptions): HTMLElement & {value: string} {
  const {name, label, choices, fallback = choices[0]?.value ?? "", locale} = options;
  const asked = new URLSearchParams(location.search).get(name) ?? "";
  const chosen = choices.some((c) => c.value === asked) ? asked : fallback;
  const option = ({value, label: text}: Choice): HTMLElement =>
    element("option", {value, selected: value === chosen}, say(text, locale));
  const groups = [...new Set(choices.map((c) => (c.group === undefined ? "" : say(c.group, locale))))];
  const select = element(
    "select",
    {id: `choice-${name}`},
    ...groups.flatMap((group) => {
      const own = choices
        .filter((c) => (c.group === undefined ? "" : say(c.group, locale)) === group)
        .map(option);
      return group === "" ? own : [element("optgroup", {label: group}, ...own)];
    })
  );
  const root = Object.assign(
    element("div", {class: "choice"}, element("label", {for: `choice-${name}`}, say(label, locale)), select),
    {value: chosen}
  );
  select.addEventListener("input", (event) => event.stopPropagation());
  select.addEventListener("change", () => {
    root.value = select.value;
    const link = new URL(location.href);
    link.searchParams.set(name, select.value);
    history.replaceState(history.state, "", link);
    root.dispatchEvent(new Event("input"));
  });
  return root;
}
