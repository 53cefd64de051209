import * as Plot from "@observablehq/plot";
import type {Locale} from "../lib/format/text.js";

export interface ChartOptions extends Plot.PlotOptions {
  /** The chart's accessible name. */
  readonly ariaLabel: string;
}

/**
 * A Plot in the journal's hand: sans labels in the text's ink, no frame, quiet grid, room for direct labels.
 * Every option of Plot may be given and wins. The chart is one image to assistive technology, its marks unnamed.
 */
export function chart({style, ...options}: ChartOptions): HTMLElement | SVGSVGElement {
  const base = "overflow: visible; background: none; font: 12px/1.35 var(--sans); color: var(--ink-2);";
  const plot = Plot.plot({
    marginTop: 16,
    marginRight: 16,
    marginBottom: 28,
    marginLeft: 44,
    ...options,
    className: "chart",
    style: typeof style === "string" ? `${base}${style}` : base
  });
  plot.setAttribute("role", "img");
  for (const mark of plot.querySelectorAll("g[aria-label]")) {
    mark.setAttribute("class", mark.getAttribute("aria-label")?.replaceAll(" ", "-") ?? "");
    mark.removeAttribute("aria-label");
  }
  return plot;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Labels of a day axis for Plot's `tickFormat`: years, or months and days with the year where it changes. */
export function dayTicks(locale: Locale): (day: Date, i: number, ticks?: readonly Date[]) => string {
  const zh = locale === "zh";
  const month = (d: Date): string => (zh ? `${d.getUTCMonth() + 1}月` : (MONTHS[d.getUTCMonth()] ?? ""));
  return (day, i, ticks = [day]) => {
    const year = String(day.getUTCFullYear());
    const daily = ticks.some((t) => t.getUTCDate() !== 1);
    if (!daily && ticks.every((t) => t.getUTCMonth() === 0)) return year;
    const before = ticks[i - 1];
    const turned = before === undefined || before.getUTCFullYear() !== day.getUTCFullYear();
    const label = daily
      ? zh
        ? `${month(day)}${day.getUTCDate()}日`
        : `${day.getUTCDate()} ${month(day)}`
      : month(day);
    return turned ? `${label}\n${year}` : label;
  };
}
