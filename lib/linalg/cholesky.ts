/**
 * Lower Cholesky factor of a symmetric positive definite matrix (n × n, row-major; the lower half is read), or
 * undefined where a pivot falls to `tolerance` of its diagonal or below: the matrix is not numerically definite.
 */
export function cholesky(
  a: ArrayLike<number>,
  n: number,
  {tolerance = 1e-14}: {tolerance?: number} = {}
): Float64Array | undefined {
  if (a.length < n * n) throw new RangeError(`a must hold ${n} × ${n} values, got ${a.length}`);
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let s = a[i * n + j] as number;
      for (let k = 0; k < j; k++) s -= (l[i * n + k] as number) * (l[j * n + k] as number);
      if (i !== j) l[i * n + j] = s / (l[j * n + j] as number);
      else if (s > tolerance * Math.abs(a[i * n + i] as number)) l[i * n + i] = Math.sqrt(s);
      else return undefined;
    }
  }
  return l;
}

/** Solves L Lᵀ x = b by a factor from `cholesky`. */
export function choleskySolve(l: Float64Array, n: number, b: ArrayLike<number>): Float64Array {
  if (b.length !== n) throw new RangeError(`b must hold ${n} values, got ${b.length}`);
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    let s = x[i] as number;
    for (let k = 0; k < i; k++) s -= (l[i * n + k] as number) * (x[k] as number);
    x[i] = s / (l[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    let s = x[i] as number;
    for (let k = i + 1; k < n; k++) s -= (l[k * n + i] as number) * (x[k] as number);
    x[i] = s / (l[i * n + i] as number);
  }
  return x;
}

/** Inverse of L Lᵀ (n × n, row-major, symmetric to the last bit). */
export function choleskyInverse(l: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  const unit = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    unit.fill(0);
    unit[j] = 1;
    const column = choleskySolve(l, n, unit);
    for (let i = j; i < n; i++) inverse[i * n + j] = inverse[j * n + i] = column[i] as number;
  }
  return inverse;
}
