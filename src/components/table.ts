import {rowsOf} from "../lib/format/csv.js";
import {direction, MISSING} from "../lib/format/number.js";
import {type Locale, languageTag, say, type Text} from "../lib/format/text.js";
import {element} from "./dom.js";

export type TableColumns = Readonly<Record<string, ArrayLike<unknown>>>;

export interface Field {
  /** Column of the data. */
  readonly name: string;
  readonly label: Text | string;
  /** Shown under the label, once for the column. */
  readonly unit?: Text | string;
  /** The value as text; numbers are expected to keep their count of decimals, so that points align. */
  readonly format?: (value: never, row: number) => string;
  /** A cell that is more than text, for example a sparkline or a link. */
  readonly render?: (value: never, row: number) => Node;
  /** A bar behind the number: from zero both ways, or from the left edge. */
  readonly bar?: "diverging" | "positive";
  /** The value at a bar's full length; the largest magnitude of the column by default. */
  readonly max?: number;
  /** Colours the number by its printed sign: up or down. */
  readonly tone?: boolean;
  readonly align?: "left" | "right" | "center";
}

export interface DataTableOptions {
  readonly fields: readonly Field[];
  readonly locale: Locale;
  readonly caption?: Text;
  /** Column whose runs of equal values become groups of rows under a heading. */
  readonly groupBy?: string;
  /** The group's heading as shown; the value itself by default. */
  readonly group?: (value: string) => string;
  /** Rows that are set apart, for example totals. */
  readonly strong?: (row: number) => boolean;
}

/**
 * A static table of columns: units under the labels, decimals aligned, bars in the cells.
 * The first field heads its row. Missing values are a dash. All cells are text.
 */
export function dataTable(columns: TableColumns, options: DataTableOptions): HTMLElement {
  const {fields, locale, caption, groupBy, group = String, strong} = options;
  const rows = rowsOf(columns);
  const kinds = fields.map((f) => measure(f, columns[f.name], rows));
  const bodies: HTMLElement[] = [];
  let shown: unknown;
  for (let i = 0; i < rows; i++) {
    const value = groupBy === undefined ? undefined : columns[groupBy]?.[i];
    if (i === 0 || value !== shown) {
      bodies.push(element("tbody"));
      if (value !== undefined && value !== null)
        bodies.at(-1)?.append(groupRow(group(String(value)), fields.length));
      shown = value;
    }
    bodies.at(-1)?.append(row(i, columns, kinds, strong?.(i) ?? false));
  }
  return element(
    "div",
    {
      class: "scroll",
      tabindex: 0,
      role: "region",
      "aria-label": caption ? say(caption, locale) : locale === "zh" ? "表格" : "Table"
    },
    element(
      "table",
      {class: "data-table", lang: languageTag(locale)},
      caption && element("caption", {}, say(caption, locale)),
      element("thead", {}, element("tr", {}, ...kinds.map((k) => header(k, locale)))),
      ...bodies
    )
  );
}

interface Measured {
  readonly field: Field;
  readonly number: boolean;
  readonly max: number;
}

function measure(field: Field, values: ArrayLike<unknown> | undefined, rows: number): Measured {
  if (!values) throw new Error(`field ${field.name} is not a column of the table`);
  let number = values instanceof Float64Array || values instanceof Int32Array;
  let max = 0;
  for (let i = 0; i < rows; i++) {
    const v = values[i];
    if (typeof v !== "number") continue;
    number = true;
    if (Math.abs(v) > max) max = Math.abs(v);
  }
  return {field, number: number || field.align === "right", max: field.max ?? max};
}

function header({field, number}: Measured, locale: Locale): HTMLElement {
  const {label, unit, bar, align} = field;
  return element(
    "th",
    {scope: "col", class: classOf(align ?? (number ? "right" : "left"), bar && "has-bar")},
    say(label, locale),
    unit && element("span", {class: "unit"}, say(unit, locale))
  );
}

const groupRow = (text: string, span: number): HTMLElement =>
  element("tr", {class: "group"}, element("th", {scope: "rowgroup", colspan: span}, text));

function row(i: number, columns: TableColumns, kinds: readonly Measured[], strong: boolean): HTMLElement {
  const cells = kinds.map(({field, number, max}, j) => {
    const value = columns[field.name]?.[i];
    const text = textOf(field, value, i);
    const className = classOf(
      field.align ?? (number ? "right" : "left"),
      number && "number",
      field.tone && toneOf(value, text),
      field.bar && "has-bar"
    );
    const content =
      field.render && present(value) ? field.render(value as never, i) : element("span", {}, text);
    const bar = field.bar && typeof value === "number" && barOf(field.bar, value, max);
    return j === 0
      ? element("th", {scope: "row", class: className}, bar, content)
      : element("td", {class: className}, bar, content);
  });
  return element("tr", {class: strong ? "strong" : undefined}, ...cells);
}

const present = (value: unknown): boolean =>
  value !== null && value !== undefined && !(typeof value === "number" && Number.isNaN(value));

function textOf(field: Field, value: unknown, i: number): string {
  if (!present(value)) return MISSING;
  return field.format ? field.format(value as never, i) : String(value);
}

/** Up or down as printed: what is written as zero has no colour. */
function toneOf(value: unknown, text: string): string | false {
  if (typeof value !== "number" || !/[1-9]/.test(text)) return false;
  const d = direction(value, {digits: 12});
  return d > 0 ? "up" : d < 0 && "down";
}

const classOf = (...names: readonly (string | false | undefined)[]): string | undefined =>
  names.filter(Boolean).join(" ") || undefined;

/** A bar as a share of its track: diverging bars start in the middle. */
function barOf(kind: "diverging" | "positive", value: number, max: number): HTMLElement | false {
  if (!(max > 0) || Number.isNaN(value)) return false;
  const share = Math.min(Math.abs(value) / max, 1) * 100;
  const bar = element("i", {class: classOf("bar", kind, value < 0 ? "down" : "up"), "aria-hidden": "true"});
  const fill = element("b");
  fill.style.width = `${kind === "diverging" ? share / 2 : share}%`;
  bar.append(fill);
  return bar;
}
