import {type Locale, say} from "../../lib/format/text.js";
import {parameterNames, typedValue} from "../../lib/sql/parameters.js";
import type {Literal} from "../../lib/sql/quote.js";
import {element} from "../dom.js";
import {WORDS} from "./words.js";

export interface ParameterForm {
  readonly node: HTMLElement;
  /** Shows an input for each `$name` in the script; what was typed stays. */
  readonly update: (script: string) => void;
  readonly values: () => ReadonlyMap<string, Literal>;
}

/** Inputs for a script's parameters; what is typed is read as number, date, boolean, NULL or text. */
export function parameterForm({locale, onRun}: {locale: Locale; onRun: () => void}): ParameterForm {
  const inputs = new Map<string, HTMLInputElement>();
  const node = element(
    "fieldset",
    {class: "sql-parameters", hidden: true},
    element("legend", {}, say(WORDS.parameters, locale))
  );
  let shown: readonly string[] = [];
  const inputFor = (name: string): HTMLInputElement => {
    const input =
      inputs.get(name) ?? element("input", {type: "text", spellcheck: "false", autocomplete: "off"});
    if (!inputs.has(name)) {
      inputs.set(name, input);
      input.addEventListener("keydown", (event) => {
        if (event.key === "Enter") onRun();
      });
    }
    return input;
  };
  return {
    node,
    update: (script) => {
      const names = parameterNames(script);
      if (names.join("\n") === shown.join("\n")) return;
      shown = names;
      node.hidden = names.length === 0;
      const labels = names.map((name) => element("label", {}, `$${name}`, inputFor(name)));
      node.replaceChildren(element("legend", {}, say(WORDS.parameters, locale)), ...labels);
    },
    values: () => new Map([...inputs].map(([name, input]) => [name, typedValue(input.value)]))
  };
}
