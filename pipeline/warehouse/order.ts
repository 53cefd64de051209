/**
 * Places of a query's rows in ascending order of day, then of column (whole numbers from 0), by counting; undefined
 * where they already stand so. Cheaper than ORDER BY, which the database does over all columns of a wide table.
 */
export function orderOf(day: Int32Array, col: ArrayLike<number>): Int32Array | undefined {
  const n = day.length;
  let k = 1;
  while (k < n && before(day, col, k - 1, k)) k++;
  if (k >= n) return undefined;
  const first = day.reduce((a, d) => (d < a ? d : a), day[0] as number);
  const own = Int32Array.from({length: n}, (_, i) => i);
  return countingSort(
    countingSort(own, (i) => col[i] as number),
    (i) => (day[i] as number) - first
  );
}

const before = (day: Int32Array, col: ArrayLike<number>, a: number, b: number): boolean =>
  (day[a] as number) < (day[b] as number) ||
  (day[a] === day[b] && (col[a] as number) <= (col[b] as number));

/** Stable: rows of one key keep their order. */
function countingSort(rows: Int32Array, key: (row: number) => number): Int32Array {
  let most = 0;
  for (const row of rows) most = Math.max(most, key(row));
  const start = new Int32Array(most + 2);
  for (const row of rows) start[key(row) + 1] = (start[key(row) + 1] as number) + 1;
  for (let v = 1; v < start.length; v++) start[v] = (start[v] as number) + (start[v - 1] as number);
  const sorted = new Int32Array(rows.length);
  for (const row of rows) {
    const v = key(row);
    sorted[start[v] as number] = row;
    start[v] = (start[v] as number) + 1;
  }
  return sorted;
}

/** The rows of a column in an order; the column itself where the order is undefined. */
export function gather<T extends Float64Array | Int32Array | Uint8Array>(column: T, order?: Int32Array): T {
  if (!order) return column;
  const out = new (column.constructor as new (length: number) => T)(order.length);
  for (let k = 0; k < order.length; k++) out[k] = column[order[k] as number] as number;
  return out;
}
