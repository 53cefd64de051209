import * as Plot from "@observablehq/plot";
import {isoDay} from "../../lib/format/date.js";
import {yi} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {chart, dayTicks} from "../chart.js";

export interface OfficialChartOptions {
  readonly label: Text;
  /** The day after which nothing is published, counted from 1970-01-01; drawn where the data reach it. */
  readonly ended: number;
  /** Last day of the data. */
  readonly to: number;
  readonly locale: Locale;
  readonly width?: number;
  readonly height?: number;
}

/** Weekly net amounts as bars in the colours of their signs, with the end of the series marked. */
export function officialChart(
  {day, value}: {readonly day: ArrayLike<number>; readonly value: ArrayLike<number>},
  {label, ended, to, locale, width = 640, height = 220}: OfficialChartOptions
): HTMLElement | SVGSVGElement {
  const rows = Array.from(day, (d, i) => ({day: dateOf(d), value: Number(value[i]), iso: isoDay(d)}));
  const over = to > ended;
  const stop = [{day: dateOf(ended), text: `${isoDay(ended)} ${locale === "zh" ? "停更" : "discontinued"}`}];
  return chart({
    ariaLabel: say(label, locale),
    width,
    height,
    x: {
      type: "utc",
      label: null,
      domain: [rows[0]?.day ?? dateOf(to), dateOf(to)],
      ticks: Math.max(Math.floor(width / 110), 2),
      tickSize: 4,
      tickFormat: dayTicks(locale)
    },
    y: {label: null, grid: true, tickSize: 0, ticks: 5, tickFormat: (v: number) => yi(v, {digits: 0})},
    marks: [
      Plot.ruleX(rows, {
        x: "day",
        y1: 0,
        y2: "value",
        stroke: (r: {value: number}) => (r.value < 0 ? "var(--down)" : "var(--up)"),
        strokeWidth: Math.max(0.6, Math.min(6, (0.7 * width) / Math.max(rows.length, 1)))
      }),
      Plot.ruleY([0], {stroke: "var(--ink-3)"}),
      over ? Plot.ruleX(stop, {x: "day", stroke: "var(--ink-2)", strokeDasharray: "3 3"}) : null,
      over
        ? Plot.text(stop, {
            x: "day",
            frameAnchor: "top",
            textAnchor: "end",
            dx: -6,
            dy: -4,
            text: "text",
            fill: "var(--ink-2)"
          })
        : null,
      Plot.tip(
        rows,
        Plot.pointerX({
          x: "day",
          y: "value",
          title: (r: {iso: string; value: number}) => `${r.iso}\n${yi(r.value, {digits: 1, signed: true})}`
        })
      )
    ]
  });
}

const dateOf = (day: number): Date => new Date(day * 86_400_000);
