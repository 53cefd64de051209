/**
 * Gram matrix of `count` columns of length `n` that lie one after another in `z` at distance `stride`, written to the
 * lower and upper half of `out` (count × count, row-major). Two columns by two at a time, so that each value read is
 * used twice.
 */
export function gram(
  z: Float64Array,
  out: Float64Array,
  {n, stride, count}: {readonly n: number; readonly stride: number; readonly count: number}
): void {
  for (let i = 0; i < count; i += 2) {
    const a = i * stride;
    const b = i + 1 < count ? a + stride : a;
    for (let j = 0; j <= i; j += 2) {
      const c = j * stride;
      const d = j + 1 < count ? c + stride : c;
      let [ac, ad, bc, bd] = [0, 0, 0, 0];
      for (let k = 0; k < n; k++) {
        const x = z[a + k] as number;
        const y = z[b + k] as number;
        const u = z[c + k] as number;
        const v = z[d + k] as number;
        ac += x * u;
        ad += x * v;
        bc += y * u;
        bd += y * v;
      }
      out[i * count + j] = out[j * count + i] = ac;
      if (j + 1 < count) out[i * count + j + 1] = out[(j + 1) * count + i] = ad;
      if (i + 1 < count) out[(i + 1) * count + j] = out[j * count + i + 1] = bc;
      if (i + 1 < count && j + 1 < count) out[(i + 1) * count + j + 1] = out[(j + 1) * count + i + 1] = bd;
    }
  }
}

/**
 * Adds `coefficients[j]` times column j of `z` (runs of `n` values at distance `stride`, `count` of them) to the `n`
 * values of `out` from `at` on. Four columns at a time, so that the sum is read and written a quarter as often.
 */
export function addColumns(
  out: Float64Array,
  at: number,
  z: Float64Array,
  {
    coefficients,
    n,
    stride,
    count
  }: {
    readonly coefficients: ArrayLike<number>;
    readonly n: number;
    readonly stride: number;
    readonly count: number;
  }
): void {
  let j = 0;
  for (; j + 3 < count; j += 4) {
    const [a, b, c, d] = [j * stride, (j + 1) * stride, (j + 2) * stride, (j + 3) * stride];
    const ca = coefficients[j] as number;
    const cb = coefficients[j + 1] as number;
    const cc = coefficients[j + 2] as number;
    const cd = coefficients[j + 3] as number;
    for (let k = 0; k < n; k++) {
      out[at + k] =
        (out[at + k] as number) +
        ca * (z[a + k] as number) +
        cb * (z[b + k] as number) +
        cc * (z[c + k] as number) +
        cd * (z[d + k] as number);
    }
  }
  for (; j < count; j++) {
    const a = j * stride;
    const ca = coefficients[j] as number;
    for (let k = 0; k < n; k++) out[at + k] = (out[at + k] as number) + ca * (z[a + k] as number);
  }
}
