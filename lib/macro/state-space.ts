import {checkModel, type FactorModel, lagsOf, ownStates} from "./dynamic-factor.js";
import type {SparseRows} from "./sparse-rows.js";

/** y_t = Z α_t, α_{t+1} = T α_t + η_t with Var η = Q; Z and T sparse, no noise but the state's. */
export interface StateSpace {
  readonly states: number;
  readonly series: number;
  readonly design: SparseRows;
  readonly transition: SparseRows;
  /** Q, states × states. */
  readonly noise: Float64Array;
  /** Covariance of the first state, whose mean is zero. */
  readonly start: Float64Array;
}

/** Variance with which a part starts that has no stationary law. */
const VAGUE = 1e4;

/** A factor model in state space: factors with their lags, then each series' own part. */
export function stateSpace(model: FactorModel): StateSpace {
  checkModel(model);
  const {factors: r, order, series: n, weights, quarterly} = model;
  const lags = lagsOf(model);
  const own = ownStates(model);
  const block = r * lags;
  const states = block + quarterly.reduce((sum, q) => sum + (q === 1 ? weights.length : 1), 0);
  const design: [number, number][][] = Array.from({length: n}, (_, i) => {
    const span = quarterly[i] === 1 ? weights : Float64Array.of(1);
    const at = own[i] as number;
    return Array.from(span).flatMap((w, j): [number, number][] => [
      ...Array.from({length: r}, (_, k): [number, number] => [
        j * r + k,
        w * (model.loadings[i * r + k] as number)
      ]),
      [at + j, w]
    ]);
  });
  const rows: [number, number][][] = Array.from({length: states}, () => []);
  for (let k = 0; k < r; k++) {
    for (let j = 0; j < r * order; j++) rows[k]?.push([j, model.transition[k * r * order + j] as number]);
  }
  for (let k = r; k < block; k++) rows[k]?.push([k - r, 1]);
  const noise = new Float64Array(states * states);
  const start = new Float64Array(states * states);
  for (let i = 0; i < r; i++)
    for (let j = 0; j < r; j++) noise[i * states + j] = model.innovation[i * r + j] as number;
  for (let i = 0; i < n; i++) {
    const at = own[i] as number;
    const rho = model.persistence[i] as number;
    const variance = model.variance[i] as number;
    noise[at * states + at] = variance;
    rows[at]?.push([at, rho]);
    const span = quarterly[i] === 1 ? weights.length : 1;
    for (let j = 1; j < span; j++) rows[at + j]?.push([at + j - 1, 1]);
    const level = Math.abs(rho) < 1 - 1e-10 ? variance / (1 - rho * rho) : VAGUE;
    for (let a = 0; a < span; a++) {
      for (let b = 0; b < span; b++) start[(at + a) * states + at + b] = level * rho ** Math.abs(a - b);
    }
  }
  const transition = sparse(rows);
  const companion = new Float64Array(block * block);
  for (let i = 0; i < block; i++) for (const [j, v] of rows[i] ?? []) companion[i * block + j] = v;
  const q = new Float64Array(block * block);
  for (let i = 0; i < r; i++) for (let j = 0; j < r; j++) q[i * block + j] = noise[i * states + j] as number;
  const stationary = stationaryCovariance(companion, q, block);
  for (let i = 0; i < block; i++) {
    for (let j = 0; j < block; j++)
      start[i * states + j] = stationary ? (stationary[i * block + j] as number) : i === j ? VAGUE : 0;
  }
  return {states, series: n, design: sparse(design), transition, noise, start};
}

/**
 * Covariance P = A P Aᵀ + Q of a stationary first-order process (n × n, row-major) by doubling; undefined where it
 * does not converge: a root of A on or outside the unit circle.
 */
export function stationaryCovariance(
  a: ArrayLike<number>,
  q: ArrayLike<number>,
  n: number
): Float64Array | undefined {
  let p = Float64Array.from(q);
  let power = Float64Array.from(a);
  for (let step = 0; step < 40; step++) {
    const grown = congruence(power, p, n);
    let [largest, change] = [0, 0];
    const next = p.map((v, i) => v + (grown[i] as number));
    next.forEach((v, i) => {
      largest = Math.max(largest, Math.abs(v));
      change = Math.max(change, Math.abs(grown[i] as number));
    });
    p = next;
    if (!Number.isFinite(largest)) return undefined;
    if (change <= 1e-16 * largest) return p;
    power = multiply(power, power, n);
  }
  return undefined;
}

function sparse(rows: readonly (readonly [number, number])[][]): SparseRows {
  const start = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    start[i + 1] = (start[i] as number) + row.length;
  });
  const entries = rows.flat();
  return {
    start,
    column: Int32Array.from(entries, ([j]) => j),
    value: Float64Array.from(entries, ([, v]) => v)
  };
}

function multiply(a: Float64Array, b: Float64Array, n: number): Float64Array<ArrayBuffer> {
  const c = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const v = a[i * n + k] as number;
      if (v === 0) continue;
      for (let j = 0; j < n; j++) c[i * n + j] = (c[i * n + j] as number) + v * (b[k * n + j] as number);
    }
  }
  return c;
}

/** A P Aᵀ. */
function congruence(a: Float64Array, p: Float64Array, n: number): Float64Array {
  const half = multiply(a, p, n);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let s = 0;
      for (let k = 0; k < n; k++) s += (half[i * n + k] as number) * (a[j * n + k] as number);
      out[i * n + j] = s;
    }
  }
  return out;
}
