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
  return Float64Array.from(now, (x, s) => {
    const y = then[s] as ArrayLike<number>;
    let [w, mx, my] = [0, 0, 0];
    for (let k = 0; k < match.length; k++) {
      const v = weight[k] as number;
      const m = match[k] as number;
      if (m < 0 || !(v > 0)) continue;
      w += v;
      mx += v * (x[k] as number);
      my += v * (y[m] as number);
    }
    mx /= w;
    my /= w;
    let [xx, yy, xy] = [0, 0, 0];
    for (let k = 0; k < match.length; k++) {
      const v = weight[k] as number;
      const m = match[k] as number;
      if (m < 0 || !(v > 0)) continue;
      const dx = (x[k] as number) - mx;
      const dy = (y[m] as number) - my;
      xx += v * dx * dx;
      yy += v * dy * dy;
      xy += v * dx * dy;
    }
    return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Number.NaN;
  });
}
