import {STYLES} from "../../../lib/factor/styles.js";
import type {Column, Columns} from "../../warehouse/columns.js";
import type {Classification} from "./classification.js";
import type {CrossSectionDay} from "./cross-section-day.js";

/** Collects exposures of many days as columns of the table. */
export class ExposureBatch {
  rows = 0;
  private readonly date: Int32Array;
  private readonly code: Int32Array;
  private readonly weight: Float64Array;
  private readonly member: Uint8Array;
  private readonly industry: readonly Int32Array[];
  private readonly style: readonly Float64Array[];

  constructor(readonly capacity: number) {
    this.date = new Int32Array(capacity);
    this.code = new Int32Array(capacity);
    this.weight = new Float64Array(capacity);
    this.member = new Uint8Array(capacity);
    this.industry = [new Int32Array(capacity), new Int32Array(capacity)];
    this.style = STYLES.map(() => new Float64Array(capacity));
  }

  /** Appends a day. Exposures are kept to 24 bits (float32): half the room, errors of 1e-7 standard deviations. */
  add(
    day: number,
    {n, col, weight, member, exposures}: CrossSectionDay,
    groups: readonly (Int16Array | undefined)[]
  ): void {
    const at = this.rows;
    this.date.fill(day, at, at + n);
    this.code.set(col.subarray(0, n), at);
    this.weight.set(weight.subarray(0, n), at);
    this.member.set(member.subarray(0, n), at);
    exposures.forEach((x, s) => {
      const to = this.style[s] as Float64Array;
      for (let k = 0; k < n; k++) to[at + k] = Math.fround(x[k] as number);
    });
    this.industry.forEach((to, g) => {
      const group = groups[g];
      for (let k = 0; k < n; k++) to[at + k] = group ? (group[col[k] as number] as number) : -1;
    });
    this.rows += n;
  }

  columns(codes: readonly string[], [first, second]: readonly (Classification | undefined)[]): Columns {
    const rows = this.rows;
    const text = (column: Int32Array | undefined, of: Classification | undefined): Column => ({
      codes: (column as Int32Array).subarray(0, rows),
      values: of?.industries ?? []
    });
    return {
      date: this.date.subarray(0, rows),
      code: {codes: this.code.subarray(0, rows), values: codes},
      ...Object.fromEntries(
        STYLES.map(({name}, s) => [name, (this.style[s] as Float64Array).subarray(0, rows)])
      ),
      industry: text(this.industry[0], first),
      industry_csc37: text(this.industry[1], second),
      weight: this.weight.subarray(0, rows),
      in_estimation: this.member.subarray(0, rows)
    };
  }
}
