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
  const own: number[] = [];
  for (let k = 0; k < match.length; k++)
    if ((match[k] as number) >= 0 && (weight[k] as number) > 0) own.push(k);
  const rows = Int32Array.from(own);
  const partner = rows.map((k) => match[k] as number);
  const v = Float64Array.from(rows, (k) => weight[k] as number);
  const [a, b] = [new Float64Array(v.length), new Float64Array(v.length)];
  return Float64Array.from(now, (x, s) => {
    gather(a, x, rows);
    gather(b, then[s] as ArrayLike<number>, partner);
    return weightedCorrelation(a, b, v);
  });
}

function gather(out: Float64Array, from: ArrayLike<number>, rows: Int32Array): void {
  for (let p = 0; p < rows.length; p++) out[p] = from[rows[p] as number] as number;
}

function weightedCorrelation(x: Float64Array, y: Float64Array, v: Float64Array): number {
  let [w, mx, my] = [0, 0, 0];
  for (let p = 0; p < v.length; p++) {
    w += v[p] as number;
    mx += (v[p] as number) * (x[p] as number);
    my += (v[p] as number) * (y[p] as number);
  }
  mx /= w;
  my /= w;
  let [xx, yy, xy] = [0, 0, 0];
  for (let p = 0; p < v.length; p++) {
    const dx = (x[p] as number) - mx;
    const dy = (y[p] as number) - my;
    xx += (v[p] as number) * dx * dx;
    yy += (v[p] as number) * dy * dy;
    xy += (v[p] as number) * dx * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Number.NaN;
}
