import {isNumeric, type Result} from "../../lib/sql/result.js";

const SAMPLE = 200;

/** Widths in pixels that fit each column's head and its first and last rows, within reason. */
export function columnWidths({columns, rows}: Result): number[] {
  const context = document.createElement("canvas").getContext("2d");
  const style = getComputedStyle(document.documentElement);
  if (context) context.font = `13px ${style.getPropertyValue("--sans") || "sans-serif"}`;
  const measure = (text: string): number => context?.measureText(text).width ?? 8 * text.length;
  const sample = [
    ...new Set(Array.from({length: Math.min(rows, SAMPLE)}, (_, i) => (i % 2 ? rows - 1 - (i >> 1) : i >> 1)))
  ];
  return columns.map((column) => {
    const head = Math.max(measure(column.name) + 18, 0.85 * measure(column.type.slice(0, 28)));
    const longest = sample.map((row) => column.text(row)?.slice(0, 60) ?? "NULL");
    const widest = longest.reduce((most, text) => Math.max(most, measure(text)), 0);
    return Math.round(Math.min(isNumeric(column.kind) ? 320 : 360, Math.max(56, head, widest) + 22));
  });
}
