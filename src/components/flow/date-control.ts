import {pickDay, stepWeek} from "../../lib/flow/pick-day.js";
import {isoDay} from "../../lib/format/date.js";
import type {Locale} from "../../lib/format/text.js";
import {element} from "../dom.js";

export interface DateControlOptions {
  /** Days that can be shown, ascending, counted from 1970-01-01. */
  readonly days: ArrayLike<number>;
  readonly locale: Locale;
}

const WORDS = {
  zh: {label: "截至", before: "上一周", after: "下一周", latest: "最近"},
  en: {label: "As of", before: "Week before", after: "Week after", latest: "Latest"}
};

/**
 * Chooses a day: an input with steps by the week. The choice is kept in the link as `?date=2024-02-23`, where it
 * also starts. Its value is the date as asked for, checked by `pickDay`; it emits `input`.
 */
export function dateControl({days, locale}: DateControlOptions): HTMLElement & {value: string | null} {
  const words = WORDS[locale];
  const asked = new URLSearchParams(location.search).get("date");
  const isoAt = (row: number): string => isoDay(days[row] as number);
  const shown = (text: string | null): string => isoAt(pickDay(days, text).at);
  const input = element("input", {
    type: "date",
    id: "flow-date",
    min: isoAt(0),
    max: isoAt(days.length - 1)
  });
  input.value = shown(asked);
  const root = Object.assign(element("form", {class: "flow-date"}), {value: asked});
  const choose = (text: string): void => {
    if (text === "") return;
    root.value = text;
    input.value = shown(text);
    const link = new URL(location.href);
    link.searchParams.set("date", input.value);
    history.replaceState(history.state, "", link);
    root.dispatchEvent(new Event("input"));
  };
  const button = (text: string, target: () => string): HTMLElement =>
    element("button", {type: "button", onclick: () => choose(target())}, text);
  const step = (by: 1 | -1) => (): string => isoAt(stepWeek(days, pickDay(days, input.value).at, by));
  input.addEventListener("input", (event) => event.stopPropagation());
  input.addEventListener("change", () => choose(input.value));
  root.addEventListener("submit", (event) => event.preventDefault());
  root.append(
    element("label", {for: "flow-date"}, words.label),
    input,
    button(words.before, step(-1)),
    button(words.after, step(1)),
    button(words.latest, () => isoAt(days.length - 1))
  );
  return root;
}
