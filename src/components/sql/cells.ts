import {isNumeric, type ResultColumn} from "../../lib/sql/result.js";

/** Longer text is shown in full below the grid when its cell is active. */
export const clipped = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);

/** How a cell is set: by its column's kind, apart where it is NULL, empty or active. */
export function cellClass(column: ResultColumn, text: string | null, isActive: boolean): string {
  const classes: string[] = [isNumeric(column.kind) ? "number" : column.kind];
  if (text === null) classes.push("null");
  else if (text === "") classes.push("empty");
  if (isActive) classes.push("active");
  return classes.join(" ");
}

/** Makes an element have so many children, keeping those it has. */
export function keep(parent: Element, count: number, make: () => Element): void {
  while (parent.childElementCount > count) parent.lastElementChild?.remove();
  while (parent.childElementCount < count) parent.append(make());
}
