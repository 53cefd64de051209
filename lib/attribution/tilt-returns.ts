export interface Tilts {
  /** Rows of the panel on which tilts are known, ascending. */
  readonly row: ArrayLike<number>;
  /** Exposures times weights, a run of one value a style for each entry of `row`. */
  readonly tilt: ArrayLike<number>;
}

/**
 * What style tilts earn by row: Σ x f, the tilts being the last known before the row, which stand still for at most
 * `most` rows. `returns` are the styles', rows × styles; one without a return that day earns zero, as an industry does in
 * `allocation`. Rows without any, or without tilts, are NaN. Row t reads no tilt of t or later. Throws on wrong sizes and
 * on rows that do not ascend.
 */
export function tiltReturns(
  {row, tilt}: Tilts,
  returns: ArrayLike<number>,
  {rows, styles, most = 130}: {readonly rows: number; readonly styles: number; readonly most?: number}
): Float64Array {
  if (tilt.length !== row.length * styles)
    throw new RangeError(`tilt must hold ${row.length} × ${styles} values, got ${tilt.length}`);
  if (returns.length !== rows * styles)
    throw new RangeError(`returns must hold ${rows} × ${styles} values, got ${returns.length}`);
  const out = new Float64Array(rows).fill(Number.NaN);
  for (let k = 0; k < row.length; k++) {
    const first = row[k] as number;
    const next = k + 1 < row.length ? (row[k + 1] as number) : rows - 1;
    if (k + 1 < row.length && !(next > first))
      throw new RangeError(`row must ascend, got ${next} after ${first}`);
    for (let t = first + 1; t <= Math.min(next, first + most + 1); t++) {
      let [sum, priced] = [0, 0];
      for (let s = 0; s < styles; s++) {
        const f = returns[t * styles + s] as number;
        if (Number.isNaN(f)) continue;
        priced++;
        sum += (tilt[k * styles + s] as number) * f;
      }
      if (priced > 0) out[t] = sum;
    }
  }
  return out;
}
