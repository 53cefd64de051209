import {isoDay} from "../../lib/format/date.js";
import type {Locale} from "../../lib/format/text.js";
import {element} from "../dom.js";

export interface Span {
  readonly from: string;
  readonly to: string;
}

const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Two days in order; the link keeps them as `?from=…&to=…`. Its value is the span; emits `input`. */
export function spanChoice({
  days,
  locale,
  back = 60
}: {
  readonly days: ArrayLike<number>;
  readonly locale: Locale;
  /** Rows from the last at which the span begins where the link names none. */
  readonly back?: number;
}): HTMLElement & {value: Span} {
  const first = isoDay(days[0] as number);
  const last = isoDay(days[days.length - 1] as number);
  const params = new URLSearchParams(location.search);
  const asked = {from: params.get("from"), to: params.get("to")};
  const clamp = (text: string): string => (text < first ? first : text > last ? last : text);
  const to = isDay(asked.to) ? clamp(asked.to) : last;
  const start = isDay(asked.from)
    ? clamp(asked.from)
    : isoDay(days[Math.max(0, days.length - 1 - back)] as number);
  const value: Span = start < to ? {from: start, to} : {from: first, to: last};
  const input = (id: string, text: string): HTMLInputElement => {
    const node = element("input", {type: "date", id: `span-${id}`, min: first, max: last});
    node.value = text;
    return node;
  };
  const [a, b] = [input("from", value.from), input("to", value.to)];
  const zh = locale === "zh";
  const root = Object.assign(
    element(
      "div",
      {class: "choice"},
      element("label", {for: "span-from"}, zh ? "区间" : "From"),
      a,
      element("label", {for: "span-to"}, zh ? "至" : "to"),
      b
    ),
    {value}
  );
  for (const node of [a, b]) {
    node.addEventListener("input", (event) => event.stopPropagation());
    node.addEventListener("change", () => {
      if (!isDay(a.value) || !isDay(b.value) || a.value >= b.value) return;
      root.value = {from: a.value, to: b.value};
      const link = new URL(location.href);
      link.searchParams.set("from", a.value);
      link.searchParams.set("to", b.value);
      history.replaceState(history.state, "", link);
      root.dispatchEvent(new Event("input"));
    });
  }
  return root;
}
