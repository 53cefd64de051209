import {type Column, dictionaryOf} from "../../warehouse/columns.js";

/** Gathers rows of days, texts and numbers, and gives them as columns of a table. */
export class Rows<D extends string, T extends string, N extends string> {
  private readonly data: Record<string, (number | string)[]> = {};

  constructor(
    private readonly days: readonly D[],
    private readonly texts: readonly T[],
    private readonly numbers: readonly N[]
  ) {
    for (const name of [...days, ...texts, ...numbers]) this.data[name] = [];
  }

  add(row: Readonly<Record<D | N, number> & Record<T, string>>): void {
    for (const [name, value] of Object.entries<number | string>(row)) this.data[name]?.push(value);
  }

  columns(): Record<string, Column> {
    const columns: Record<string, Column> = {};
    for (const name of this.days) columns[name] = Int32Array.from(this.data[name] ?? [], Number);
    for (const name of this.texts) columns[name] = dictionaryOf((this.data[name] ?? []).map(String));
    for (const name of this.numbers) columns[name] = Float64Array.from(this.data[name] ?? [], Number);
    return columns;
  }
}
