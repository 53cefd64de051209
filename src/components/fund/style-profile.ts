import * as Plot from "@observablehq/plot";
import {fixed, percent} from "../../lib/format/number.js";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {textWidth} from "../../lib/format/width.js";
import {chart} from "../chart.js";

export interface StyleRows {
  readonly name: readonly string[];
  /** Exposure of the fund and of the index it is set against. */
  readonly fund: ArrayLike<number>;
  readonly index: ArrayLike<number>;
  /** Place among peers, 0 to 1. */
  readonly percentile: ArrayLike<number>;
}

/** A fund's exposures against an index's: a link from one to the other, the difference and the peer percentile written. */
export function styleProfile(
  {name, fund, index, percentile}: StyleRows,
  {label, locale, width = 640}: {readonly label: Text; readonly locale: Locale; readonly width?: number}
): HTMLElement | SVGSVGElement {
  const rows = name.flatMap((n, i) => {
    const [x, y, p] = [fund[i] as number, index[i] as number, percentile[i] as number];
    return Number.isFinite(x) ? [{name: n, x, y: Number.isFinite(y) ? y : x, gap: x - y, p}] : [];
  });
  const peer = (p: number): string =>
    !Number.isFinite(p)
      ? ""
      : locale === "zh"
        ? `同类 ${percent(p, {digits: 0})}`
        : `peers ${percent(p, {digits: 0})}`;
  const text = (r: {gap: number; p: number}): string =>
    `${Number.isFinite(r.gap) ? fixed(r.gap, {signed: true}) : ""}  ${peer(r.p)}`;
  const room = Math.max(40, ...rows.map((r) => textWidth(text(r)))) + 16;
  return chart({
    ariaLabel: `${say(label, locale)}: ${rows.map((r) => `${r.name} ${text(r)}`).join(", ")}`,
    width,
    height: rows.length * 24 + 48,
    marginLeft: Math.max(40, ...rows.map((r) => textWidth(r.name))) + 14,
    marginRight: Math.min(room, width * 0.4),
    marginTop: 26,
    x: {
      label: null,
      axis: "top",
      grid: true,
      ticks: 5,
      tickSize: 0,
      tickFormat: (v: number) => fixed(v, {digits: 1, signed: true})
    },
    y: {label: null, domain: rows.map((r) => r.name), tickSize: 0},
    marks: [
      Plot.ruleX([0], {stroke: "var(--ink-3)"}),
      Plot.link(rows, {
        x1: "y",
        x2: "x",
        y1: "name",
        y2: "name",
        strokeWidth: 3,
        stroke: (r: {gap: number}) => (r.gap < 0 ? "var(--down)" : "var(--up)"),
        strokeOpacity: 0.5
      }),
      Plot.dot(rows, {x: "y", y: "name", r: 3.5, stroke: "var(--ink-2)", fill: "var(--paper)"}),
      Plot.dot(rows, {x: "x", y: "name", r: 4.5, fill: "var(--accent)"}),
      Plot.text(rows, {
        frameAnchor: "right",
        y: "name",
        dx: room - 6,
        text,
        textAnchor: "end",
        fill: "var(--ink-2)"
      })
    ]
  });
}
