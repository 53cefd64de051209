import {gradientAt} from "./qp-equality.js";
import {makeFeasible} from "./qp-feasible.js";
import {pivot} from "./qp-pivot.js";
import {descend} from "./qp-primal.js";
import {AT_LOWER, FREE, type QpProblem, type QpWorkspace, SIGN} from "./qp-workspace.js";

/** Steps after which the multiple falls to a tenth, and where it stops, as a share of Q's largest diagonal. */
const PATIENCE = 20;
const LEAST = 1e-9;

/**
 * Minimiser of a problem whose Q is singular, by the proximal point method (Rockafellar 1976): a small multiple of the
 * squared distance from the last point makes each step's problem definite, and the optimum of a step that does not move
 * is an optimum of the problem itself. The multiple falls every few steps, or directions of little curvature would take
 * thousands. Ends unbounded where a step moves along a direction of recession.
 */
export function proximal(
  problem: QpProblem,
  work: QpWorkspace
): {readonly steps: number; readonly unbounded: boolean} {
  const {n, x} = work;
  const q = problem.q.slice();
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(q[i * n + i] as number));
  const scale = largest > 0 ? largest : 1;
  let delta = 1e-5 * scale;
  for (let i = 0; i < n; i++) q[i * n + i] = (q[i * n + i] as number) + delta;
  const at = x.slice();
  makeFeasible(problem, at);
  for (let steps = 1; steps <= 2000; steps++) {
    const size = gradientAt(problem, work, at);
    const step = stepProblem(problem, {q, at, c: work.gradient.map((g) => -g)});
    x.fill(0);
    if (pivot(step, work) < 0) {
      makeFeasible(step, x);
      if (descend(step, work) < 0)
        throw new Error(
          `q must be positive semidefinite: a problem of ${n} variables has a negative direction`
        );
    }
    const moved = x.reduce((most, d) => Math.max(most, Math.abs(d)), 0);
    const recession = isRecession(problem, x, moved);
    for (let i = 0; i < n; i++) {
      const s = work.state[i] as number;
      const bound = s === AT_LOWER ? problem.lower[i] : problem.upper[i];
      at[i] = s === FREE ? (at[i] as number) + (x[i] as number) : (bound as number);
    }
    x.set(at);
    if (recession) return {steps, unbounded: true};
    if (delta * moved <= SIGN * size) return {steps, unbounded: false};
    if (steps % PATIENCE !== 0 || delta <= LEAST * scale) continue;
    for (let i = 0; i < n; i++) q[i * n + i] = (q[i * n + i] as number) - 0.9 * delta;
    delta *= 0.1;
  }
  throw new Error(`a singular problem of ${n} variables did not settle in 2000 proximal steps`);
}

/** The problem in the displacement from `at`, so that its rounding shrinks with the step. */
function stepProblem(
  {lower, upper, budget}: QpProblem,
  {q, c, at}: {readonly q: Float64Array; readonly c: Float64Array; readonly at: Float64Array}
): QpProblem {
  const total = at.reduce((sum, v) => sum + v, 0);
  const from = (bound: Float64Array): Float64Array => bound.map((b, i) => b - (at[i] as number));
  return {
    q,
    c,
    lower: from(lower),
    upper: from(upper),
    budget: [budget[0] - total, budget[1] - total]
  };
}

/** Whether the displacement `d` can be repeated for ever: it costs nothing, gains, and meets no bound. */
function isRecession({q, c, lower, upper, budget}: QpProblem, d: Float64Array, length: number): boolean {
  const n = d.length;
  const near = 1e-9 * length;
  let [gain, total] = [0, 0];
  for (let i = 0; i < n; i++) {
    const move = d[i] as number;
    if (move > near && (upper[i] as number) < Number.POSITIVE_INFINITY) return false;
    if (move < -near && (lower[i] as number) > Number.NEGATIVE_INFINITY) return false;
    gain += move * (c[i] as number);
    total += move;
    let bend = 0;
    for (let j = 0; j < n; j++) bend += (q[i * n + j] as number) * (d[j] as number);
    if (Math.abs(bend) > near * Math.abs(q[i * n + i] as number)) return false;
  }
  if (total > near && budget[1] < Number.POSITIVE_INFINITY) return false;
  if (total < -near && budget[0] > Number.NEGATIVE_INFINITY) return false;
  return length > 0 && gain > 0;
}
