import {type Columns, dayOf, NULL_DAY} from "../../pipeline/warehouse/columns.js";

export type Cell = string | number | null;

/** Columns from rows written as they are read: dates are ISO, null is missing, times are seconds. */
export function columnsFrom(rows: readonly Readonly<Record<string, Cell>>[]): Columns {
  const names = Object.keys(rows[0] ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const cells = rows.map((r) => r[name] ?? null);
      if (/date|period_end/.test(name)) {
        return [name, Int32Array.from(cells, (c) => (c === null ? NULL_DAY : dayOf(String(c))))];
      }
      if (name === "time") return [name, Int32Array.from(cells, Number)];
      const text = cells.some((c) => typeof c === "string");
      return [
        name,
        text
          ? cells.map((c) => (c === null ? null : String(c)))
          : Float64Array.from(cells, (c) => (c === null ? Number.NaN : Number(c)))
      ];
    })
  );
}
