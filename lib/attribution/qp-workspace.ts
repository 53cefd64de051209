/**
 * min ½ xᵀQx − cᵀx subject to lower ≤ x ≤ upper and budget[0] ≤ Σx ≤ budget[1].
 * `q` is n × n row-major, symmetric, positive semidefinite; bounds may be infinite.
 */
export interface QpProblem {
  readonly q: Float64Array;
  readonly c: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly budget: readonly [lo: number, hi: number];
}

/** Where each variable stands: on its lower bound, free, or on its upper bound. */
export const AT_LOWER = -1;
export const FREE = 0;
export const AT_UPPER = 1;

/** A multiplier of the wrong sign counts as zero up to this share of the gradient's largest term. */
export const SIGN = 1e-12;

/** Arrays that one solver reuses from problem to problem, so that a solution allocates nothing. */
export interface QpWorkspace {
  readonly n: number;
  readonly x: Float64Array;
  /** Qx − c. */
  readonly gradient: Float64Array;
  /** Standing of each variable, and last that of the budget: the active set, kept from one problem to the next. */
  readonly state: Int8Array;
  /** Free variables in order, `free.length` of which `count` are meant. */
  readonly free: Int32Array;
  /** Variables on bounds other than zero. */
  readonly fixed: Int32Array;
  /** Cholesky factor of the free block. */
  readonly factor: Float64Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly target: Float64Array;
  count: number;
  /** Multiplier of the budget. */
  mu: number;
}

export function qpWorkspace(n: number): QpWorkspace {
  if (!(Number.isInteger(n) && n > 0)) throw new RangeError(`n must be a whole number from 1, got ${n}`);
  const vector = (): Float64Array => new Float64Array(n);
  return {
    n,
    x: vector(),
    gradient: vector(),
    state: new Int8Array(n + 1),
    free: new Int32Array(n),
    fixed: new Int32Array(n),
    factor: new Float64Array(n * n),
    u: vector(),
    v: vector(),
    target: vector(),
    count: 0,
    mu: 0
  };
}
