import {pickDay} from "../../lib/flow/pick-day.js";
import {isoDay} from "../../lib/format/date.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {element} from "../dom.js";

/** Steps through days by a slider; the link keeps the day as `?date=…`. Its value is the row; emits `input`. */
export function daySlider({
  days,
  label,
  locale
}: {
  readonly days: ArrayLike<number>;
  readonly label: Text;
  readonly locale: Locale;
}): HTMLElement & {value: number} {
  const start = pickDay(days, new URLSearchParams(location.search).get("date")).at;
  const iso = (row: number): string => isoDay(days[row] as number);
  const slider = element("input", {
    id: "day-slider",
    type: "range",
    min: 0,
    max: days.length - 1,
    step: 1
  });
  slider.value = String(start);
  const shown = element("output", {for: "day-slider"}, iso(start));
  slider.setAttribute("aria-valuetext", iso(start));
  const root = Object.assign(
    element(
      "div",
      {class: "choice slider"},
      element("label", {for: "day-slider"}, say(label, locale)),
      slider,
      shown
    ),
    {value: start}
  );
  slider.addEventListener("input", (event) => {
    event.stopPropagation();
    root.value = Number(slider.value);
    shown.textContent = iso(root.value);
    slider.setAttribute("aria-valuetext", iso(root.value));
    const link = new URL(location.href);
    link.searchParams.set("date", iso(root.value));
    history.replaceState(history.state, "", link);
    root.dispatchEvent(new Event("input"));
  });
  return root;
}
