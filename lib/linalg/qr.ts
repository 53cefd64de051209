export interface LeastSquares {
  readonly coefficients: Float64Array;
  /** (XᵀX)⁻¹, p × p row-major. */
  readonly inverse: Float64Array;
  /** Columns that depend on earlier ones; their coefficients are NaN and the others are fitted without them. */
  readonly dropped: readonly number[];
}

/**
 * Least squares by Householder QR: minimises |y − Xb| for X of n rows × p columns, row-major.
 * A column whose part beyond the earlier ones is below `tolerance` of its length is dropped.
 */
export function leastSquares(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  p: number,
  {tolerance = 1e-10}: {tolerance?: number} = {}
): LeastSquares {
  const n = y.length;
  if (x.length !== n * p) throw new RangeError(`x must hold ${n} × ${p} values, got ${x.length}`);
  const columns = Array.from({length: p}, (_, j) =>
    Float64Array.from({length: n}, (_, i) => x[i * p + j] as number)
  );
  const rhs = Float64Array.from(y);
  const kept: number[] = [];
  const dropped: number[] = [];
  for (let j = 0; j < p; j++) {
    const column = columns[j] as Float64Array;
    const k = kept.length;
    const full = norm(
      Float64Array.from({length: n}, (_, i) => x[i * p + j] as number),
      0
    );
    const rest = k < n ? norm(column, k) : 0;
    if (!(rest > tolerance * full)) {
      dropped.push(j);
      continue;
    }
    const head = column[k] as number;
    const alpha = head > 0 ? -rest : rest;
    const v = column.slice();
    v.fill(0, 0, k);
    v[k] = head - alpha;
    for (let m = j; m < p; m++) reflect(columns[m] as Float64Array, v, k);
    reflect(rhs, v, k);
    kept.push(j);
  }
  const q = kept.length;
  const r = (i: number, j: number): number => (columns[kept[j] as number] as Float64Array)[i] as number;
  const back = (b: ArrayLike<number>): Float64Array => {
    const out = new Float64Array(q);
    for (let i = q - 1; i >= 0; i--) {
      let s = b[i] as number;
      for (let j = i + 1; j < q; j++) s -= r(i, j) * (out[j] as number);
      out[i] = s / r(i, i);
    }
    return out;
  };
  const coefficients = new Float64Array(p).fill(Number.NaN);
  back(rhs).forEach((b, i) => {
    coefficients[kept[i] as number] = b;
  });
  const inverse = new Float64Array(p * p).fill(Number.NaN);
  const roots = kept.map((_, i) => back(Float64Array.from({length: q}, (_, k) => (k === i ? 1 : 0))));
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) {
      let s = 0;
      for (const root of roots) s += (root[i] as number) * (root[j] as number);
      inverse[(kept[i] as number) * p + (kept[j] as number)] = s;
    }
  }
  return {coefficients, inverse, dropped};
}

function norm(v: Float64Array, from: number): number {
  let s = 0;
  for (let i = from; i < v.length; i++) s += (v[i] as number) ** 2;
  return Math.sqrt(s);
}

function reflect(target: Float64Array, v: Float64Array, from: number): void {
  let [vv, vt] = [0, 0];
  for (let i = from; i < v.length; i++) {
    vv += (v[i] as number) ** 2;
    vt += (v[i] as number) * (target[i] as number);
  }
  const scale = (2 * vt) / vv;
  for (let i = from; i < v.length; i++) target[i] = (target[i] as number) - scale * (v[i] as number);
}
