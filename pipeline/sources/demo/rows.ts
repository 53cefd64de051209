import type {Columns, Dictionary} from "../../warehouse/columns.js";

type Cells = Float64Array | Int32Array | Uint8Array;
type Kind = "number" | "day" | "flag" | "code";

/** Growing columns of numbers, days, flags and dictionary codes: rows are set cell by cell, without allocation. */
export class Rows {
  rows = 0;
  private capacity: number;
  private readonly cells = new Map<string, Cells>();

  /** `shape` names each column's kind; `words` gives the dictionary of each `code` column. */
  constructor(
    private readonly shape: Readonly<Record<string, Kind>>,
    private readonly words: Readonly<Record<string, readonly string[]>>,
    capacity = 1024
  ) {
    this.capacity = capacity;
    for (const [name, kind] of Object.entries(shape)) this.cells.set(name, cellsOf(kind, capacity));
  }

  /** The cells of a column; valid until the next `reserve`. */
  of(name: string): Cells {
    const cells = this.cells.get(name);
    if (!cells) throw new Error(`no column "${name}"; there are ${Object.keys(this.shape).join(", ")}`);
    return cells;
  }

  /** Appends one row of values in the order of the shape. */
  push(...values: number[]): void {
    this.reserve(1);
    let at = 0;
    for (const cells of this.cells.values()) cells[this.rows] = values[at++] ?? Number.NaN;
    this.rows++;
  }

  /** Makes room for `count` more rows. */
  reserve(count: number): void {
    if (this.rows + count <= this.capacity) return;
    while (this.capacity < this.rows + count) this.capacity *= 2;
    for (const [name, kind] of Object.entries(this.shape)) {
      const grown = cellsOf(kind, this.capacity);
      grown.set(this.of(name).subarray(0, this.rows) as never);
      this.cells.set(name, grown);
    }
  }

  /** The rows as table columns, and starts anew with fresh cells. */
  take(): Columns {
    const columns: Record<string, Cells | Dictionary> = {};
    for (const [name, kind] of Object.entries(this.shape)) {
      const cells = this.of(name).subarray(0, this.rows);
      columns[name] = kind === "code" ? {codes: cells as Int32Array, values: this.words[name] ?? []} : cells;
      this.cells.set(name, cellsOf(kind, this.capacity));
    }
    this.rows = 0;
    return columns;
  }
}

function cellsOf(kind: Kind, capacity: number): Cells {
  if (kind === "number") return new Float64Array(capacity);
  if (kind === "flag") return new Uint8Array(capacity);
  return new Int32Array(capacity);
}
