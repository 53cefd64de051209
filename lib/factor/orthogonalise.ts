import {membersOf, type Yardstick} from "./standardise.js";

/**
 * Takes out of `y`, in place, what the columns `on` and a constant explain by weighted regression over the members;
 * the same coefficients serve the others. Afterwards Σ v y = Σ v y x = 0 over the members. 正交化
 * Regressors that depend on earlier ones are passed over. No column may hold NaN among the members.
 */
export function orthogonalise(
  y: Float64Array,
  on: readonly Float64Array[],
  sample: Pick<Yardstick, "n" | "member" | "rows"> & {readonly weight: Float64Array}
): void {
  const {n, weight, rows = membersOf(sample)} = sample;
  const members = {rows, weight};
  const means = on.map((x) => meanOf(x, members));
  const own = meanOf(y, members);
  const centred = (i: number) => ({x: on[i] as Float64Array, mean: means[i] as number});
  const p = on.length;
  const gram = on.map((_, i) => on.map((_, j) => dot(centred(i), centred(j), members)));
  const rhs = on.map((_, i) => dot(centred(i), {x: y, mean: own}, members));
  const slope = solve(gram, rhs, p);
  for (let k = 0; k < n; k++) y[k] = (y[k] as number) - own;
  for (let i = 0; i < p; i++) takeOut(y, centred(i), {slope: slope[i] as number, n});
}

interface Members {
  readonly rows: Int32Array;
  readonly weight: Float64Array;
}

function meanOf(x: Float64Array, {rows, weight}: Members): number {
  let w = 0;
  let m = 0;
  for (let r = 0; r < rows.length; r++) {
    const k = rows[r] as number;
    w += weight[k] as number;
    m += (weight[k] as number) * (x[k] as number);
  }
  return m / w;
}

/** A column and what its deviations are from. */
interface Centred {
  readonly x: Float64Array;
  readonly mean: number;
}

function dot({x: a, mean: ma}: Centred, {x: b, mean: mb}: Centred, {rows, weight}: Members): number {
  let s = 0;
  for (let r = 0; r < rows.length; r++) {
    const k = rows[r] as number;
    s += (weight[k] as number) * ((a[k] as number) - ma) * ((b[k] as number) - mb);
  }
  return s;
}

function takeOut(
  y: Float64Array,
  {x, mean}: Centred,
  {slope, n}: {readonly slope: number; readonly n: number}
): void {
  for (let k = 0; k < n; k++) y[k] = (y[k] as number) - slope * ((x[k] as number) - mean);
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
