import * as Plot from "@observablehq/plot";
import {epochDay} from "../../lib/format/date.js";
import {percent} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {textWidth} from "../../lib/format/width.js";
import type {QuarterPath} from "../../lib/macro/nowcast-view.js";
import {chart, dayTicks} from "../chart.js";

export interface FanOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
  readonly height?: number;
  /** Vintage that is marked. */
  readonly at?: string;
}

interface Point {
  readonly day: Date;
  readonly iso: string;
  readonly value: number;
  readonly lo70: number;
  readonly hi70: number;
  readonly lo90: number;
  readonly hi90: number;
}

const dateOf = (iso: string): Date => new Date(epochDay(iso) * 86_400_000);
const rate = (v: number): string => percent(v, {digits: 1});

/** A quarter's nowcast by vintage with its 70 and 90 % bands, two benchmarks, and the value that was released. */
export function fan(path: QuarterPath, options: FanOptions): HTMLElement | SVGSVGElement {
  const {label, locale, width = 640, height = 320, at} = options;
  const points = path.vintage.map((iso, i): Point => {
    const value = path.value[i] as number;
    const [a, b] = [path.half70[i] as number, path.half90[i] as number];
    return {day: dateOf(iso), iso, value, lo70: value - a, hi70: value + a, lo90: value - b, hi90: value + b};
  });
  const plain = (name: "ar1" | "last") =>
    path.vintage.map((iso, i) => ({day: dateOf(iso), value: path[name][i] as number}));
  const released = path.released ? [{day: dateOf(path.released.date), value: path.released.value}] : [];
  const zh = locale === "zh";
  const ends = [
    {...points.at(-1), text: zh ? "组合" : "Combination", color: "var(--accent)"},
    {...plain("ar1").at(-1), text: "AR(1)", color: "var(--style-2)"},
    {...plain("last").at(-1), text: zh ? "上季" : "Last quarter", color: "var(--ink-3)"}
  ].filter((e) => Number.isFinite(e.value));
  const room = Math.max(...ends.map((e) => textWidth(`${e.text} ${rate(e.value ?? Number.NaN)}`)), 40) + 14;
  const marked = points.filter((p) => p.iso === at);
  const band = (lo: "lo70" | "lo90", hi: "hi70" | "hi90", opacity: number) =>
    Plot.areaY(
      points.filter((p) => Number.isFinite(p[lo])),
      {x: "day", y1: lo, y2: hi, fill: "var(--accent)", fillOpacity: opacity}
    );
  return chart({
    ariaLabel: say(label, locale),
    width,
    height,
    marginLeft: 48,
    marginRight: room,
    x: {
      type: "utc",
      label: null,
      ticks: Math.max(Math.floor(width / 110), 2),
      tickSize: 4,
      tickFormat: dayTicks(locale)
    },
    y: {label: null, grid: true, nice: true, tickSize: 0, ticks: 6, tickFormat: rate},
    marks: [
      band("lo90", "hi90", 0.1),
      band("lo70", "hi70", 0.16),
      Plot.lineY(plain("last"), {
        x: "day",
        y: "value",
        stroke: "var(--ink-3)",
        strokeWidth: 1,
        strokeDasharray: "2 3"
      }),
      Plot.lineY(plain("ar1"), {
        x: "day",
        y: "value",
        stroke: "var(--style-2)",
        strokeWidth: 1.2,
        strokeDasharray: "5 3"
      }),
      Plot.lineY(points, {x: "day", y: "value", stroke: "var(--accent)", strokeWidth: 1.8}),
      Plot.ruleX(marked, {x: "day", stroke: "var(--ink-3)", strokeDasharray: "3 3"}),
      Plot.dot(marked, {x: "day", y: "value", r: 3.4, fill: "var(--accent)"}),
      Plot.dot(released, {x: "day", y: "value", r: 4.5, fill: "var(--ink)", symbol: "diamond"}),
      Plot.text(released, {
        x: "day",
        y: "value",
        text: (d: {value: number}) => `${zh ? "公布" : "Released"} ${rate(d.value)}`,
        textAnchor: "end",
        dx: -9,
        dy: -9,
        fill: "var(--ink)",
        fontWeight: 600
      }),
      apart(ends, height).map((end) =>
        Plot.text([end], {
          x: "day",
          y: "value",
          dx: 7,
          dy: end.shift,
          text: () => `${end.text} ${rate(end.value ?? Number.NaN)}`,
          textAnchor: "start",
          fill: end.color,
          fontWeight: 600
        })
      ),
      Plot.tip(
        points,
        Plot.pointerX({
          x: "day",
          y: "value",
          title: (p: Point) =>
            `${p.iso}\n${rate(p.value)}${Number.isFinite(p.lo90) ? `\n90% ${rate(p.lo90)} – ${rate(p.hi90)}` : ""}`
        })
      )
    ]
  });
}

/** End labels at least a line apart, highest first. */
function apart<T extends {readonly value?: number}>(
  ends: readonly T[],
  height: number
): (T & {readonly shift: number})[] {
  const sorted = [...ends].sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const span = Math.max((sorted[0]?.value ?? 0) - (sorted.at(-1)?.value ?? 0), 0.02);
  const place = (v: number): number => (((sorted[0]?.value ?? 0) - v) / span) * height * 0.5;
  let floor = Number.NEGATIVE_INFINITY;
  return sorted.map((end) => {
    const wanted = place(end.value ?? 0);
    const y = Math.max(wanted, floor + 15);
    floor = y;
    return {...end, shift: y - wanted};
  });
}
