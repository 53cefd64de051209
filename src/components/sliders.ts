import {type Locale, say, type Text} from "../lib/format/text.js";
import {element} from "./dom.js";

export interface Slider {
  /** Parameter of the link: `?vol=0.25`. */
  readonly name: string;
  readonly label: Text;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  readonly format: (value: number) => string;
}

/**
 * Sliders whose values the link keeps, with a button that sets them back. The value is a record by name; it emits
 * `input` while a slider moves. A value in the link that is no number, or out of range, is the nearest that is allowed.
 */
export function sliders(
  fields: readonly Slider[],
  {locale, legend}: {readonly locale: Locale; readonly legend: Text}
): HTMLElement & {value: Readonly<Record<string, number>>} {
  const asked = new URLSearchParams(location.search);
  const start = (f: Slider): number => {
    const text = asked.get(f.name);
    const x = text === null || text === "" ? Number.NaN : Number(text);
    return Number.isFinite(x) ? Math.min(Math.max(x, f.min), f.max) : f.value;
  };
  const values: Record<string, number> = Object.fromEntries(fields.map((f) => [f.name, start(f)]));
  const root = Object.assign(
    element("fieldset", {class: "sliders"}, element("legend", {}, say(legend, locale))),
    {value: {...values} as Readonly<Record<string, number>>}
  );
  const changed = (): void => {
    root.value = {...values};
    const link = new URL(location.href);
    for (const f of fields) {
      if (values[f.name] === f.value) link.searchParams.delete(f.name);
      else link.searchParams.set(f.name, String(values[f.name]));
    }
    history.replaceState(history.state, "", link);
    root.dispatchEvent(new Event("input"));
  };
  const shown = fields.map((f) => {
    const input = element("input", {
      type: "range",
      id: `slider-${f.name}`,
      min: f.min,
      max: f.max,
      step: f.step
    });
    const output = element("output", {for: `slider-${f.name}`});
    const show = (): void => {
      const x = values[f.name] ?? f.value;
      input.value = String(x);
      output.textContent = f.format(x);
      input.setAttribute("aria-valuetext", f.format(x));
    };
    input.addEventListener("input", (event) => {
      event.stopPropagation();
      values[f.name] = Number(input.value);
      show();
      changed();
    });
    show();
    root.append(
      element(
        "div",
        {class: "slider"},
        element("label", {for: `slider-${f.name}`}, say(f.label, locale)),
        input,
        output
      )
    );
    return {f, show};
  });
  const reset = element("button", {type: "button"}, locale === "zh" ? "恢复初值" : "Reset");
  reset.addEventListener("click", () => {
    for (const {f, show} of shown) {
      values[f.name] = f.value;
      show();
    }
    changed();
  });
  root.append(reset);
  return root;
}
