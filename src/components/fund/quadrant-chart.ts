import * as Plot from "@observablehq/plot";
import {type Locale, say, type Text} from "../../lib/format/text.js";
import {chart} from "../chart.js";

export interface QuadrantPoints {
  readonly fund: readonly string[];
  readonly name: readonly string[];
  readonly d: ArrayLike<number>;
  readonly r: ArrayLike<number>;
}

export interface QuadrantChartOptions {
  readonly label: Text;
  readonly locale: Locale;
  readonly width?: number;
  readonly format: (value: number) => string;
  /** Half-width of both axes, the same for every day so that points move and the frame does not. */
  readonly reach: {readonly d: number; readonly r: number};
  /** Code of a fund that is set apart. */
  readonly chosen?: string;
}

const COLORS = ["var(--up)", "var(--style-2)", "var(--down)", "var(--style-4)"];
const NAMES = ["D+R+", "D+R−", "D−R−", "D−R+"];

/** Funds by allocation and selection about a cross at zero, each quadrant with its count; points beyond stand at the edge. */
export function quadrantChart(
  points: QuadrantPoints,
  options: QuadrantChartOptions
): HTMLElement | SVGSVGElement {
  const {label, locale, width = 640, format, reach, chosen} = options;
  const clip = (v: number, most: number): number => Math.max(-most, Math.min(most, v));
  const rows = points.fund.flatMap((fund, i) => {
    const [d, r] = [points.d[i] as number, points.r[i] as number];
    if (!Number.isFinite(d + r)) return [];
    const q = d >= 0 ? (r >= 0 ? 0 : 1) : r < 0 ? 2 : 3;
    return [{fund, name: points.name[i] ?? "", d, r, x: clip(d, reach.d), y: clip(r, reach.r), q}];
  });
  const share = (q: number): string => {
    const n = rows.filter((row) => row.q === q).length;
    return `${NAMES[q]}  ${n} (${rows.length > 0 ? Math.round((100 * n) / rows.length) : 0}%)`;
  };
  const corners = [0, 1, 2, 3].map((q) => ({
    q,
    x: q < 2 ? reach.d : -reach.d,
    y: q === 0 || q === 3 ? reach.r : -reach.r,
    text: share(q)
  }));
  const own = rows.filter((row) => row.fund === chosen);
  return chart({
    ariaLabel: `${say(label, locale)}: ${corners.map((c) => c.text).join(", ")}`,
    width,
    height: Math.min(520, Math.max(340, width * 0.72)),
    marginLeft: 54,
    marginRight: 16,
    marginTop: 24,
    marginBottom: 40,
    x: {
      label: `${say({zh: "行业配置 D", en: "Allocation D"}, locale)} →`,
      domain: [-reach.d, reach.d],
      ticks: 5,
      tickSize: 0,
      tickFormat: format
    },
    y: {
      label: `↑ ${say({zh: "选股 R", en: "Selection R"}, locale)}`,
      domain: [-reach.r, reach.r],
      ticks: 5,
      tickSize: 0,
      tickFormat: format,
      grid: true
    },
    marks: [
      Plot.ruleX([0], {stroke: "var(--ink-3)"}),
      Plot.ruleY([0], {stroke: "var(--ink-3)"}),
      Plot.dot(rows, {x: "x", y: "y", r: 2.6, fill: (row: {q: number}) => COLORS[row.q], fillOpacity: 0.55}),
      Plot.dot(own, {x: "x", y: "y", r: 6, stroke: "var(--ink)", strokeWidth: 2}),
      ...corners.map((corner) =>
        Plot.text([corner], {
          x: "x",
          y: "y",
          text: "text",
          textAnchor: corner.x > 0 ? "end" : "start",
          dy: corner.y > 0 ? 8 : -8,
          fill: "var(--ink-2)",
          fontWeight: 600,
          stroke: "var(--paper)",
          strokeWidth: 4
        })
      ),
      Plot.tip(
        rows,
        Plot.pointer({
          x: "x",
          y: "y",
          title: (row: {fund: string; name: string; d: number; r: number}) =>
            `${row.fund} ${row.name}\nD ${format(row.d)}\nR ${format(row.r)}`
        })
      )
    ]
  });
}
