import * as Plot from "@observablehq/plot";
import {fixed} from "../lib/format/number.js";
import {type Locale, say, type Text} from "../lib/format/text.js";
import {textWidth} from "../lib/format/width.js";
import {chart} from "./chart.js";

export interface BarsOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
  /** A value as written at the end of its bar. */
  readonly format?: (value: number) => string;
  /** Colour of a row; up and down by sign by default. */
  readonly color?: (row: number) => string;
  readonly rowHeight?: number;
}

export interface BarsColumns {
  readonly name: ArrayLike<string>;
  readonly value: ArrayLike<number>;
}

/** Horizontal bars from zero, one a row in the given order, each with its name and its value written. */
export function bars({name, value}: BarsColumns, options: BarsOptions): HTMLElement | SVGSVGElement {
  const {label, locale, width = 640, rowHeight = 22} = options;
  const {format = (v) => fixed(v), color = (i) => (Number(value[i]) < 0 ? "var(--down)" : "var(--up)")} =
    options;
  const rows = Array.from(name, (n, i) => ({name: n, value: Number(value[i]), color: color(i)}));
  const finite = rows.filter((r) => Number.isFinite(r.value));
  const longest = Math.max(...rows.map((r) => textWidth(r.name)), 0);
  const negative = finite.some((r) => r.value < 0);
  const room = 14 + Math.max(...finite.map((r) => textWidth(format(r.value))), 0);
  return chart({
    ariaLabel: say(label, locale),
    width,
    height: rows.length * rowHeight + 12,
    marginTop: 6,
    marginBottom: 6,
    marginLeft: longest + 12,
    marginRight: room,
    x: {axis: null, insetLeft: negative ? room : 0},
    y: {axis: null, domain: rows.map((r) => r.name), padding: 0.28},
    marks: [
      Plot.barX(finite, {x: "value", y: "name", fill: "color"}),
      Plot.ruleX([0], {stroke: "var(--ink-3)"}),
      Plot.text(finite, {
        x: "value",
        y: "name",
        text: (r: {value: number}) => format(r.value),
        textAnchor: "start",
        dx: 5,
        filter: (r: {value: number}) => r.value >= 0,
        fill: "var(--ink)"
      }),
      Plot.text(finite, {
        x: "value",
        y: "name",
        text: (r: {value: number}) => format(r.value),
        textAnchor: "end",
        dx: -5,
        filter: (r: {value: number}) => r.value < 0,
        fill: "var(--ink)"
      }),
      Plot.text(rows, {
        y: "name",
        text: "name",
        frameAnchor: "left",
        textAnchor: "end",
        dx: -8,
        fill: "var(--ink)"
      })
    ]
  });
}
