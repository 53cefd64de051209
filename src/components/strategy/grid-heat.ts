import {type Locale, say, type Text} from "../../lib/format/text.js";
import {heat} from "../factor/heat.js";
import {dataTable} from "../table.js";

export interface GridAxis {
  readonly values: readonly string[];
  readonly label: (value: string) => Text | string;
}

export interface GridHeatOptions {
  readonly caption: Text;
  readonly corner: Text;
  readonly locale: Locale;
  readonly format: (value: number) => string;
  /** Value at full depth; the largest magnitude by default. */
  readonly max?: number;
}

/** A grid of parameters as a table on warm and cool ground; a cell that was not run is a dash. */
export function gridHeat(
  rows: GridAxis,
  columns: GridAxis,
  value: (row: string, column: string) => number,
  options: GridHeatOptions
): HTMLElement {
  const {caption, corner, locale, format} = options;
  const cells = rows.values.map((r) => columns.values.map((c) => value(r, c)));
  const sizes = cells.flat().filter(Number.isFinite).map(Math.abs);
  const max = options.max ?? Math.max(...sizes, 0);
  return dataTable(
    {
      row: rows.values.map((r) => say(rows.label(r), locale)),
      ...Object.fromEntries(
        columns.values.map((_, j) => [`c${j}`, Float64Array.from(cells, (own) => own[j] ?? Number.NaN)])
      )
    },
    {
      locale,
      caption,
      fields: [
        {name: "row", label: corner},
        ...columns.values.map((c, j) => ({
          name: `c${j}`,
          label: columns.label(c),
          align: "right" as const,
          render: (v: never) => heat(v, {text: format(v), max})
        }))
      ]
    }
  );
}
