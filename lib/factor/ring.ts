import {columns, type Slot, whole} from "./slots.js";

/** The last `days` rows of a panel, a row a day of one value an asset; rows before the first push are NaN. */
export class Ring {
  private readonly values: Float64Array;
  private readonly newest = Int32Array.of(-1);

  constructor(
    readonly days: number,
    readonly assets: number
  ) {
    if (!(Number.isInteger(days) && days > 0))
      throw new RangeError(`days must be a positive whole number, got ${days}`);
    this.values = new Float64Array(days * assets).fill(Number.NaN);
  }

  /** Copies today's row in; the oldest one is forgotten. */
  push(row: Float64Array): void {
    const at = ((this.newest[0] as number) + 1) % this.days;
    this.newest[0] = at;
    this.values.set(row, at * this.assets);
  }

  /** The row of `age` days ago, 0 the newest; a view that the next pushes overwrite. */
  row(age: number): Float64Array {
    if (!(age >= 0 && age < this.days)) throw new RangeError(`age must be below ${this.days}, got ${age}`);
    const at = ((((this.newest[0] as number) - age) % this.days) + this.days) % this.days;
    return this.values.subarray(at * this.assets, (at + 1) * this.assets);
  }

  slots(): Slot[] {
    return [{array: this.values, assets: this.assets}, ...whole(columns(this.newest))];
  }
}
