import {svg} from "./dom.js";

export interface SparklineOptions {
  /** The line in words: what it is and where it ends. */
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
  /** A reference that is always in view, for example zero. */
  readonly baseline?: number;
}

/** A word-sized line of a series with its last value marked. NaN leaves a gap. */
export function sparkline(values: ArrayLike<number>, options: SparklineOptions): SVGSVGElement {
  const {label, width = 96, height = 20, baseline} = options;
  const node = svg("svg", {
    class: "sparkline",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": label
  });
  const known = Array.from(values).filter((v) => Number.isFinite(v));
  if (known.length === 0) return node;
  const low = Math.min(...known, baseline ?? Number.POSITIVE_INFINITY);
  const high = Math.max(...known, baseline ?? Number.NEGATIVE_INFINITY);
  const x = (i: number): number => 2 + (i / Math.max(values.length - 1, 1)) * (width - 5);
  const y = (v: number): number =>
    high === low ? height / 2 : height - 2 - ((v - low) / (high - low)) * (height - 4);
  if (baseline !== undefined) {
    node.append(svg("line", {class: "baseline", x1: 0, x2: width, y1: y(baseline), y2: y(baseline)}));
  }
  node.append(svg("path", {d: pathOf(values, x, y)}));
  const last = Array.from(values).findLastIndex((v) => Number.isFinite(v));
  node.append(svg("circle", {cx: x(last), cy: y(values[last] ?? 0), r: 1.8}));
  return node;
}

function pathOf(values: ArrayLike<number>, x: (i: number) => number, y: (v: number) => number): string {
  let path = "";
  let pen = false;
  for (let i = 0; i < values.length; i++) {
    const v = values[i] ?? Number.NaN;
    if (Number.isFinite(v)) path += `${pen ? "L" : "M"}${x(i).toFixed(1)},${y(v).toFixed(1)}`;
    pen = Number.isFinite(v);
  }
  return path;
}
