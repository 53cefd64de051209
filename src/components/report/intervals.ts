import * as Plot from "@observablehq/plot";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {chart} from "../chart.js";
import {widthOf} from "./panels.js";

export interface IntervalColumns {
  readonly name: readonly string[];
  readonly value: ArrayLike<number>;
  readonly lo: ArrayLike<number>;
  readonly hi: ArrayLike<number>;
}

export interface IntervalsOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
  readonly format: (value: number) => string;
  /** A reference drawn through all rows. */
  readonly reference?: number;
}

/** A value and its interval a row, on one scale from zero to one, the value written. */
export function intervals(columns: IntervalColumns, options: IntervalsOptions): HTMLElement | SVGSVGElement {
  const {label, locale, width = 640, format, reference} = options;
  const rows = columns.name.map((name, i) => ({
    name,
    value: Number(columns.value[i]),
    lo: Number(columns.lo[i]),
    hi: Number(columns.hi[i])
  }));
  const narrow = width < 480;
  const gutter = narrow ? 8 : Math.max(...columns.name.map(widthOf)) + 12;
  return chart({
    ariaLabel: say(label, locale),
    width,
    height: rows.length * 44 + 40,
    marginLeft: gutter,
    marginRight: 20,
    x: {domain: [0, 1], label: null, grid: true, tickSize: 0, ticks: narrow ? 3 : 5, tickFormat: format},
    y: {axis: null, domain: rows.map((r) => r.name)},
    marks: [
      ...(reference === undefined
        ? []
        : [Plot.ruleX([reference], {stroke: "var(--ink-3)", strokeDasharray: "3 3"})]),
      Plot.link(rows, {x1: "lo", x2: "hi", y1: "name", y2: "name", stroke: "var(--accent)", strokeWidth: 3}),
      Plot.dot(rows, {
        x: "value",
        y: "name",
        fill: "var(--paper)",
        stroke: "var(--accent)",
        strokeWidth: 2,
        r: 4.5
      }),
      Plot.text(rows, {
        x: narrow ? undefined : "value",
        y: "name",
        text: (r: {name: string; value: number}) =>
          narrow ? `${r.name}　${format(r.value)}` : format(r.value),
        frameAnchor: narrow ? "left" : "middle",
        textAnchor: narrow ? "start" : "middle",
        dy: -14,
        fill: "var(--ink)"
      }),
      ...(narrow
        ? []
        : [
            Plot.text(rows, {
              y: "name",
              text: "name",
              frameAnchor: "left",
              textAnchor: "end",
              dx: -8,
              fill: "var(--ink)"
            })
          ])
    ]
  });
}
