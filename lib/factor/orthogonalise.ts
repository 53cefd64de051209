/**
 * Takes out of `y`, in place, what the columns `on` and a constant explain by weighted regression over the members;
 * the same coefficients serve the others. Afterwards Σ v y = Σ v y x = 0 over the members. 正交化
 * Regressors that depend on earlier ones are passed over. No column may hold NaN among the members.
 */
export function orthogonalise(
  y: Float64Array,
  on: readonly Float64Array[],
  {n, member, weight}: {readonly n: number; readonly member: Uint8Array; readonly weight: Float64Array}
): void {
  const mean = (x: Float64Array): number => {
    let [w, m] = [0, 0];
    for (let k = 0; k < n; k++) {
      if (member[k] !== 1) continue;
      w += weight[k] as number;
      m += (weight[k] as number) * (x[k] as number);
    }
    return m / w;
  };
  const dot = (a: Float64Array, ma: number, b: Float64Array, mb: number): number => {
    let s = 0;
    for (let k = 0; k < n; k++) {
      if (member[k] !== 1) continue;
      s += (weight[k] as number) * ((a[k] as number) - ma) * ((b[k] as number) - mb);
    }
    return s;
  };
  const means = on.map(mean);
  const own = mean(y);
  const p = on.length;
  const gram = on.map((a, i) => on.map((b, j) => dot(a, means[i] as number, b, means[j] as number)));
  const rhs = on.map((a, i) => dot(a, means[i] as number, y, own));
  const slope = solve(gram, rhs, p);
  for (let k = 0; k < n; k++) {
    let v = (y[k] as number) - own;
    for (let i = 0; i < p; i++) {
      v -= (slope[i] as number) * (((on[i] as Float64Array)[k] as number) - (means[i] as number));
    }
    y[k] = v;
  }
}

/** Gaussian elimination of a small positive semi-definite system; a dependent row gets coefficient 0. */
function solve(gram: number[][], rhs: number[], p: number): number[] {
  const a = gram.map((row, i) => [...row, rhs[i] as number]);
  const alive = a.map((row, i) => (row[i] as number) > 0);
  for (let i = 0; i < p; i++) {
    const pivot = a[i] as number[];
    if (!((pivot[i] as number) > 1e-10 * ((gram[i] as number[])[i] as number))) alive[i] = false;
    if (!alive[i]) continue;
    for (let j = i + 1; j < p; j++) {
      const row = a[j] as number[];
      const f = (row[i] as number) / (pivot[i] as number);
      for (let k = i; k <= p; k++) row[k] = (row[k] as number) - f * (pivot[k] as number);
    }
  }
  const x = new Array<number>(p).fill(0);
  for (let i = p - 1; i >= 0; i--) {
    if (!alive[i]) continue;
    const row = a[i] as number[];
    let s = row[p] as number;
    for (let k = i + 1; k < p; k++) s -= (row[k] as number) * (x[k] as number);
    x[i] = s / (row[i] as number);
  }
  return x;
}
