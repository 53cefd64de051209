/** A·B of an n × k and a k × m matrix, row-major. */
export function product(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  {n, k, m}: {readonly n: number; readonly k: number; readonly m: number}
): Float64Array {
  if (a.length !== n * k) throw new RangeError(`a must hold ${n} × ${k} values, got ${a.length}`);
  if (b.length !== k * m) throw new RangeError(`b must hold ${k} × ${m} values, got ${b.length}`);
  const c = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < k; p++) {
      const v = a[i * k + p] as number;
      for (let j = 0; j < m; j++) c[i * m + j] = (c[i * m + j] as number) + v * (b[p * m + j] as number);
    }
  }
  return c;
}

/** xᵀ A x of a symmetric matrix (n × n, row-major). */
export function quadratic(a: ArrayLike<number>, x: ArrayLike<number>): number {
  const n = x.length;
  if (a.length !== n * n) throw new RangeError(`a must hold ${n} × ${n} values, got ${a.length}`);
  let total = 0;
  for (let i = 0; i < n; i++) {
    let s = 0;
    for (let j = 0; j < n; j++) s += (a[i * n + j] as number) * (x[j] as number);
    total += s * (x[i] as number);
  }
  return total;
}
