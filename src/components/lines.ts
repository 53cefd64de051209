import * as Plot from "@observablehq/plot";
import {epochDay, isoDay} from "../lib/format/date.js";
import {fixed} from "../lib/format/number.js";
import {type Locale, say, type Text} from "../lib/format/text.js";
import {textWidth} from "../lib/format/width.js";
import {chart, dayTicks} from "./chart.js";

export interface Series {
  readonly name: Text | string;
  readonly value: ArrayLike<number>;
  readonly color?: string;
}

export interface LinesOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
  readonly height?: number;
  readonly format?: (value: number) => string;
  /** A level that is always in view and drawn, for example zero. */
  readonly baseline?: number;
}

const COLORS = ["var(--accent)", "var(--style-2)", "var(--style-3)", "var(--style-7)", "var(--style-4)"];

/** Lines over days (ISO), each named with its last value at its end. NaN leaves a gap. */
export function lines(
  date: ArrayLike<string>,
  series: readonly Series[],
  options: LinesOptions
): HTMLElement | SVGSVGElement {
  const {label, locale, width = 640, height = 300, format = (v: number) => fixed(v), baseline} = options;
  const days = Array.from(date, (d) => new Date(epochDay(d) * 86_400_000));
  const drawn = series.map(({name, value, color}, i) => ({
    name: say(name, locale),
    color: color ?? COLORS[i % COLORS.length] ?? "var(--ink)",
    points: days.map((day, j) => ({day, value: Number(value[j])}))
  }));
  const values = drawn.flatMap((d) => d.points.map((p) => p.value)).concat(baseline ?? []);
  const finite = values.filter((v) => Number.isFinite(v));
  const ends = spread(
    drawn.flatMap(({name, color, points}) => {
      const last = points.findLast((p) => Number.isFinite(p.value));
      return last ? [{...last, color, text: `${name} ${format(last.value)}`}] : [];
    }),
    values,
    height
  );
  const room = Math.max(...ends.map((e) => textWidth(e.text)), 0) + 12;
  return chart({
    ariaLabel: say(label, locale),
    width,
    height,
    marginLeft: Math.max(textWidth(format(Math.min(...finite))), textWidth(format(Math.max(...finite)))) + 14,
    marginRight: Math.min(room, width / 3),
    x: {
      type: "utc",
      label: null,
      ticks: Math.max(Math.floor(width / 110), 2),
      tickSize: 4,
      tickFormat: dayTicks(locale)
    },
    y: {label: null, grid: true, nice: true, tickSize: 0, tickFormat: (v: number) => format(v), ticks: 5},
    marks: [
      baseline === undefined ? null : Plot.ruleY([baseline], {stroke: "var(--ink-3)"}),
      ...drawn.map(({points, color}) =>
        Plot.lineY(points, {x: "day", y: "value", stroke: color, strokeWidth: 1.5, clip: true})
      ),
      Plot.dot(ends, {x: "day", y: "value", r: 2.2, fill: "color"}),
      ends.map((end) =>
        Plot.text([end], {
          x: "day",
          y: "value",
          dx: 6,
          dy: end.shift,
          text: "text",
          textAnchor: "start",
          fill: end.color,
          fontWeight: 600
        })
      ),
      Plot.tip(
        drawn.flatMap(({name, points}) => points.map((p) => ({...p, name}))),
        Plot.pointerX({
          x: "day",
          y: "value",
          title: (d: {day: Date; value: number; name: string}) =>
            `${isoDay(+d.day / 86_400_000)}\n${d.name} ${format(d.value)}`,
          filter: (d: {value: number}) => Number.isFinite(d.value)
        })
      )
    ]
  });
}

interface End {
  readonly day: Date;
  readonly value: number;
  readonly color: string;
  readonly text: string;
}

/** Moves end labels apart that would overlap, by at least a line each. */
function spread(
  ends: readonly End[],
  values: readonly number[],
  height: number
): (End & {readonly shift: number})[] {
  const finite = values.filter((v) => Number.isFinite(v));
  const low = Math.min(...finite);
  const range = Math.max(...finite) - low || 1;
  const at = (v: number): number => (1 - (v - low) / range) * (height - 44);
  let floor = Number.NEGATIVE_INFINITY;
  return [...ends]
    .sort((a, b) => b.value - a.value)
    .map((end) => {
      const y = Math.max(at(end.value), floor + 14);
      floor = y;
      return {...end, shift: y - at(end.value)};
    });
}
