import {drift} from "./drift.js";

export interface SparseWeights {
  /** Rows of the panel on which weights are known, ascending. */
  readonly row: ArrayLike<number>;
  /** Known weights, one row an entry of `row` × columns. */
  readonly weight: ArrayLike<number>;
}

/**
 * Weights at the close of every row from those of some rows (rows × columns): as they are where known, drifted by the
 * column returns (rows × columns; a missing one counts as zero) in between and after, NaN before the first. Weights
 * older than `most` rows end in NaN. Row t reads nothing later than t. Throws where rows do not ascend or sizes differ.
 */
export function dailyWeights(
  {row, weight}: SparseWeights,
  returns: ArrayLike<number>,
  {rows, columns, most = 130}: {readonly rows: number; readonly columns: number; readonly most?: number}
): Float64Array {
  if (weight.length !== row.length * columns)
    throw new RangeError(`weight must hold ${row.length} × ${columns} values, got ${weight.length}`);
  if (returns.length !== rows * columns)
    throw new RangeError(`returns must hold ${rows} × ${columns} values, got ${returns.length}`);
  const daily = new Float64Array(rows * columns).fill(Number.NaN);
  const growth = new Float64Array(columns);
  const at = (t: number): Float64Array => daily.subarray(t * columns, (t + 1) * columns);
  for (let k = 0; k < row.length; k++) {
    const first = row[k] as number;
    const next = k + 1 < row.length ? (row[k + 1] as number) : rows;
    if (!(next > first)) throw new RangeError(`row must ascend, got ${next} after ${first}`);
    for (let c = 0; c < columns; c++) daily[first * columns + c] = weight[k * columns + c] as number;
    for (let t = first + 1; t < Math.min(next, first + most + 1, rows); t++) {
      for (let c = 0; c < columns; c++) {
        const r = returns[t * columns + c] as number;
        growth[c] = Number.isNaN(r) ? 1 : 1 + r;
      }
      drift(at(t - 1), growth, at(t));
    }
  }
  return daily;
}
