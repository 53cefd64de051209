/**
 * Stability coefficient of factor exposures (因子稳定系数): weighted cross-sectional correlation of each column of `now`
 * with the column of `then`, over stocks in both. `match[k]` is the row of `then` that holds stock k of `now`, −1 where
 * it has none; weights are of `now`, and a stock of weight 0 does not count. NaN where fewer than two remain or a
 * column does not vary or is missing.
 */
export function stability(
  now: readonly ArrayLike<number>[],
  then: readonly ArrayLike<number>[],
  {match, weight}: {readonly match: ArrayLike<number>; readonly weight: ArrayLike<number>}
): Float64Array {
  if (now.length !== then.length)
    throw new RangeError(`then must hold ${now.length} columns, got ${then.length}`);
  const own = Int32Array.from({length: match.length}, (_, k) => k).filter(
    (k) => (match[k] as number) >= 0 && (weight[k] as number) > 0
  );
  const partner = own.map((k) => match[k] as number);
  const v = Float64Array.from(own, (k) => weight[k] as number);
  const w = v.reduce((sum, x) => sum + x, 0);
  return Float64Array.from(now, (x, s) => {
    const y = then[s] as ArrayLike<number>;
    let [mx, my] = [0, 0];
    for (let p = 0; p < own.length; p++) {
      mx += (v[p] as number) * (x[own[p] as number] as number);
      my += (v[p] as number) * (y[partner[p] as number] as number);
    }
    mx /= w;
    my /= w;
    let [xx, yy, xy] = [0, 0, 0];
    for (let p = 0; p < own.length; p++) {
      const dx = (x[own[p] as number] as number) - mx;
      const dy = (y[partner[p] as number] as number) - my;
      xx += (v[p] as number) * dx * dx;
      yy += (v[p] as number) * dy * dy;
      xy += (v[p] as number) * dx * dy;
    }
    return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Number.NaN;
  });
}
