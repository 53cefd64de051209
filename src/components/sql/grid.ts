import {type Locale, say} from "../../lib/format/text.js";
import {aligned, fractionDigits, sampleRows} from "../../lib/sql/align.js";
import {orderBy} from "../../lib/sql/order.js";
import {isNumeric, type Result, type ResultColumn} from "../../lib/sql/result.js";
import {element} from "../dom.js";
import {cellClass, clipped, keep} from "./cells.js";
import {columnWidths} from "./column-widths.js";
import {rowScroller} from "./row-scroller.js";
import {WORDS} from "./words.js";

export interface GridOptions {
  readonly locale: Locale;
  /** Told of the rows' order when the reader sorts; undefined as they were delivered. */
  readonly onSort?: (order: Uint32Array | undefined) => void;
}

interface Sorting {
  readonly column: number;
  readonly direction: "ascending" | "descending";
}

const ROW = 26;
const HEAD = 46;

/**
 * A result of any length as a grid: only what is seen is in the document. Arrow keys, page keys, Home and End
 * move the active cell, copy copies it; column heads sort. NULL is set apart from empty text. All text nodes.
 */
export function resultGrid(result: Result, {locale, onSort}: GridOptions): HTMLElement {
  const {columns, rows} = result;
  const widths = columnWidths(result);
  const sample = sampleRows(result, 200);
  const digits = columns.map((c) => (isNumeric(c.kind) ? fractionDigits(c, sample) : 0));
  const starts = [0];
  for (const width of widths) starts.push((starts.at(-1) ?? 0) + width);
  const total = starts.at(-1) ?? 0;
  let sorting: Sorting | undefined;
  let order: Uint32Array | undefined;
  // A plan, or another text of many lines, is read below the grid.
  const lines = rows === 1 ? columns.findIndex((c) => c.text(0)?.includes("\n") === true) : -1;
  let active = {row: 0, column: Math.max(0, lines)};

  const head = element("tr", {role: "row", "aria-rowindex": 1});
  const body = element("tbody", {role: "rowgroup"});
  const table = element("table", {role: "presentation"}, element("thead", {role: "rowgroup"}, head), body);
  const pane = element("div", {class: "sql-grid-pane", role: "presentation"}, table);
  const spacer = element("div", {role: "presentation", style: `width:${total}px`}, pane);
  const grid = element(
    "div",
    {
      class: "sql-grid",
      role: "grid",
      tabindex: 0,
      style: `height:${Math.min(rows, 100) * ROW + HEAD + 18}px`,
      "aria-label": say(WORDS.result, locale),
      "aria-rowcount": rows + 1,
      "aria-colcount": columns.length
    },
    spacer
  );
  const detail = element("output", {class: "sql-cell", "aria-live": "polite"});
  const source = (row: number): number => order?.[row] ?? row;

  const scroller = rowScroller(grid, {rows, rowHeight: ROW, headHeight: HEAD, spacer, draw});

  function shownColumns(): [number, number] {
    const left = grid.scrollLeft;
    const right = left + (grid.clientWidth || 1200);
    const first = Math.max(
      0,
      starts.findLastIndex((s) => s <= left)
    );
    const after = starts.findIndex((s) => s >= right);
    return [Math.min(first, columns.length), after < 0 ? columns.length : Math.min(after, columns.length)];
  }

  function draw(): void {
    const {first, count, offset, height} = scroller.view();
    const [from, to] = shownColumns();
    pane.style.height = `${height}px`;
    table.style.left = `${starts[from] ?? 0}px`;
    table.style.width = `${(starts[to] ?? 0) - (starts[from] ?? 0)}px`;
    body.style.transform = `translateY(${-offset}px)`;
    const shown = columns.slice(from, to);
    head.replaceChildren(...shown.map((c, k) => headCell(c, from + k)));
    keep(body, count, () => element("tr", {role: "row"}));
    for (let r = 0; r < count; r++) {
      const line = body.rows[r];
      if (line !== undefined) drawRow(line, first + r, shown, from);
    }
    const seen =
      active.row >= first && active.row < first + count && active.column >= from && active.column < to;
    if (seen && rows > 0) grid.setAttribute("aria-activedescendant", cellId(active.row, active.column));
    else grid.removeAttribute("aria-activedescendant");
  }

  const cellId = (row: number, column: number): string => `sql-cell-${row}-${column}`;

  function drawRow(
    line: HTMLTableRowElement,
    row: number,
    shown: readonly ResultColumn[],
    from: number
  ): void {
    line.setAttribute("aria-rowindex", String(row + 2));
    line.classList.toggle("even", row % 2 === 0);
    keep(line, shown.length, () => element("td", {role: "gridcell"}));
    for (const [k, column] of shown.entries()) {
      const cell = line.cells[k];
      if (cell === undefined) continue;
      const text = column.text(source(row));
      const isActive = row === active.row && from + k === active.column;
      cell.id = cellId(row, from + k);
      cell.className = cellClass(column, text, isActive);
      cell.setAttribute("aria-colindex", String(from + k + 1));
      cell.textContent = text === null ? "NULL" : aligned(clipped(text), digits[from + k] ?? 0);
    }
  }

  function headCell(column: ResultColumn, index: number): HTMLElement {
    const sorted = sorting?.column === index ? sorting.direction : undefined;
    const arrow = sorted === undefined ? "" : sorted === "ascending" ? " ▲" : " ▼";
    const name = element("span", {class: "name"}, clipped(column.name), arrow);
    const type = element("span", {class: "type"}, clipped(column.type));
    return element(
      "th",
      {
        role: "columnheader",
        "aria-colindex": index + 1,
        "aria-sort": sorted ?? "none",
        class: isNumeric(column.kind) ? "number" : undefined,
        style: `width:${widths[index] ?? 0}px`
      },
      element("button", {type: "button", tabindex: -1, onclick: () => sort(index)}, name, type)
    );
  }

  function sort(index: number): void {
    const same = sorting?.column === index;
    if (same && sorting?.direction === "descending") sorting = undefined;
    else sorting = {column: index, direction: same ? "descending" : "ascending"};
    order = sorting === undefined ? undefined : orderBy(result, sorting.column, sorting.direction);
    onSort?.(order);
    draw();
  }

  function move(row: number, column: number): void {
    active = {
      row: Math.max(0, Math.min(rows - 1, row)),
      column: Math.max(0, Math.min(columns.length - 1, column))
    };
    const [left, right] = [starts[active.column] ?? 0, starts[active.column + 1] ?? 0];
    if (left < grid.scrollLeft) grid.scrollLeft = left;
    else if (right > grid.scrollLeft + grid.clientWidth) grid.scrollLeft = right - grid.clientWidth;
    scroller.show(active.row);
    tell();
  }

  function tell(): void {
    const column = columns[active.column];
    const text = rows === 0 ? null : column?.text(source(active.row));
    if (column === undefined || text === undefined || rows === 0) return;
    const line = text?.includes("\n") === true ? "\n" : " ";
    detail.textContent = `${active.row + 1} · ${column.name} =${line}${text ?? "NULL"}`;
  }

  grid.addEventListener("keydown", (event) => {
    const page = Math.max(1, scroller.view().count - 2);
    const far = event.ctrlKey || event.metaKey;
    const {row, column} = active;
    const to = (
      {
        ArrowDown: [row + 1, column],
        ArrowUp: [row - 1, column],
        ArrowRight: [row, column + 1],
        ArrowLeft: [row, column - 1],
        PageDown: [row + page, column],
        PageUp: [row - page, column],
        Home: [far ? 0 : row, 0],
        End: [far ? rows - 1 : row, columns.length - 1]
      } as Record<string, [number, number]>
    )[event.key];
    if (event.key === "s" && !far && !event.altKey) sort(column);
    else if (to === undefined) return;
    else move(...to);
    event.preventDefault();
  });
  grid.addEventListener("pointerdown", (event) => {
    const cell = event.target instanceof Element ? event.target.closest("td") : null;
    const [, row, column] = /^sql-cell-(\d+)-(\d+)$/.exec(cell?.id ?? "") ?? [];
    if (row !== undefined && column !== undefined) move(Number(row), Number(column));
  });
  grid.addEventListener("copy", (event) => {
    if (document.getSelection()?.isCollapsed === false) return;
    event.clipboardData?.setData("text/plain", columns[active.column]?.text(source(active.row)) ?? "");
    event.preventDefault();
  });
  if (lines >= 0) tell();
  return element("div", {class: "sql-result"}, grid, detail);
}
