import * as Plot from "@observablehq/plot";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {chart} from "../chart.js";
import {widthOf} from "./panels.js";

export interface GapRow {
  readonly label: Text;
  /** Gaps in units of the last printed digit. */
  readonly gaps: ArrayLike<number>;
  /** Largest gap explained by rounding, in the same unit. */
  readonly tolerance: number;
}

export interface GapStripOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
}

/** One dot a check, stacked at its gap in units of the last printed digit, over the band that rounding explains. */
export function gapStrip(rows: readonly GapRow[], options: GapStripOptions): HTMLElement {
  const {label, locale, width = 640} = options;
  const gutter = Math.max(...rows.map((r) => widthOf(say(r.label, locale)))) + 16;
  const reach =
    Math.max(...rows.map((r) => r.tolerance), ...rows.flatMap((r) => Array.from(r.gaps, Math.abs))) + 0.7;
  const whole = document.createElement("div");
  for (const {label: name, gaps, tolerance} of rows) {
    const dots = stacked(gaps);
    const tall = Math.max(...dots.map((d) => d.level)) + 1;
    whole.append(
      chart({
        ariaLabel: `${say(label, locale)}${locale === "zh" ? "：" : ": "}${say(name, locale)}`,
        width,
        height: tall * 9 + 34,
        marginLeft: gutter,
        marginTop: 4,
        marginBottom: 24,
        x: {
          domain: [-reach, reach],
          label: null,
          ticks: [-2, -1, 0, 1, 2].filter((t) => Math.abs(t) < reach),
          tickFormat: (t: number) => (t > 0 ? `+${t}` : String(t).replace("-", "−")),
          tickSize: 0
        },
        y: {axis: null, domain: [0, tall]},
        marks: [
          Plot.rect([0], {x1: -tolerance, x2: tolerance, y1: 0, y2: tall, fill: "var(--accent-soft)"}),
          Plot.ruleY([0], {stroke: "var(--ink-3)"}),
          Plot.dot(dots, {
            x: "gap",
            y: (d: {level: number}) => d.level + 0.5,
            r: 3.4,
            fill: (d: {gap: number}) => (Math.abs(d.gap) > tolerance ? "var(--seal)" : "var(--accent)")
          }),
          Plot.text([say(name, locale)], {
            frameAnchor: "left",
            textAnchor: "end",
            dx: -12,
            fill: "var(--ink)"
          })
        ]
      })
    );
  }
  return whole;
}

function stacked(gaps: ArrayLike<number>): {gap: number; level: number}[] {
  const heights = new Map<number, number>();
  return Array.from(gaps, (raw) => {
    const gap = Math.round(raw * 10) / 10 || 0;
    const level = heights.get(gap) ?? 0;
    heights.set(gap, level + 1);
    return {gap, level};
  });
}
