import * as Plot from "@observablehq/plot";
import {isoDay} from "../../lib/format/date.js";
import {fixed, percent} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {textWidth} from "../../lib/format/width.js";
import {chart, dayTicks} from "../chart.js";
import {element} from "../dom.js";
import {lines, type Series} from "../lines.js";

/** Levels by day, 1 at the start: net of costs, and what it is set beside. */
export interface NavColumns {
  /** Days since 1970-01-01. */
  readonly days: ArrayLike<number>;
  readonly nav: ArrayLike<number>;
  readonly gross?: ArrayLike<number>;
  readonly benchmark?: ArrayLike<number>;
}

export interface NavChartOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
  readonly height?: number;
  /** What the benchmark is called. */
  readonly benchmark?: Text;
  readonly name?: Text;
}

const WORDS = {
  net: {zh: "净值", en: "Net"},
  gross: {zh: "费前", en: "Gross"},
  benchmark: {zh: "基准", en: "Benchmark"},
  drawdown: {zh: "回撤", en: "Drawdown"}
};

/** Level series for a download: day, net, and where given gross, benchmark; the drawdown of the net one. */
export function navData({days, nav, gross, benchmark}: NavColumns): Record<string, ArrayLike<unknown>> {
  return {
    date: Array.from(days, isoDay),
    nav: Float64Array.from(nav),
    ...(gross ? {nav_gross: Float64Array.from(gross)} : {}),
    ...(benchmark ? {benchmark: Float64Array.from(benchmark)} : {}),
    drawdown: fallOf(nav)
  };
}

/** Level over its highest so far, minus one. */
function fallOf(level: ArrayLike<number>): Float64Array {
  let peak = 0;
  return Float64Array.from(level, (v) => {
    peak = Math.max(peak, v);
    return v / peak - 1;
  });
}

/** Net value with its gross twin and a benchmark, and under it the fall from the peak on the same days. */
export function navChart(columns: NavColumns, options: NavChartOptions): HTMLElement {
  const {label, locale, width = 640, height = 280} = options;
  const iso = Array.from(columns.days, isoDay);
  const series: Series[] = [
    {name: options.name ?? WORDS.net, value: columns.nav, color: "var(--accent)"},
    ...(columns.gross ? [{name: WORDS.gross, value: columns.gross, color: "var(--style-3)"}] : []),
    ...(columns.benchmark
      ? [{name: options.benchmark ?? WORDS.benchmark, value: columns.benchmark, color: "var(--ink-3)"}]
      : [])
  ];
  return element(
    "div",
    {},
    lines(iso, series, {label, locale, width, height, baseline: 1, format: (v) => fixed(v)}),
    drawdownChart(columns, {
      locale,
      width,
      room:
        Math.max(
          ...series.map(({name, value}) =>
            textWidth(`${say(name, locale)} ${fixed(Number(value[value.length - 1]))}`)
          )
        ) + 12
    })
  );
}

function drawdownChart(
  {days, nav}: NavColumns,
  {locale, width, room}: {readonly locale: Locale; readonly width: number; readonly room: number}
): HTMLElement | SVGSVGElement {
  const fall = fallOf(nav);
  const points = Array.from(days, (d, i) => ({day: new Date(d * 86_400_000), value: fall[i] as number}));
  const worst = points.reduce(
    (a, b) => (b.value < a.value ? b : a),
    points[0] ?? {day: new Date(0), value: 0}
  );
  const format = (v: number): string => percent(v, {digits: 0});
  const deepest = `${say(WORDS.drawdown, locale)} ${percent(worst.value, {digits: 1})}`;
  return chart({
    ariaLabel: say(
      {
        zh: `回撤，最深 ${percent(worst.value, {digits: 1})}`,
        en: `Drawdown, deepest ${percent(worst.value, {digits: 1})}`
      },
      locale
    ),
    width,
    height: 116,
    marginTop: 10,
    marginLeft: textWidth(format(Math.min(worst.value, -0.1))) + 14,
    marginRight: Math.min(room, width / 3),
    x: {
      type: "utc",
      label: null,
      ticks: Math.max(Math.floor(width / 110), 2),
      tickSize: 4,
      tickFormat: dayTicks(locale)
    },
    y: {label: null, grid: true, nice: true, ticks: 3, tickSize: 0, tickFormat: format},
    marks: [
      Plot.areaY(points, {x: "day", y: "value", fill: "var(--down)", fillOpacity: 0.22}),
      Plot.lineY(points, {x: "day", y: "value", stroke: "var(--down)", strokeWidth: 1}),
      Plot.ruleY([0], {stroke: "var(--ink-3)"}),
      Plot.dot([worst], {x: "day", y: "value", r: 2.2, fill: "var(--down)"}),
      Plot.text([worst], {
        x: "day",
        y: "value",
        text: () => deepest,
        textAnchor: +worst.day > (+(points[0]?.day ?? 0) + +(points.at(-1)?.day ?? 0)) / 2 ? "end" : "start",
        dx: +worst.day > (+(points[0]?.day ?? 0) + +(points.at(-1)?.day ?? 0)) / 2 ? -7 : 7,
        fill: "var(--ink)",
        stroke: "var(--paper)",
        strokeWidth: 3,
        fontWeight: 600
      })
    ]
  });
}
