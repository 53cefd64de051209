import {aligned, fractionDigits, sampleRows} from "../../lib/sql/align.js";
import {isNumeric, type Result} from "../../lib/sql/result.js";

/** Widths in pixels that fit each column's head and its first and last rows, within reason. */
export function columnWidths(result: Result): number[] {
  const context = document.createElement("canvas").getContext("2d");
  const style = getComputedStyle(document.documentElement);
  if (context) context.font = `13px ${style.getPropertyValue("--sans") || "sans-serif"}`;
  const measure = (text: string): number => context?.measureText(text).width ?? 8 * text.length;
  const sample = sampleRows(result, 200);
  return result.columns.map((column) => {
    const head = Math.max(measure(column.name) + 18, 0.85 * measure(column.type.slice(0, 28)));
    const digits = isNumeric(column.kind) ? fractionDigits(column, sample) : 0;
    const shown = sample.map((row) => aligned(column.text(row)?.slice(0, 60) ?? "NULL", digits));
    const widest = shown.reduce((most, text) => Math.max(most, measure(text)), 0);
    return Math.round(Math.min(360, Math.max(56, head, widest) + 24));
  });
}
