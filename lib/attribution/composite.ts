/**
 * Return by row of a portfolio of industries at its weights of the row before: Σ w_{t−1} r_t, rows × columns in, one
 * value a row out. An industry without a return counts as zero; NaN on the first row, where a
 * weight is missing and where no industry has a return.
 */
export function compositeReturn(
  weight: ArrayLike<number>,
  returns: ArrayLike<number>,
  {rows, columns}: {readonly rows: number; readonly columns: number}
): Float64Array {
  for (const [name, x] of Object.entries({weight, returns}))
    if (x.length !== rows * columns)
      throw new RangeError(`${name} must hold ${rows} × ${columns} values, got ${x.length}`);
  const out = new Float64Array(rows).fill(Number.NaN);
  for (let t = 1; t < rows; t++) {
    let [sum, priced] = [0, 0];
    for (let c = 0; c < columns; c++) {
      const r = returns[t * columns + c] as number;
      const w = weight[(t - 1) * columns + c] as number;
      if (!Number.isNaN(r)) priced++;
      sum += Number.isNaN(r) ? 0 * w : w * r;
    }
    out[t] = priced > 0 ? sum : Number.NaN;
  }
  return out;
}
