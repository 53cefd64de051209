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
