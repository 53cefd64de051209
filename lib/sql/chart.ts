import {isNumeric, type Result, type ResultColumn} from "./result.js";

export type Mark = "line" | "bar" | "dot" | "area";

/** What to draw of a result: columns by their place in it. */
export interface ChartSpec {
  readonly mark: Mark;
  readonly x: number;
  readonly y: number;
  readonly colour?: number;
}

const isDay = (c: ResultColumn): boolean => c.kind === "date" || c.kind === "timestamp";
const isLabel = (c: ResultColumn): boolean => c.kind === "text" || c.kind === "boolean";

/** Rows that are looked at to see whether a text tells the rows of a day apart. */
const LOOK = 2000;

/**
 * The chart that column types suggest: a line over days, a colour for the text that makes one point a day (dots
 * where none does); bars by a text; dots for two quantities. Undefined where there is no quantity, or nothing to
 * set it against.
 */
export function defaultChart({columns, rows}: Pick<Result, "columns" | "rows">): ChartSpec | undefined {
  if (rows === 0) return undefined;
  const places = (is: (c: ResultColumn) => boolean): number[] =>
    columns.flatMap((c, i) => (is(c) ? [i] : []));
  const [y, second] = places((c) => isNumeric(c.kind));
  if (y === undefined) return undefined;
  const labels = places(isLabel);
  const x = places(isDay)[0];
  const days = x === undefined ? 0 : distinct(columns, [x], rows);
  if (x !== undefined && (days > 1 || labels.length === 0))
    return overDays(columns, {x, y, labels, rows, days});
  if (labels[0] !== undefined) {
    const most = labels.find((l) => distinct(columns, [l], rows) === Math.min(rows, LOOK)) ?? labels[0];
    return {mark: "bar", x: y, y: most};
  }
  return second === undefined ? undefined : {mark: "dot", x: y, y: second};
}

function overDays(
  columns: readonly ResultColumn[],
  {x, y, labels, rows, days}: {x: number; y: number; labels: readonly number[]; rows: number; days: number}
): ChartSpec {
  const all = Math.min(rows, LOOK);
  if (days === all) return {mark: "line", x, y};
  const colour = labels.find((l) => distinct(columns, [x, l], rows) === all);
  return colour === undefined ? {mark: "dot", x, y} : {mark: "line", x, y, colour};
}

function distinct(columns: readonly ResultColumn[], places: readonly number[], rows: number): number {
  const seen = new Set<string>();
  for (let row = 0; row < Math.min(rows, LOOK); row++) {
    seen.add(JSON.stringify(places.map((p) => columns[p]?.text(row) ?? null)));
  }
  return seen.size;
}
