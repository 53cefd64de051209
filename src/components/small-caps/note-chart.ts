import * as Plot from "@observablehq/plot";
import {fixed, percent} from "../../lib/format/number.js";
import type {Locale} from "../../lib/format/text.js";
import {chart} from "../chart.js";

export interface NoteColumns {
  /** Relative to the start. */
  readonly level: ArrayLike<number>;
  readonly delta: ArrayLike<number>;
  readonly delta_knocked: ArrayLike<number>;
}

interface Point {
  readonly level: number;
  readonly alive: number;
  readonly knocked: number;
}

/** Delta of a note by the level of the index, before and after a knock-in; the scale is cut at three. */
export function noteChart(
  {level, delta, delta_knocked}: NoteColumns,
  {width, locale, height = 280}: {readonly width: number; readonly locale: Locale; readonly height?: number}
): HTMLElement | SVGSVGElement {
  const cut = (v: number): number => Math.max(Math.min(v, 3), -2);
  const points = Array.from(
    level,
    (s, i): Point => ({level: s, alive: cut(Number(delta[i])), knocked: cut(Number(delta_knocked[i]))})
  );
  const zh = locale === "zh";
  const label = (text: string, at: Point | undefined, key: "alive" | "knocked", color: string, dy: number) =>
    at
      ? Plot.text([at], {
          x: "level",
          y: key,
          text: () => text,
          fill: color,
          fontWeight: 600,
          textAnchor: "start",
          dx: 6,
          dy
        })
      : null;
  const alive = points.find((p) => Number.isFinite(p.alive));
  return chart({
    ariaLabel: zh ? "雪球的 Delta" : "Delta of a snowball",
    width,
    height,
    marginBottom: 40,
    x: {
      label: zh ? "指数相对期初" : "Index against the start",
      labelAnchor: "center",
      labelOffset: 36,
      tickFormat: (v: number) => percent(v, {digits: 0}),
      ticks: Math.max(Math.floor(width / 90), 3)
    },
    y: {label: null, grid: true, tickSize: 0, tickFormat: (v: number) => fixed(v, {digits: 1}), ticks: 5},
    marks: [
      Plot.ruleY([0], {stroke: "var(--ink-3)"}),
      Plot.ruleX([0.75, 1.03], {stroke: "var(--ink-3)", strokeDasharray: "3 3"}),
      Plot.text(
        [
          {x: 0.75, t: zh ? "敲入" : "Knock-in"},
          {x: 1.03, t: zh ? "敲出" : "Knock-out"}
        ],
        {
          x: "x",
          frameAnchor: "top",
          text: "t",
          textAnchor: "start",
          dx: 5,
          dy: -2,
          fill: "var(--ink-2)"
        }
      ),
      Plot.lineY(points, {x: "level", y: "knocked", stroke: "var(--style-2)", strokeWidth: 1.5}),
      Plot.lineY(points, {x: "level", y: "alive", stroke: "var(--accent)", strokeWidth: 1.8}),
      label(zh ? "未敲入" : "Not knocked in", alive, "alive", "var(--accent)", 14),
      label(zh ? "已敲入" : "Knocked in", points[0], "knocked", "var(--style-2)", -10),
      Plot.tip(
        points,
        Plot.pointerX({
          x: "level",
          y: (p: Point) => (Number.isFinite(p.alive) ? p.alive : p.knocked),
          title: (p: Point) =>
            `${percent(p.level, {digits: 0})}\n${zh ? "未敲入" : "not knocked in"} ${fixed(p.alive)}\n${zh ? "已敲入" : "knocked in"} ${fixed(p.knocked)}`
        })
      )
    ]
  });
}
