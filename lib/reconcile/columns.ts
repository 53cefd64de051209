/** Row numbers in order of `values`, ties by row. NaN goes last. */
export function orderOf(values: ArrayLike<number>, direction: "ascending" | "descending"): number[] {
  const sign = direction === "ascending" ? 1 : -1;
  const at = (i: number): number => values[i] ?? Number.NaN;
  return Array.from({length: values.length}, (_, i) => i).sort((a, b) => {
    const [x, y] = [at(a), at(b)];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return sign * (x - y) || a - b;
  });
}

/** Sum of the values whose row passes; NaN is left out. */
export function sumWhere(values: ArrayLike<number>, pass: (row: number) => boolean): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (pass(i) && !Number.isNaN(value)) sum += value;
  }
  return sum;
}

/** Sum of all values; NaN is left out. */
export const sumOf = (values: ArrayLike<number>): number => sumWhere(values, () => true);

/** Row of `name`; throws where it is absent. */
export function rowOf(names: readonly string[], name: string): number {
  const row = names.indexOf(name);
  if (row < 0) throw new Error(`no row "${name}" among ${names.join(", ")}`);
  return row;
}

/** Value of column `values` in the row of `name`. */
export const cellOf = (names: readonly string[], values: ArrayLike<number>, name: string): number =>
  values[rowOf(names, name)] ?? Number.NaN;

/** Distinct values in order of first appearance. */
export const distinct = (names: readonly string[]): string[] => [...new Set(names)];
