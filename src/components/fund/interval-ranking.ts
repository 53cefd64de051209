import * as Plot from "@observablehq/plot";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {textWidth} from "../../lib/format/width.js";
import {chart} from "../chart.js";

export interface RankedIntervals {
  readonly name: readonly string[];
  readonly value: ArrayLike<number>;
  readonly lo: ArrayLike<number>;
  readonly hi: ArrayLike<number>;
  /** The estimate before it was shrunk. */
  readonly raw?: ArrayLike<number>;
}

/** A value and its interval a row about zero, in the given order; a hollow point is the estimate before shrinking. */
export function intervalRanking(
  {name, value, lo, hi, raw}: RankedIntervals,
  {
    label,
    locale,
    width = 640,
    format
  }: {
    readonly label: Text;
    readonly locale: Locale;
    readonly width?: number;
    readonly format: (v: number) => string;
  }
): HTMLElement | SVGSVGElement {
  const rows = name.map((n, i) => ({
    name: `${i + 1}. ${n}`,
    value: Number(value[i]),
    lo: Number(lo[i]),
    hi: Number(hi[i]),
    raw: raw ? Number(raw[i]) : Number.NaN
  }));
  const clear = (r: {lo: number; hi: number}): string =>
    r.lo > 0 ? "var(--up)" : r.hi < 0 ? "var(--down)" : "var(--ink-3)";
  return chart({
    ariaLabel: `${say(label, locale)}: ${rows.map((r) => `${r.name} ${format(r.value)}`).join(", ")}`,
    width,
    height: rows.length * 22 + 44,
    marginLeft: Math.min(Math.max(...rows.map((r) => textWidth(r.name)), 40) + 14, width * 0.42),
    marginRight: 20,
    marginTop: 24,
    x: {
      label: null,
      axis: "top",
      grid: true,
      tickSize: 0,
      ticks: Math.max(3, Math.floor(width / 130)),
      tickFormat: format
    },
    y: {label: null, domain: rows.map((r) => r.name), tickSize: 0},
    marks: [
      Plot.ruleX([0], {stroke: "var(--ink-3)"}),
      Plot.link(rows, {
        x1: "lo",
        x2: "hi",
        y1: "name",
        y2: "name",
        stroke: clear,
        strokeWidth: 2.5,
        strokeOpacity: 0.55
      }),
      Plot.dot(
        rows.filter((r) => Number.isFinite(r.raw)),
        {x: "raw", y: "name", r: 2.6, stroke: "var(--ink-3)"}
      ),
      Plot.dot(rows, {x: "value", y: "name", r: 4, fill: clear}),
      Plot.tip(
        rows,
        Plot.pointerY({
          x: "value",
          y: "name",
          title: (r: (typeof rows)[number]) =>
            `${r.name}\n${format(r.value)}  [${format(r.lo)}, ${format(r.hi)}]${Number.isFinite(r.raw) ? `\n○ ${format(r.raw)}` : ""}`
        })
      )
    ]
  });
}
