import * as Plot from "@observablehq/plot";
import {isoDay} from "../../lib/format/date.js";
import {fixed} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {textWidth} from "../../lib/format/width.js";
import {chart, dayTicks} from "../chart.js";
import {element} from "../dom.js";

export interface StackSeries {
  readonly name: Text | string;
  /** Days since 1970-01-01, one a value. */
  readonly days: ArrayLike<number>;
  readonly value: ArrayLike<number>;
  readonly color?: string;
}

export interface StackPanel {
  readonly label: Text;
  readonly series: readonly StackSeries[];
  readonly format?: (value: number) => string;
  /** Levels that are always in view and drawn. */
  readonly levels?: readonly number[];
  readonly height?: number;
}

export interface StackOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
}

interface Point {
  readonly day: Date;
  readonly value: number;
  readonly name: string;
}

const COLORS = ["var(--accent)", "var(--style-2)", "var(--style-3)"];
const MARGIN = 46;

/** Charts one above the other over the same days, each line named with its last value at its end. */
export function stack(panels: readonly StackPanel[], options: StackOptions): HTMLElement {
  const {label, locale, width = 640} = options;
  const drawn = panels.map((panel) => ({...panel, lines: linesOf(panel, locale)}));
  const all = drawn.flatMap((p) => p.lines.flatMap((l) => l.points.map((q) => +q.day)));
  const domain = [new Date(Math.min(...all)), new Date(Math.max(...all))];
  const ends = drawn.flatMap(({lines, format = fixed}) =>
    lines.flatMap((l) => endText(l, (v) => format(v)) ?? [])
  );
  const room = Math.min(Math.max(40, ...ends.map((e) => textWidth(e) + 12)), width / 3);
  const node = element("div", {class: "stack", role: "group", "aria-label": say(label, locale)});
  drawn.forEach((panel, k) => {
    const last = k === drawn.length - 1;
    node.append(
      element("p", {class: "stack-label"}, say(panel.label, locale)),
      one(panel, {locale, width, room, domain, axis: last, lines: panel.lines})
    );
  });
  return node;
}

interface Line {
  readonly name: string;
  readonly color: string;
  readonly points: readonly Point[];
}

function linesOf({series}: StackPanel, locale: Locale): Line[] {
  return series.map(({name, days, value, color}, i) => ({
    name: say(name, locale),
    color: color ?? COLORS[i % COLORS.length] ?? "var(--ink)",
    points: Array.from(days, (d, t) => ({
      day: new Date(d * 86_400_000),
      value: value[t] as number,
      name: say(name, locale)
    }))
  }));
}

function endText({name, points}: Line, format: (v: number) => string): string | undefined {
  const last = points.findLast((p) => Number.isFinite(p.value));
  return last && `${name} ${format(last.value)}`;
}

interface Drawn {
  readonly locale: Locale;
  readonly width: number;
  readonly room: number;
  readonly domain: readonly Date[];
  readonly axis: boolean;
  readonly lines: readonly Line[];
}

function one(
  {label, format = (v) => fixed(v), levels = [], height = 130}: StackPanel,
  {locale, width, room, domain, axis, lines}: Drawn
): HTMLElement | SVGSVGElement {
  const tall = height + (axis ? 26 : 0);
  const inner = height - 18;
  const values = lines
    .flatMap((l) => l.points.map((p) => p.value))
    .filter(Number.isFinite)
    .concat(levels);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const place = (v: number): number => (1 - (v - low) / (high - low || 1)) * inner;
  let floor = Number.NEGATIVE_INFINITY;
  const ends = lines
    .flatMap((line) => {
      const last = line.points.findLast((p) => Number.isFinite(p.value));
      return last ? [{...last, color: line.color, text: endText(line, format) ?? ""}] : [];
    })
    .sort((a, b) => b.value - a.value)
    .map((end) => {
      const y = Math.max(place(end.value), floor + 14);
      floor = y;
      return {...end, shift: y - place(end.value)};
    });
  return chart({
    ariaLabel: `${say(label, locale)}${locale === "zh" ? "：" : ": "}${ends.map((e) => e.text).join(locale === "zh" ? "，" : ", ")}`,
    width,
    height: tall,
    marginTop: 8,
    marginBottom: axis ? 36 : 10,
    marginLeft: MARGIN,
    marginRight: room,
    x: {
      type: "utc",
      domain,
      label: null,
      axis: axis ? "bottom" : null,
      ticks: Math.max(Math.floor(width / 110), 2),
      tickSize: 4,
      tickFormat: dayTicks(locale)
    },
    y: {
      label: null,
      grid: true,
      domain: [low, high],
      tickSize: 0,
      ticks: 3,
      tickFormat: (v: number) => format(v)
    },
    marks: [
      Plot.ruleY(levels, {stroke: "var(--ink-3)", strokeDasharray: levels.length > 1 ? "3,3" : undefined}),
      ...lines.map(({points, color}) =>
        Plot.lineY(points, {x: "day", y: "value", stroke: color, strokeWidth: 1.5})
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
        lines.flatMap((l) => l.points),
        Plot.pointerX({
          x: "day",
          y: "value",
          title: (p: Point) => `${isoDay(Math.round(+p.day / 86_400_000))}\n${p.name} ${format(p.value)}`,
          filter: (p: Point) => Number.isFinite(p.value)
        })
      )
    ]
  });
}
