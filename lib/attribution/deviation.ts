export type DeviationMeasure = "half-l1" | "l2" | "kl";

export interface DeviationOptions {
  readonly columns: number;
  /**
   * `half-l1`: ½Σ|w − m|, the share of the portfolio that would have to move, 0 to 1; `l2`: √Σ(w − m)²;
   * `kl`: Σ w ln(w/m), infinite where m is zero and w is not.
   */
  readonly measure?: DeviationMeasure;
}

/**
 * Distance of each row of sector shares (rows × columns) from a reference of the same columns (风格偏离度, methods S12):
 * one value a row, NaN where a share or the reference is missing. Throws on wrong sizes.
 */
export function deviation(
  shares: ArrayLike<number>,
  reference: ArrayLike<number>,
  {columns, measure = "half-l1"}: DeviationOptions
): Float64Array {
  if (reference.length !== columns)
    throw new RangeError(`reference must hold ${columns} values, got ${reference.length}`);
  if (shares.length % columns !== 0)
    throw new RangeError(`shares must hold rows × ${columns} values, got ${shares.length}`);
  const out = new Float64Array(shares.length / columns);
  for (let r = 0; r < out.length; r++) {
    let sum = 0;
    for (let c = 0; c < columns; c++) {
      const [w, m] = [shares[r * columns + c] as number, reference[c] as number];
      if (measure === "half-l1") sum += Math.abs(w - m) / 2;
      else if (measure === "l2") sum += (w - m) ** 2;
      else sum += w === 0 ? 0 * m : w * Math.log(w / m);
    }
    out[r] = measure === "l2" ? Math.sqrt(sum) : sum;
  }
  return out;
}
