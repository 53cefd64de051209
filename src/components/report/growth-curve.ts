import * as Plot from "@observablehq/plot";
import {fixed, percent} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {chart} from "../chart.js";

export interface GrowthOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
  readonly annual: number;
  readonly cumulative: number;
  /** Years at which the curve meets the printed total. */
  readonly years: number;
  /** Years that the stated period spans. */
  readonly span: number;
}

/** Cumulative return over years at one annual rate, where it meets a printed total, and where the period ends. */
export function growthCurve(options: GrowthOptions): HTMLElement | SVGSVGElement {
  const {label, locale, width = 640, annual, cumulative, years, span} = options;
  const end = Math.ceil(span) + 0.5;
  const at = (t: number): number => (1 + annual) ** t - 1;
  const curve = Array.from({length: 121}, (_, i) => ({t: (i * end) / 120, value: at((i * end) / 120)}));
  const points = [
    {t: years, value: cumulative, anchor: "end" as const, dx: -8, dy: -8},
    {t: span, value: at(span), anchor: "end" as const, dx: -8, dy: -8}
  ];
  const unit = locale === "zh" ? " 年" : " years";
  return chart({
    ariaLabel: say(label, locale),
    width,
    height: Math.min(360, width * 0.6),
    marginLeft: 56,
    marginRight: 20,
    x: {label: null, ticks: 5, tickFormat: (t: number) => `${t}${unit}`, tickSize: 0},
    y: {label: null, grid: true, ticks: 5, tickFormat: (v: number) => percent(v, {digits: 0}), tickSize: 0},
    marks: [
      Plot.ruleY([0], {stroke: "var(--ink-3)"}),
      Plot.ruleX([span], {stroke: "var(--ink-3)", strokeDasharray: "3 3"}),
      Plot.line(curve, {x: "t", y: "value", stroke: "var(--accent)", strokeWidth: 2}),
      Plot.dot(points, {
        x: "t",
        y: "value",
        fill: "var(--paper)",
        stroke: "var(--accent)",
        strokeWidth: 2,
        r: 4.5
      }),
      ...points.map((p) =>
        Plot.text([p], {
          x: "t",
          y: "value",
          text: () => `${fixed(p.t, {digits: 2})}${unit} · ${percent(p.value)}`,
          textAnchor: p.anchor,
          dx: p.dx,
          dy: p.dy,
          fill: "var(--ink)"
        })
      )
    ]
  });
}
