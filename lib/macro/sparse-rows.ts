/** A sparse matrix by rows: row i holds `value[k]` at `column[k]` for k from `start[i]` to `start[i + 1]`. */
export interface SparseRows {
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

/** out = A x of a sparse square matrix. */
export function multiplyRows({start, column, value}: SparseRows, x: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) {
    let s = 0;
    for (let e = start[i] as number; e < (start[i + 1] as number); e++)
      s += (value[e] as number) * (x[column[e] as number] as number);
    out[i] = s;
  }
}

/** x ← Tᵀ x; `work`, as long as x, is overwritten. */
export function transposeInto({start, column, value}: SparseRows, x: Float64Array, work: Float64Array): void {
  work.fill(0);
  for (let i = 0; i < x.length; i++) {
    const v = x[i] as number;
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      const j = column[e] as number;
      work[j] = (work[j] as number) + (value[e] as number) * v;
    }
  }
  x.set(work);
}

/** N ← Tᵀ N T of a full N (m × m); `half` is overwritten. */
export function pullBack(
  {start, column, value}: SparseRows,
  info: Float64Array,
  half: Float64Array,
  m: number
): void {
  half.fill(0);
  for (let i = 0; i < m; i++) {
    for (let e = start[i] as number; e < (start[i + 1] as number); e++) {
      const to = (column[e] as number) * m;
      const v = value[e] as number;
      for (let j = 0; j < m; j++) half[to + j] = (half[to + j] as number) + v * (info[i * m + j] as number);
    }
  }
  info.fill(0);
  for (let j = 0; j < m; j++) {
    for (let e = start[j] as number; e < (start[j + 1] as number); e++) {
      const to = column[e] as number;
      const v = value[e] as number;
      for (let i = 0; i < m; i++)
        info[i * m + to] = (info[i * m + to] as number) + v * (half[i * m + j] as number);
    }
  }
}
