export interface Eigen {
  /** Ascending. */
  readonly values: Float64Array;
  /** n × n row-major; column k belongs to value k, of unit length. */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and vectors of a symmetric matrix (n × n, row-major; the lower half is read): Householder
 * tridiagonalisation and implicit QL (Bowdler, Martin, Reinsch and Wilkinson 1968; the form of EISPACK's tred2 and
 * tql2). The sign of a vector is such that its largest component is positive. Throws when 60 sweeps do not settle.
 */
export function symmetricEigen(a: ArrayLike<number>, n: number): Eigen {
  if (a.length < n * n) throw new RangeError(`a must hold ${n} × ${n} values, got ${a.length}`);
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) v[i * n + j] = v[j * n + i] = a[i * n + j] as number;
  }
  const d = new Float64Array(n);
  const e = new Float64Array(n);
  if (n === 0) return {values: d, vectors: v};
  const scale = v.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
  if (scale > 0) for (let i = 0; i < v.length; i++) v[i] = (v[i] as number) / scale;
  tridiagonalise(v, d, e, n);
  iterate(v, d, e, n);
  for (let i = 0; i < n; i++) d[i] = (d[i] as number) * scale;
  return arrange(v, d, n);
}

/** Leaves the basis in the rows of `v`, so that its columns run along memory here and in `iterate`. */
function tridiagonalise(v: Float64Array, d: Float64Array, e: Float64Array, n: number): void {
  for (let j = 0; j < n; j++) d[j] = v[j * n + n - 1] as number;
  for (let i = n - 1; i > 0; i--) {
    let scale = 0;
    let h = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(d[k] as number);
    if (scale === 0) {
      e[i] = d[i - 1] as number;
      for (let j = 0; j < i; j++) {
        d[j] = v[j * n + i - 1] as number;
        v[j * n + i] = v[i * n + j] = 0;
      }
    } else {
      for (let k = 0; k < i; k++) {
        d[k] = (d[k] as number) / scale;
        h += (d[k] as number) ** 2;
      }
      const f = d[i - 1] as number;
      const g = f > 0 ? -Math.sqrt(h) : Math.sqrt(h);
      e[i] = scale * g;
      h -= f * g;
      d[i - 1] = f - g;
      for (let j = 0; j < i; j++) e[j] = 0;
      for (let j = 0; j < i; j++) {
        const fj = d[j] as number;
        v[i * n + j] = fj;
        let gj = (e[j] as number) + (v[j * n + j] as number) * fj;
        for (let k = j + 1; k < i; k++) {
          const vk = v[j * n + k] as number;
          gj += vk * (d[k] as number);
          e[k] = (e[k] as number) + vk * fj;
        }
        e[j] = gj;
      }
      let dot = 0;
      for (let j = 0; j < i; j++) {
        e[j] = (e[j] as number) / h;
        dot += (e[j] as number) * (d[j] as number);
      }
      const hh = dot / (h + h);
      for (let j = 0; j < i; j++) e[j] = (e[j] as number) - hh * (d[j] as number);
      for (let j = 0; j < i; j++) {
        const fj = d[j] as number;
        const gj = e[j] as number;
        for (let k = j; k < i; k++) {
          v[j * n + k] = (v[j * n + k] as number) - (fj * (e[k] as number) + gj * (d[k] as number));
        }
        d[j] = v[j * n + i - 1] as number;
        v[j * n + i] = 0;
      }
    }
    d[i] = h;
  }
  for (let i = 0; i < n - 1; i++) {
    v[i * n + n - 1] = v[i * n + i] as number;
    v[i * n + i] = 1;
    const h = d[i + 1] as number;
    if (h !== 0) {
      for (let k = 0; k <= i; k++) d[k] = (v[(i + 1) * n + k] as number) / h;
      for (let j = 0; j <= i; j++) {
        let g = 0;
        for (let k = 0; k <= i; k++) g += (v[(i + 1) * n + k] as number) * (v[j * n + k] as number);
        for (let k = 0; k <= i; k++) v[j * n + k] = (v[j * n + k] as number) - g * (d[k] as number);
      }
    }
    for (let k = 0; k <= i; k++) v[(i + 1) * n + k] = 0;
  }
  for (let j = 0; j < n; j++) {
    d[j] = v[j * n + n - 1] as number;
    v[j * n + n - 1] = 0;
  }
  v[n * n - 1] = 1;
  for (let i = 1; i < n; i++) e[i - 1] = e[i] as number;
  e[n - 1] = 0;
}

/** Implicit QL; `rows` holds the vectors as rows, so that a rotation runs along memory. */
function iterate(rows: Float64Array, d: Float64Array, e: Float64Array, n: number): void {
  let shift = 0;
  let largest = 0;
  for (let l = 0; l < n; l++) {
    largest = Math.max(largest, Math.abs(d[l] as number) + Math.abs(e[l] as number));
    let m = l;
    while (m < n - 1 && Math.abs(e[m] as number) > Number.EPSILON * largest) m++;
    for (let sweep = 0; m > l && Math.abs(e[l] as number) > Number.EPSILON * largest; sweep++) {
      if (sweep > 60) throw new Error(`eigenvalue ${l} of ${n} did not settle in 60 sweeps`);
      const g0 = d[l] as number;
      const el = e[l] as number;
      let p = ((d[l + 1] as number) - g0) / (2 * el);
      let r = Math.sqrt(p * p + 1);
      if (p < 0) r = -r;
      d[l] = el / (p + r);
      d[l + 1] = el * (p + r);
      const dl1 = d[l + 1] as number;
      const h0 = g0 - (d[l] as number);
      for (let i = l + 2; i < n; i++) d[i] = (d[i] as number) - h0;
      shift += h0;
      p = d[m] as number;
      let [c, c2, c3, s, s2] = [1, 1, 1, 0, 0];
      const el1 = e[l + 1] as number;
      for (let i = m - 1; i >= l; i--) {
        c3 = c2;
        c2 = c;
        s2 = s;
        const ei = e[i] as number;
        const g = c * ei;
        const h = c * p;
        r = Math.sqrt(p * p + ei * ei);
        e[i + 1] = s * r;
        s = ei / r;
        c = p / r;
        p = c * (d[i] as number) - s * g;
        d[i + 1] = h + s * (c * g + s * (d[i] as number));
        const a = i * n;
        const b = a + n;
        for (let k = 0; k < n; k++) {
          const t = rows[b + k] as number;
          const u = rows[a + k] as number;
          rows[b + k] = s * u + c * t;
          rows[a + k] = c * u - s * t;
        }
      }
      p = (-s * s2 * c3 * el1 * (e[l] as number)) / dl1;
      e[l] = s * p;
      d[l] = c * p;
    }
    d[l] = (d[l] as number) + shift;
    e[l] = 0;
  }
}

function arrange(rows: Float64Array, d: Float64Array, n: number): Eigen {
  const order = Array.from({length: n}, (_, i) => i).sort((i, j) => (d[i] as number) - (d[j] as number));
  const values = Float64Array.from(order, (i) => d[i] as number);
  const vectors = new Float64Array(n * n);
  order.forEach((from, k) => {
    const row = rows.subarray(from * n, from * n + n);
    let top = 0;
    for (let i = 1; i < n; i++) if (Math.abs(row[i] as number) > Math.abs(row[top] as number)) top = i;
    const sign = (row[top] as number) < 0 ? -1 : 1;
    for (let i = 0; i < n; i++) vectors[i * n + k] = sign * (row[i] as number);
  });
  return {values, vectors};
}
