import * as Plot from "@observablehq/plot";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {textWidth} from "../../lib/format/width.js";
import {chart} from "../chart.js";

export interface CompareColumns {
  /** Names along the axis, in order. */
  readonly x: readonly string[];
  /** The dataset's values and the real ones; NaN or null where there is none. */
  readonly here: ArrayLike<number | null>;
  readonly real: ArrayLike<number | null>;
}

export interface CompareOptions {
  readonly label: Text;
  /** What the dataset's values are called. */
  readonly name: Text;
  readonly locale: Locale;
  readonly width?: number;
  readonly height?: number;
  readonly format: (value: number) => string;
}

const REAL: Text = {zh: "真实", en: "Real"};

/** Two series over the same names: the dataset as a line with dots, reality as rings, each named at its end. */
export function compare(
  {x, here, real}: CompareColumns,
  options: CompareOptions
): HTMLElement | SVGSVGElement {
  const {label, name, locale, width = 640, height = 260, format} = options;
  const points = (values: ArrayLike<number | null>): {x: string; y: number}[] =>
    x.flatMap((at, i) => {
      const y = values[i];
      return typeof y === "number" && Number.isFinite(y) ? [{x: at, y}] : [];
    });
  const series = [
    {points: points(here), color: "var(--accent)", text: say(name, locale), fill: "var(--accent)", lift: -1},
    {points: points(real), color: "var(--ink-2)", text: say(REAL, locale), fill: "var(--paper)", lift: 1}
  ];
  const [own, other] = series.map((s) => s.points.at(-1));
  const above = !own || !other || own.y >= other.y ? 1 : -1;
  const room = Math.max(...series.map((s) => textWidth(s.text))) + 18;
  return chart({
    ariaLabel: say(label, locale),
    width,
    height,
    marginRight: Math.min(room, width / 4),
    x: {type: "point", domain: [...x], label: null, tickSize: 4, padding: 0.3},
    y: {label: null, grid: true, nice: true, zero: true, tickSize: 0, tickFormat: format, ticks: 5},
    marks: series.flatMap(({points, color, text, fill, lift}) => [
      Plot.ruleY([0], {stroke: "var(--ink-3)"}),
      Plot.line(points, {x: "x", y: "y", stroke: color, strokeWidth: lift < 0 ? 1.6 : 1}),
      Plot.dot(points, {x: "x", y: "y", r: 3.2, stroke: color, fill}),
      Plot.text(points.slice(-1), {
        x: "x",
        y: "y",
        text: () => text,
        textAnchor: "start",
        dx: 9,
        dy: lift * above * 5,
        fill: color
      })
    ])
  });
}
