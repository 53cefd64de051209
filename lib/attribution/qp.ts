import {isDefinite, response} from "./qp-equality.js";
import {infeasibility, makeFeasible} from "./qp-feasible.js";
import {kktResidual} from "./qp-kkt.js";
import {pivot} from "./qp-pivot.js";
import {descend} from "./qp-primal.js";
import {proximal} from "./qp-proximal.js";
import {inUnits, unitOf} from "./qp-scale.js";
import {AT_LOWER, AT_UPPER, FREE, type QpProblem, type QpWorkspace, qpWorkspace} from "./qp-workspace.js";

export type {QpProblem} from "./qp-workspace.js";

/** What `solve` found. The solver keeps one of these and writes the next answer over it. */
export interface QpSolution {
  /**
   * `optimal`; `fixed`: the bounds leave a single point; `infeasible`: they leave none; `unbounded`: the objective falls
   * for ever along a direction that no bound stops.
   */
  status: "optimal" | "fixed" | "infeasible" | "unbounded";
  /** Why, in words, where there is no optimum. */
  reason: string | undefined;
  /** The solution; of no meaning where there is none. */
  readonly x: Float64Array;
  /** Multiplier of the budget: what the objective gains for each unit of it. */
  multiplier: number;
  /** Largest violation of the optimality conditions (`kktResidual`). */
  residual: number;
  /** Systems solved. */
  steps: number;
  /** Q is singular on the free variables: this is one minimiser of several. */
  several: boolean;
}

/** Residual above which an answer is not given. */
const RESIDUAL = 1e-9;

/**
 * A solver of quadratic programs in `n` variables with a box and a budget range (二次规划). It keeps its arrays and
 * the last active set, so that a problem near the one before costs a step or two and allocates nothing; pass `state`
 * (n + 1 values, written back) to keep active sets of many series of problems apart, or clear it for a cold start.
 *
 * Positive definite problems: block pivoting from the active set at hand, a primal active-set method where that does
 * not settle. Problems whose bounds are far from one are solved in a unit of their own. Singular ones: the same through proximal steps, to a minimiser near the start. Throws on arrays of the
 * wrong length and values that are not numbers, and where the optimality conditions are not met to 1e-9.
 */
export function qpSolver(n: number): {
  readonly solve: (problem: QpProblem, state?: Int8Array) => QpSolution;
  /** How the last optimum moves with a small change of c while its active set stays; overwritten by the next call. */
  readonly respond: (change: Float64Array) => Float64Array;
} {
  const work = qpWorkspace(n);
  const solution: QpSolution = {
    status: "optimal",
    reason: undefined,
    x: work.x,
    multiplier: 0,
    residual: 0,
    steps: 0,
    several: false
  };
  let unit = 1;
  const solve = (problem: QpProblem, state: Int8Array = work.state): QpSolution => {
    check(problem, n);
    if (state !== work.state) work.state.set(state);
    solution.status = "optimal";
    solution.reason = undefined;
    solution.multiplier = solution.residual = solution.steps = 0;
    solution.several = false;
    const reason = infeasibility(problem);
    unit = unitOf(problem);
    if (reason === undefined && unit === 1) optimise(problem, work, solution);
    else if (reason === undefined) {
      optimise(inUnits(problem, unit), work, solution);
      for (let i = 0; i < n; i++) work.x[i] = (work.x[i] as number) * unit;
    } else {
      solution.status = "infeasible";
      solution.reason = reason;
      solution.residual = Number.NaN;
    }
    if (state !== work.state) state.set(work.state);
    return solution;
  };
  const respond = (change: Float64Array): Float64Array => {
    const moved = response(work, change);
    if (unit !== 1) for (let i = 0; i < n; i++) moved[i] = (moved[i] as number) * unit;
    return moved;
  };
  return {solve, respond};
}

function optimise(problem: QpProblem, work: QpWorkspace, solution: QpSolution): void {
  if (isFixed(problem)) {
    work.x.set(problem.lower);
    makeFeasible(problem, work.x);
    solution.status = "fixed";
    return;
  }
  settleState(problem, work);
  let steps = pivot(problem, work);
  if (steps < 0) {
    makeFeasible(problem, work.x);
    steps = descend(problem, work);
  }
  if (steps < 0 || !(kktResidual(problem, work) <= RESIDUAL / 10)) {
    const end = proximal(problem, work);
    if (end.unbounded) {
      solution.status = "unbounded";
      solution.reason = "Q is singular along a direction that c favours and no bound stops";
      solution.residual = Number.NaN;
      return;
    }
    steps = end.steps;
    solution.several = !isDefinite(problem, work);
  }
  solution.steps = steps;
  solution.multiplier = work.mu;
  solution.residual = kktResidual(problem, work);
  if (!(solution.residual <= RESIDUAL)) {
    throw new Error(
      `the optimality conditions of a problem of ${work.n} variables are missed by ${solution.residual}`
    );
  }
}

/** Whether the bounds leave a single point. */
function isFixed({lower, upper, budget}: QpProblem): boolean {
  let [least, most, open] = [0, 0, 0];
  for (let i = 0; i < lower.length; i++) {
    least += lower[i] as number;
    most += upper[i] as number;
    if ((lower[i] as number) < (upper[i] as number)) open++;
  }
  return open === 0 || least >= budget[1] || most <= budget[0];
}

/** An active set of another problem may name bounds that this one lacks. */
function settleState({lower, upper, budget}: QpProblem, {n, state}: QpWorkspace): void {
  for (let i = 0; i < n; i++) {
    const bound = state[i] === AT_LOWER ? lower[i] : state[i] === AT_UPPER ? upper[i] : 0;
    if (!Number.isFinite(bound)) state[i] = FREE;
    if (lower[i] === upper[i]) state[i] = AT_LOWER;
  }
  const [lo, hi] = budget;
  if (lo === hi) state[n] = AT_LOWER;
  else if (!Number.isFinite(state[n] === AT_LOWER ? lo : state[n] === AT_UPPER ? hi : 0)) state[n] = FREE;
}

function check({q, c, lower, upper, budget}: QpProblem, n: number): void {
  if (q.length !== n * n) throw new RangeError(`q must hold ${n} × ${n} values, got ${q.length}`);
  for (let i = 0; i < n; i++) {
    const d = q[i * n + i] as number;
    if (!(d >= 0 && d < Number.POSITIVE_INFINITY))
      throw new RangeError(`q must have a finite diagonal that is not negative, got ${d} at ${i}`);
  }
  checkVector("c", c, n);
  checkVector("lower", lower, n);
  checkVector("upper", upper, n);
  for (let i = 0; i < n; i++)
    if (!Number.isFinite(c[i])) throw new RangeError(`c must be finite, got ${c[i]} at ${i}`);
  if (Number.isNaN(budget[0]) || Number.isNaN(budget[1]))
    throw new RangeError(`budget must be two numbers, got ${budget.join(" and ")}`);
}

function checkVector(name: string, values: Float64Array, n: number): void {
  if (values.length !== n) throw new RangeError(`${name} must hold ${n} values, got ${values.length}`);
  for (let i = 0; i < n; i++)
    if (Number.isNaN(values[i])) throw new RangeError(`${name} must hold numbers, got NaN at ${i}`);
}
