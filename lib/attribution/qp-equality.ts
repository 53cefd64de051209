import {AT_LOWER, FREE, type QpProblem, type QpWorkspace} from "./qp-workspace.js";

/** A pivot this small beside its diagonal means that the block is singular. */
const PIVOT = 1e-11;

/**
 * Minimises over the free variables with the others on their bounds and the budget met where it is active. Writes the
 * solution to `target` and the budget's multiplier to `mu`. False where the free block is singular, or where the budget
 * is active and no variable is free to meet it.
 */
export function solveEquality({q, c, lower, upper, budget}: QpProblem, work: QpWorkspace): boolean {
  const {n, state, free, fixed, u, v, target} = work;
  const standing = state[n] as number;
  let [count, away] = [0, 0];
  let rest = standing === AT_LOWER ? budget[0] : budget[1];
  for (let i = 0; i < n; i++) {
    const s = state[i] as number;
    if (s === FREE) free[count++] = i;
    else {
      const bound = (s === AT_LOWER ? lower[i] : upper[i]) as number;
      target[i] = bound;
      rest -= bound;
      if (bound !== 0) fixed[away++] = i;
    }
  }
  work.count = count;
  work.mu = 0;
  if (count === 0) return standing === FREE;
  for (let a = 0; a < count; a++) {
    const i = free[a] as number;
    let sum = c[i] as number;
    const row = i * n;
    for (let b = 0; b < away; b++) {
      const j = fixed[b] as number;
      sum -= (q[row + j] as number) * (target[j] as number);
    }
    u[a] = sum;
    v[a] = 1;
  }
  if (!factorise(q, work)) return false;
  forward(work, u);
  if (standing !== FREE) {
    forward(work, v);
    let [uv, vv] = [0, 0];
    for (let a = 0; a < count; a++) {
      uv += (u[a] as number) * (v[a] as number);
      vv += (v[a] as number) ** 2;
    }
    work.mu = (rest - uv) / vv;
    for (let a = 0; a < count; a++) u[a] = (u[a] as number) + work.mu * (v[a] as number);
  }
  backward(work, u);
  for (let a = 0; a < count; a++) target[free[a] as number] = u[a] as number;
  return true;
}

/** Writes the gradient Qx − c at `x` to `gradient`; gives the size of its largest term, the scale of its rounding. */
export function gradientAt({q, c}: QpProblem, {n, gradient}: QpWorkspace, x: Float64Array): number {
  let size = Number.MIN_VALUE;
  for (let i = 0; i < n; i++) {
    let sum = -(c[i] as number);
    const row = i * n;
    for (let j = 0; j < n; j++) sum += (q[row + j] as number) * (x[j] as number);
    gradient[i] = sum;
    size = Math.max(size, Math.abs(c[i] as number), Math.abs((q[row + i] as number) * (x[i] as number)));
  }
  return size;
}

/** Cholesky factor of the free block, rows `n` apart; false at a pivot that is not positive. */
function factorise(q: Float64Array, {n, free, factor, count}: QpWorkspace): boolean {
  for (let a = 0; a < count; a++) {
    const row = a * n;
    const from = (free[a] as number) * n;
    for (let b = 0; b < a; b++) {
      const other = b * n;
      let sum = q[from + (free[b] as number)] as number;
      for (let k = 0; k < b; k++) sum -= (factor[row + k] as number) * (factor[other + k] as number);
      factor[row + b] = sum / (factor[other + b] as number);
    }
    const diagonal = q[from + (free[a] as number)] as number;
    let pivot = diagonal;
    for (let k = 0; k < a; k++) pivot -= (factor[row + k] as number) ** 2;
    if (!(pivot > PIVOT * diagonal)) return false;
    factor[row + a] = Math.sqrt(pivot);
  }
  return true;
}

function forward({n, factor, count}: QpWorkspace, y: Float64Array): void {
  for (let a = 0; a < count; a++) {
    const row = a * n;
    let sum = y[a] as number;
    for (let k = 0; k < a; k++) sum -= (factor[row + k] as number) * (y[k] as number);
    y[a] = sum / (factor[row + a] as number);
  }
}

function backward({n, factor, count}: QpWorkspace, y: Float64Array): void {
  for (let a = count - 1; a >= 0; a--) {
    const value = (y[a] as number) / (factor[a * n + a] as number);
    y[a] = value;
    const row = a * n;
    for (let k = 0; k < a; k++) y[k] = (y[k] as number) - (factor[row + k] as number) * value;
  }
}

/** Whether the block of free variables, on the plane of an active budget, is definite: the minimiser is the only one. */
export function isDefinite({q}: QpProblem, work: QpWorkspace): boolean {
  const {n, free, state} = work;
  let count = 0;
  for (let i = 0; i < n; i++) if (state[i] === FREE) free[count++] = i;
  work.count = count;
  if (state[n] === FREE) return factorise(q, work);
  let scale = 0;
  for (let a = 0; a < count; a++) scale = Math.max(scale, q[(free[a] as number) * (n + 1)] as number);
  const lifted = q.slice();
  for (let i = 0; i < n * n; i++) lifted[i] = (lifted[i] as number) + scale;
  return factorise(lifted, work);
}

/**
 * Change of the free variables for a change of c, the active set and its factor being those of the last system solved;
 * the others stay on their bounds, and an active budget keeps the sum. Written to `target`.
 */
export function response(work: QpWorkspace, change: Float64Array): Float64Array {
  const {n, state, free, count, u, v, target} = work;
  target.fill(0);
  for (let a = 0; a < count; a++) {
    u[a] = change[free[a] as number] as number;
    v[a] = 1;
  }
  forward(work, u);
  if (state[n] !== FREE) {
    forward(work, v);
    let [uv, vv] = [0, 0];
    for (let a = 0; a < count; a++) {
      uv += (u[a] as number) * (v[a] as number);
      vv += (v[a] as number) ** 2;
    }
    for (let a = 0; a < count; a++) u[a] = (u[a] as number) - (uv / vv) * (v[a] as number);
  }
  backward(work, u);
  for (let a = 0; a < count; a++) target[free[a] as number] = u[a] as number;
  return target;
}
