/**
 * Compound return of each fund over rows `from` to `to` inclusive of its daily returns (funds × rows); NaN where the
 * span leaves the panel or a day in it is missing.
 */
export function spanReturn(
  returns: ArrayLike<number>,
  {
    funds,
    rows,
    from,
    to
  }: {readonly funds: number; readonly rows: number; readonly from: number; readonly to: number}
): Float64Array {
  if (returns.length !== funds * rows)
    throw new RangeError(`returns must hold ${funds} × ${rows} values, got ${returns.length}`);
  const out = new Float64Array(funds).fill(Number.NaN);
  if (from < 0 || to >= rows || from > to) return out;
  for (let f = 0; f < funds; f++) {
    let growth = 1;
    for (let t = from; t <= to; t++) growth *= 1 + (returns[f * rows + t] as number);
    out[f] = growth - 1;
  }
  return out;
}

/** Values less their mean over the peers: those with a value for which `isPeer` holds. NaN without any peer. */
export function overPeers(x: ArrayLike<number>, isPeer: (fund: number) => boolean): Float64Array {
  let [sum, n] = [0, 0];
  for (let f = 0; f < x.length; f++) {
    if (!isPeer(f) || Number.isNaN(x[f] as number)) continue;
    sum += x[f] as number;
    n++;
  }
  return Float64Array.from(x, (v) => (n > 0 ? v - sum / n : Number.NaN));
}
