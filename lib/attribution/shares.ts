/**
 * Shares of each group among what is grouped (rows × groups), each row summing to 1, from weights (rows × columns):
 * `group[c]` is the group of column c, −1 for none, and a missing weight counts as nothing. A row without any
 * grouped weight above `least` is NaN. Throws on wrong sizes and groups out of range.
 */
export function groupShares(
  weights: ArrayLike<number>,
  {
    group,
    groups,
    least = 1e-6
  }: {readonly group: ArrayLike<number>; readonly groups: number; readonly least?: number}
): Float64Array {
  const columns = group.length;
  if (columns === 0 || weights.length % columns !== 0)
    throw new RangeError(`weights must hold rows × ${columns} values, got ${weights.length}`);
  for (let c = 0; c < columns; c++) {
    if (!((group[c] as number) >= -1 && (group[c] as number) < groups))
      throw new RangeError(`group must be from -1 to ${groups - 1}, got ${group[c]}`);
  }
  const rows = weights.length / columns;
  const shares = new Float64Array(rows * groups);
  for (let r = 0; r < rows; r++) {
    let total = 0;
    for (let c = 0; c < columns; c++) {
      const [g, w] = [group[c] as number, weights[r * columns + c] as number];
      if (g < 0 || Number.isNaN(w)) continue;
      shares[r * groups + g] = (shares[r * groups + g] as number) + w;
      total += w;
    }
    for (let g = 0; g < groups; g++)
      shares[r * groups + g] = total > least ? (shares[r * groups + g] as number) / total : Number.NaN;
  }
  return shares;
}

/** Weighted mean of rows (rows × columns); rows that hold NaN or whose weight is not positive are left out. */
export function meanShares(
  shares: ArrayLike<number>,
  columns: number,
  weight: (row: number) => number = () => 1
): Float64Array {
  const mean = new Float64Array(columns);
  let total = 0;
  for (let r = 0; r * columns < shares.length; r++) {
    const w = weight(r);
    let sum = 0;
    for (let c = 0; c < columns; c++) sum += shares[r * columns + c] as number;
    if (!(w > 0) || Number.isNaN(sum)) continue;
    total += w;
    for (let c = 0; c < columns; c++) mean[c] = (mean[c] as number) + w * (shares[r * columns + c] as number);
  }
  return mean.map((m) => (total > 0 ? m / total : Number.NaN));
}
