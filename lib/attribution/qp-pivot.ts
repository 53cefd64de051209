import {gradientAt, solveEquality} from "./qp-equality.js";
import {AT_LOWER, AT_UPPER, FREE, type QpProblem, type QpWorkspace, SIGN} from "./qp-workspace.js";

/** Block steps before the method gives way to one that is sure to end. */
const STEPS = 24;

/**
 * Block principal pivoting (Júdice and Pires 1994): solve on the active set at hand, then move at once every variable
 * that breaks its bound and every bound whose multiplier has the wrong sign. From a good guess one or two steps are
 * enough. Gives the steps taken, or −1 where it meets a singular block or does not settle; `x` is then unchanged.
 */
export function pivot(problem: QpProblem, work: QpWorkspace): number {
  for (let step = 1; step <= STEPS; step++) {
    if (!solveEquality(problem, work)) return -1;
    const size = gradientAt(problem, work, work.target);
    if (move(problem, work, SIGN * size) === 0) {
      work.x.set(work.target);
      return step;
    }
  }
  return -1;
}

/** Changes the active set where `target` breaks the conditions of an optimum; gives how many places changed. */
function move(
  {lower, upper, budget}: QpProblem,
  {n, state, target, gradient, mu}: QpWorkspace,
  tolerance: number
): number {
  let moves = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const x = target[i] as number;
    total += x;
    if (state[i] === FREE) {
      if (x < (lower[i] as number) - 1e-13) state[i] = AT_LOWER;
      else if (x > (upper[i] as number) + 1e-13) state[i] = AT_UPPER;
      else continue;
      moves++;
    } else if ((lower[i] as number) < (upper[i] as number)) {
      const reduced = (gradient[i] as number) - mu;
      if (state[i] === AT_LOWER ? reduced >= -tolerance : reduced <= tolerance) continue;
      state[i] = FREE;
      moves++;
    }
  }
  const [lo, hi] = budget;
  if (state[n] === FREE) {
    if (total < lo - 1e-13) state[n] = AT_LOWER;
    else if (total > hi + 1e-13) state[n] = AT_UPPER;
    else return moves;
    return moves + 1;
  }
  if (lo < hi && (state[n] === AT_LOWER ? mu < -tolerance : mu > tolerance)) {
    state[n] = FREE;
    moves++;
  }
  return moves;
}
