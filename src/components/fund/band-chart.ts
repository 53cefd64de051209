import * as Plot from "@observablehq/plot";
import {percent} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {chart} from "../chart.js";

export interface Band {
  readonly days: readonly number[];
  readonly value: Float64Array;
  readonly half: Float64Array;
  readonly reference: Float64Array;
}

/** A position through time in its interval, with a reference drawn thin. */
export function bandChart(
  {days, value, half, reference}: Band,
  {label, locale, width = 640}: {readonly label: Text; readonly locale: Locale; readonly width?: number}
): HTMLElement | SVGSVGElement {
  const points = days.map((d, t) => ({
    day: new Date(d * 86_400_000),
    value: value[t] as number,
    lo: Math.max(0, (value[t] as number) - (half[t] as number)),
    hi: (value[t] as number) + (half[t] as number),
    reference: reference[t] as number
  }));
  return chart({
    ariaLabel: say(label, locale),
    width,
    height: 280,
    marginLeft: 52,
    x: {type: "utc", label: null},
    y: {label: null, grid: true, zero: true, tickFormat: (v: number) => percent(v, {digits: 1})},
    marks: [
      Plot.areaY(points, {x: "day", y1: "lo", y2: "hi", fill: "var(--accent)", fillOpacity: 0.18}),
      Plot.lineY(points, {x: "day", y: "reference", stroke: "var(--ink-3)", strokeWidth: 1}),
      Plot.lineY(points, {x: "day", y: "value", stroke: "var(--accent)", strokeWidth: 1.5})
    ]
  });
}
