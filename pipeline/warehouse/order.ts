import type {Dictionary} from "./columns.js";

/** Place among `words`, which are all different, of each row's text; −1 where it is null or not one of them. */
export function placesIn({codes, values}: Dictionary, words: readonly string[]): Int32Array {
  const at = new Map(words.map((w, i) => [w, i]));
  const places = Int32Array.from(values, (v) => at.get(v) ?? -1);
  const out = new Int32Array(codes.length);
  for (let i = 0; i < out.length; i++) out[i] = places[codes[i] as number] ?? -1;
  return out;
}

/** Row of each calendar day from the first to the last of some trading days, ascending; −1 for the days between. */
export function rowsOf(days: Int32Array): Int32Array {
  const first = days[0] ?? 0;
  const rows = new Int32Array((days.at(-1) ?? first - 1) - first + 1).fill(-1);
  for (let t = 0; t < days.length; t++) rows[(days[t] as number) - first] = t;
  return rows;
}

/**
 * Order of a query's rows by day, then by column (whole numbers from 0; rows of a negative one are left out), by
 * counting; undefined where all stand so already. Cheaper than ORDER BY, which sorts all columns of a wide table.
 */
export function orderOf(day: Int32Array, col: ArrayLike<number>): Int32Array | undefined {
  const n = day.length;
  let k = 0;
  while (k < n && (col[k] as number) >= 0 && (k === 0 || before(day, col, k - 1, k))) k++;
  if (k === n) return undefined;
  const first = day.reduce((a, d) => (d < a ? d : a), day[0] as number);
  const own = Int32Array.from({length: n}, (_, i) => i).filter((i) => (col[i] as number) >= 0);
  return countingSort(
    countingSort(own, (i) => col[i] as number),
    (i) => (day[i] as number) - first
  );
}

const before = (day: Int32Array, col: ArrayLike<number>, a: number, b: number): boolean =>
  (day[a] as number) < (day[b] as number) || (day[a] === day[b] && (col[a] as number) <= (col[b] as number));

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
