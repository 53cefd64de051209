import * as Plot from "@observablehq/plot";
import {percent} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {textWidth} from "../../lib/format/width.js";
import {chart} from "../chart.js";

export interface WinRate {
  readonly name: string;
  readonly rate: number;
  readonly lo: number;
  readonly hi: number;
  /** Whether the trade can be done. */
  readonly honest: boolean;
}

export interface WinRatesOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
  /** The printed rate, and what it is called. */
  readonly printed: number;
  readonly printedName: Text;
}

/** Win rates with their intervals, one a row, beside a coin and the printed number. */
export function winRates(
  rows: readonly WinRate[],
  {label, locale, width = 640, printed, printedName}: WinRatesOptions
): HTMLElement | SVGSVGElement {
  const left = Math.min(Math.max(...rows.map((r) => textWidth(r.name)), 40) + 16, width * 0.48);
  const color = (r: WinRate): string => (r.honest ? "var(--accent)" : "var(--ink-3)");
  return chart({
    ariaLabel: say(label, locale),
    width,
    height: rows.length * 26 + 62,
    marginTop: 30,
    marginLeft: left,
    marginRight: 56,
    x: {
      domain: [0.3, 1],
      label: null,
      ticks: 7,
      tickFormat: (v: number) => percent(v, {digits: 0}),
      grid: true
    },
    y: {domain: rows.map((r) => r.name), label: null, tickSize: 0},
    marks: [
      Plot.ruleX([0.5], {stroke: "var(--ink-3)", strokeDasharray: "3 3"}),
      Plot.ruleX([printed], {stroke: "var(--up)", strokeWidth: 1.5}),
      Plot.text([printed], {
        x: (v: number) => v,
        frameAnchor: "top",
        dy: -16,
        text: () => `${say(printedName, locale)} ${percent(printed)}`,
        textAnchor: "end",
        fill: "var(--up)",
        fontWeight: 600
      }),
      Plot.ruleY(rows, {y: "name", x1: "lo", x2: "hi", stroke: color, strokeWidth: 3, strokeOpacity: 0.45}),
      Plot.dot(rows, {y: "name", x: "rate", r: 4, fill: color}),
      Plot.text(rows, {
        y: "name",
        x: "hi",
        dx: 8,
        text: (r: WinRate) => percent(r.rate, {digits: 1}),
        textAnchor: "start",
        fill: "var(--ink)",
        stroke: "var(--paper)",
        strokeWidth: 3
      })
    ]
  });
}
