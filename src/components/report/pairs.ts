import * as Plot from "@observablehq/plot";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {chart} from "../chart.js";
import {widthOf} from "./panels.js";

export interface PairsOptions {
  readonly label: Text;
  /** What the hollow and the full mark stand for. */
  readonly first: Text;
  readonly second: Text;
  readonly locale: Locale;
  readonly width?: number;
  readonly format: (value: number) => string;
  readonly rowHeight?: number;
}

export interface PairColumns {
  readonly name: readonly string[];
  readonly first: ArrayLike<number>;
  readonly second: ArrayLike<number>;
}

/** Two values a row joined by a line: a hollow mark for the first, a full one for the second. */
export function pairs(columns: PairColumns, options: PairsOptions): HTMLElement | SVGSVGElement {
  const {label, first, second, locale, width = 640, format, rowHeight = 20} = options;
  const rows = columns.name.map((name, i) => ({
    name,
    first: Number(columns.first[i]),
    second: Number(columns.second[i])
  }));
  const gutter = Math.max(...columns.name.map(widthOf)) + 12;
  const legend = [
    {x: gutter, text: `○ ${say(first, locale)}`},
    {x: gutter + 24 + widthOf(`○ ${say(first, locale)}`), text: `● ${say(second, locale)}`}
  ];
  return chart({
    ariaLabel: say(label, locale),
    width,
    height: rows.length * rowHeight + 60,
    marginTop: 28,
    marginBottom: 30,
    marginLeft: gutter,
    marginRight: 24,
    x: {
      inset: 8,
      label: null,
      grid: true,
      tickFormat: (v: number) => format(v),
      ticks: Math.max(3, Math.floor(width / 130)),
      tickSize: 0
    },
    y: {axis: null, domain: rows.map((r) => r.name), padding: 0.3},
    marks: [
      Plot.ruleX([0], {stroke: "var(--ink-3)"}),
      Plot.ruleY(rows, {x1: "first", x2: "second", y: "name", stroke: "var(--ink-3)"}),
      Plot.dot(rows, {x: "first", y: "name", stroke: "var(--ink)", fill: "var(--paper)", r: 3.4}),
      Plot.dot(rows, {x: "second", y: "name", fill: "var(--accent)", r: 3.4}),
      Plot.text(rows, {
        y: "name",
        text: "name",
        frameAnchor: "left",
        textAnchor: "end",
        dx: -8,
        fill: "var(--ink)"
      }),
      ...legend.map(({x, text}) =>
        Plot.text([text], {
          frameAnchor: "top-left",
          dx: x - gutter,
          dy: -24,
          textAnchor: "start",
          fill: "var(--ink)"
        })
      )
    ]
  });
}
