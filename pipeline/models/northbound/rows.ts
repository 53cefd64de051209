import {type Column, dictionaryOf} from "../../warehouse/columns.js";

/** Gathers rows of days, texts and numbers, and gives them as columns of a table. */
export class Rows<D extends string, T extends string, N extends string> {
  private readonly values: readonly (readonly [name: D | N, values: number[]])[];
  private readonly words: readonly (readonly [name: T, values: string[]])[];

  constructor(
    private readonly days: readonly D[],
    texts: readonly T[],
    numbers: readonly N[]
  ) {
    this.values = [...days, ...numbers].map((name) => [name, []]);
    this.words = texts.map((name) => [name, []]);
  }

  add(row: Readonly<Record<D | N, number> & Record<T, string>>): void {
    for (const [name, values] of this.values) values.push(row[name]);
    for (const [name, values] of this.words) values.push(row[name]);
  }

  columns(): Record<string, Column> {
    const columns: Record<string, Column> = {};
    this.values.forEach(([name, values], k) => {
      columns[name] = k < this.days.length ? new Int32Array(values) : new Float64Array(values);
    });
    for (const [name, values] of this.words) columns[name] = dictionaryOf(values);
    return columns;
  }
}
