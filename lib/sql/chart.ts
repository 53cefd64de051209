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

/**
 * The chart that column types suggest: a line over days (a colour a text where there is one), bars by a text,
 * dots for two quantities. Undefined where there is no quantity, or nothing to set it against.
 */
export function defaultChart({columns, rows}: Pick<Result, "columns" | "rows">): ChartSpec | undefined {
  if (rows === 0) return undefined;
  const find = (is: (c: ResultColumn) => boolean, after = -1): number =>
    columns.findIndex((c, i) => i > after && is(c));
  const quantity = find((c) => isNumeric(c.kind));
  if (quantity < 0) return undefined;
  const day = find(isDay);
  const label = find(isLabel);
  if (day >= 0 && (rows > 1 || label < 0)) {
    return {mark: "line", x: day, y: quantity, ...(label < 0 ? {} : {colour: label})};
  }
  if (label >= 0) return {mark: "bar", x: quantity, y: label};
  const second = find((c) => isNumeric(c.kind), quantity);
  return second < 0 ? undefined : {mark: "dot", x: quantity, y: second};
}
