export interface ClusteredMean {
  readonly mean: number;
  readonly lo: number;
  readonly hi: number;
  /** Number of clusters with a value. */
  readonly clusters: number;
}

/**
 * Mean with an interval that lets values of one cluster move together (Liang and Zeger 1986, with the factor
 * G / (G − 1)): events of one day share the day's market. `cluster` holds whole numbers from 0. Missing values are left
 * out; the interval is NaN below two clusters.
 */
export function clusteredMean(
  x: ArrayLike<number>,
  cluster: ArrayLike<number>,
  {z = 1.959963984540054}: {readonly z?: number} = {}
): ClusteredMean {
  if (cluster.length !== x.length)
    throw new RangeError(`cluster must have ${x.length} values, got ${cluster.length}`);
  let [n, total, last] = [0, 0, -1];
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i] as number)) continue;
    n++;
    total += x[i] as number;
    last = Math.max(last, cluster[i] as number);
  }
  const mean = n === 0 ? Number.NaN : total / n;
  const sums = new Float64Array(last + 1);
  const seen = new Uint8Array(last + 1);
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i] as number)) continue;
    const c = cluster[i] as number;
    sums[c] = (sums[c] as number) + (x[i] as number) - mean;
    seen[c] = 1;
  }
  const clusters = seen.reduce((s, v) => s + v, 0);
  if (clusters < 2) return {mean, lo: Number.NaN, hi: Number.NaN, clusters};
  const squares = sums.reduce((s, v) => s + v * v, 0);
  const error = Math.sqrt((squares * clusters) / (clusters - 1)) / n;
  return {mean, lo: mean - z * error, hi: mean + z * error, clusters};
}
