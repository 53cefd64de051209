import type {Columns, Dictionary} from "../../warehouse/columns.js";

type Cells = Float64Array | Int32Array | Uint8Array;
const LEAST = 1024;

type Kind = "number" | "day" | "flag" | "code";

/** Growing columns of numbers, days, flags and dictionary codes: rows are set cell by cell, without allocation. */
export class Rows {
  rows = 0;
  private capacity = 0;
  private readonly cells = new Map<string, Cells>();

  /** `shape` names each column's kind; `words` gives the dictionary of each `code` column. */
  constructor(
    private readonly shape: Readonly<Record<string, Kind>>,
    private readonly words: Readonly<Record<string, readonly string[]>>
  ) {
    this.reserve(1);
  }

  /** The cells of a column; valid until the next `reserve`. */
  of(name: string): Cells {
    if (this.capacity === 0) this.reserve(1);
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
    this.capacity = Math.max(this.rows + count, Math.ceil(1.6 * this.capacity), LEAST);
    for (const [name, kind] of Object.entries(this.shape)) {
      const grown = cellsOf(kind, this.capacity);
      const old = this.cells.get(name);
      if (old) grown.set(old.subarray(0, this.rows));
      this.cells.set(name, grown);
    }
  }

  /** The rows as table columns, and starts anew with fresh cells. */
  take(): Columns {
    const columns: Record<string, Cells | Dictionary> = {};
    for (const [name, kind] of Object.entries(this.shape)) {
      const cells = this.of(name).subarray(0, this.rows);
      columns[name] = kind === "code" ? {codes: cells as Int32Array, values: this.words[name] ?? []} : cells;
    }
    this.cells.clear();
    this.capacity = 0;
    this.rows = 0;
    return columns;
  }
}

function cellsOf(kind: Kind, capacity: number): Cells {
  if (kind === "number") return new Float64Array(capacity);
  if (kind === "flag") return new Uint8Array(capacity);
  return new Int32Array(capacity);
}
