import * as Plot from "@observablehq/plot";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {chart} from "../chart.js";

export interface ScatterColumns {
  readonly name: readonly string[];
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export interface ScatterOptions {
  readonly label: Text;
  readonly xLabel: Text;
  readonly yLabel: Text;
  readonly locale: Locale;
  readonly width?: number;
  readonly format: (value: number) => string;
  /** Slopes of rays from the origin, each with its label. */
  readonly rays?: readonly {readonly slope: number; readonly text: string}[];
}

/** Named points from the origin, with rays of equal ratio. Rows without both values are left out. */
export function scatter(columns: ScatterColumns, options: ScatterOptions): HTMLElement | SVGSVGElement {
  const {label, xLabel, yLabel, locale, width = 640, format, rays = []} = options;
  const rows = columns.name
    .map((name, i) => ({name, x: Number(columns.x[i]), y: Number(columns.y[i])}))
    .filter(({x, y}) => Number.isFinite(x) && Number.isFinite(y));
  const [right, top] = [Math.max(...rows.map((r) => r.x)) * 1.25, Math.max(...rows.map((r) => r.y)) * 1.12];
  const ends = rays.map(({slope, text}) => {
    const x = Math.min(right, top / slope);
    return {x, y: slope * x, text};
  });
  return chart({
    ariaLabel: say(label, locale),
    width,
    height: Math.min(400, width * 0.72),
    marginLeft: 52,
    marginRight: 62,
    marginTop: 28,
    marginBottom: 40,
    x: {label: `${say(xLabel, locale)} →`, domain: [0, right], ticks: 5, tickSize: 0, tickFormat: format},
    y: {
      label: `↑ ${say(yLabel, locale)}`,
      domain: [0, top],
      ticks: 5,
      tickSize: 0,
      tickFormat: format,
      grid: true
    },
    marks: [
      Plot.link(ends, {x1: 0, y1: 0, x2: "x", y2: "y", stroke: "var(--rule)"}),
      Plot.text(ends, {x: "x", y: "y", text: "text", dx: 4, textAnchor: "start", fill: "var(--ink-3)"}),
      Plot.dot(rows, {x: "x", y: "y", fill: "var(--accent)", r: 4.5}),
      ...[-1, 1].map((side) =>
        Plot.text(
          rows.filter((r) => sideOf(r, rows, top) === side),
          {
            x: "x",
            y: "y",
            text: "name",
            dx: 9 * side,
            textAnchor: side > 0 ? "start" : "end",
            fill: "var(--ink)",
            stroke: "var(--paper)",
            strokeWidth: 3
          }
        )
      )
    ]
  });
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A label stands to the right, or to the left where another point of about the same height is on the right. */
function sideOf(point: Point, all: readonly Point[], top: number): 1 | -1 {
  const crowded = all.some((p) => p !== point && p.x > point.x && Math.abs(p.y - point.y) < top * 0.06);
  return crowded ? -1 : 1;
}
