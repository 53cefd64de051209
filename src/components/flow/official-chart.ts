import * as Plot from "@observablehq/plot";
import {isoDay} from "../../lib/format/date.js";
import {yi} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {chart, dayTicks} from "../chart.js";
import {element} from "../dom.js";

export interface OfficialColumns {
  /** Last day of each week, counted from 1970-01-01. */
  readonly day: ArrayLike<number>;
  /** CNY. */
  readonly value: ArrayLike<number>;
  /** CNY; drawn as a line above the bars where given. */
  readonly cumulative?: ArrayLike<number>;
}

export interface OfficialChartOptions {
  readonly label: Text;
  /** The day after which nothing is published, counted from 1970-01-01; drawn where the data reach it. */
  readonly ended: number;
  /** Last day of the data. */
  readonly to: number;
  readonly locale: Locale;
  readonly width?: number;
  /** Height of each panel. */
  readonly height?: number;
}

interface Week {
  readonly day: Date;
  readonly iso: string;
  readonly value: number;
  readonly cumulative: number;
}

/** Weekly net amounts as bars in the colours of their signs, under their running sum, the end of the series marked. */
export function officialChart(columns: OfficialColumns, options: OfficialChartOptions): HTMLElement {
  const rows = Array.from(
    columns.day,
    (d, i): Week => ({
      day: dateOf(d),
      iso: isoDay(d),
      value: Number(columns.value[i]),
      cumulative: Number(columns.cumulative?.[i])
    })
  );
  return element("div", {}, columns.cumulative && sums(rows, options), bars(rows, options));
}

function sums(rows: readonly Week[], options: OfficialChartOptions): HTMLElement | SVGSVGElement {
  const last = rows.slice(-1);
  return chart({
    ...frameOf(rows, options),
    ariaLabel: `${say(options.label, options.locale)} · ${options.locale === "zh" ? "累计" : "cumulative"}`,
    marks: [
      Plot.ruleY([0], {stroke: "var(--ink-3)"}),
      Plot.lineY(rows, {x: "day", y: "cumulative", stroke: "var(--accent)", strokeWidth: 1.5}),
      Plot.dot(last, {x: "day", y: "cumulative", r: 2.2, fill: "var(--accent)"}),
      Plot.text(last, {
        x: "day",
        y: "cumulative",
        text: (r: Week) => yi(r.cumulative, {digits: 0}),
        textAnchor: "end",
        dx: -6,
        dy: -8,
        fill: "var(--accent)",
        fontWeight: 600
      }),
      ...stopOf(options),
      tip(rows, "cumulative", 0)
    ]
  });
}

function bars(rows: readonly Week[], options: OfficialChartOptions): HTMLElement | SVGSVGElement {
  const {width = 640} = options;
  return chart({
    ...frameOf(rows, options),
    ariaLabel: say(options.label, options.locale),
    marks: [
      Plot.ruleX(rows, {
        x: "day",
        y1: 0,
        y2: "value",
        stroke: (r: Week) => (r.value < 0 ? "var(--down)" : "var(--up)"),
        strokeWidth: Math.max(0.6, Math.min(6, (0.7 * width) / Math.max(rows.length, 1)))
      }),
      Plot.ruleY([0], {stroke: "var(--ink-3)"}),
      ...stopOf(options),
      tip(rows, "value", 1)
    ]
  });
}

function frameOf(
  rows: readonly Week[],
  {to, locale, width = 640, height = 200}: OfficialChartOptions
): Plot.PlotOptions {
  return {
    width,
    height,
    marginLeft: 50,
    x: {
      type: "utc",
      label: null,
      domain: [rows[0]?.day ?? dateOf(to), dateOf(to)],
      ticks: Math.max(Math.floor(width / 110), 2),
      tickSize: 4,
      tickFormat: dayTicks(locale)
    },
    y: {label: null, grid: true, tickSize: 0, ticks: 4, tickFormat: (v: number) => yi(v, {digits: 0})}
  };
}

function stopOf({ended, to, locale}: OfficialChartOptions): Plot.Markish[] {
  if (to <= ended) return [];
  const stop = [{day: dateOf(ended), text: `${isoDay(ended)} ${locale === "zh" ? "停更" : "discontinued"}`}];
  return [
    Plot.ruleX(stop, {x: "day", stroke: "var(--ink-2)", strokeDasharray: "3 3"}),
    Plot.text(stop, {
      x: "day",
      frameAnchor: "top",
      textAnchor: "end",
      dx: -6,
      dy: -4,
      text: "text",
      fill: "var(--ink-2)"
    })
  ];
}

const tip = (rows: readonly Week[], y: "value" | "cumulative", digits: number): Plot.Markish =>
  Plot.tip(
    rows,
    Plot.pointerX({
      x: "day",
      y,
      title: (r: Week) => `${r.iso}\n${yi(r[y], {digits, signed: y === "value"})}`
    })
  );

const dateOf = (day: number): Date => new Date(day * 86_400_000);
