import * as Plot from "@observablehq/plot";
import {fixed} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {chart} from "../chart.js";

export interface PlaceboChartOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
  /** What the figure is called, under the axis. */
  readonly axis: Text;
}

/** How a figure of a strategy lies among those of random books from the same list. */
export function placeboChart(
  own: number,
  random: ArrayLike<number>,
  {label, locale, width = 640, axis}: PlaceboChartOptions
): HTMLElement | SVGSVGElement {
  const values = Array.from(random).filter(Number.isFinite);
  const words = `${say({zh: "策略", en: "Strategy"}, locale)} ${fixed(own, {signed: true})}`;
  return chart({
    ariaLabel: say(label, locale),
    width,
    height: 220,
    marginTop: 26,
    marginBottom: 40,
    x: {label: say(axis, locale), labelAnchor: "center", labelArrow: "none", nice: true},
    y: {axis: null},
    marks: [
      Plot.rectY(values, {
        ...Plot.binX({y: "count"}, {x: (v: number) => v, thresholds: 40}),
        fill: "var(--ink-3)",
        fillOpacity: 0.55
      }),
      Plot.ruleY([0], {stroke: "var(--ink-3)"}),
      Plot.ruleX([own], {stroke: "var(--accent)", strokeWidth: 2}),
      Plot.text([own], {
        x: (v: number) => v,
        frameAnchor: "top",
        dy: -14,
        text: () => words,
        fill: "var(--accent)",
        fontWeight: 600
      })
    ]
  });
}
