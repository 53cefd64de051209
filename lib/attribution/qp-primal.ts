import {gradientAt, solveEquality} from "./qp-equality.js";
import {AT_LOWER, AT_UPPER, FREE, type QpProblem, type QpWorkspace, SIGN} from "./qp-workspace.js";

/**
 * Primal active-set method (Nocedal and Wright 2006, algorithm 16.3) from the feasible point in `x`, for positive
 * definite problems: step to the minimiser on the active set or to the first bound on the way; there, let go of the
 * constraint whose multiplier is worst, of the first such one after a step of length zero, so that it cannot cycle.
 * Gives the steps taken; −1 at a singular block.
 */
export function descend(problem: QpProblem, work: QpWorkspace): number {
  const {n, x, target} = work;
  workingSet(problem, work);
  let stuck = 0;
  let size = 0;
  for (let step = 1; step <= 200 + 60 * n; step++) {
    if (isVertex(work)) {
      size = gradientAt(problem, work, x);
      if (!leaveVertex(problem, work, SIGN * size)) return step;
      continue;
    } else {
      if (!solveEquality(problem, work)) return -1;
      const blocked = advance(problem, work);
      stuck = blocked.length > 1e-14 ? 0 : stuck + 1;
      if (blocked.at >= 0) continue;
      x.set(target);
      size = gradientAt(problem, work, x);
    }
    if (
      !release(problem, work, {
        tolerance: SIGN * size * 10 ** Math.min(2, Math.floor(step / (8 * n))),
        first: stuck > 2 * n
      })
    )
      return step;
  }
  throw new Error(`the active set of a problem of ${n} variables did not settle`);
}

/** Marks the bounds on which `x` lies; a budget that holds with equality is active. */
function workingSet({lower, upper, budget}: QpProblem, {n, x, state}: QpWorkspace): void {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const v = x[i] as number;
    total += v;
    state[i] = v <= (lower[i] as number) ? AT_LOWER : v >= (upper[i] as number) ? AT_UPPER : FREE;
  }
  if (budget[0] === budget[1]) {
    state[n] = AT_LOWER;
    return;
  }
  const near = 1e-13 * Math.max(1, Math.abs(total));
  state[n] = total <= budget[0] + near ? AT_LOWER : total >= budget[1] - near ? AT_UPPER : FREE;
}

/** Moves `x` towards `target` up to the first constraint on the way, which joins the active set. */
function advance(
  {lower, upper, budget}: QpProblem,
  {n, x, target, state}: QpWorkspace
): {readonly at: number; readonly length: number} {
  let [at, side, share, sum, change, length] = [-1, FREE, 1, 0, 0, 0];
  let reach = 0;
  for (let i = 0; i < n; i++) reach = Math.max(reach, Math.abs(target[i] as number));
  const meet = (i: number, move: number, now: number, low: number, high: number): void => {
    const room = move < 0 ? low - now : high - now;
    if (Math.abs(move) <= 1e-14 * reach || Math.abs(room) >= share * Math.abs(move)) return;
    [share, at, side] = [Math.max(0, room / move), i, move < 0 ? AT_LOWER : AT_UPPER];
  };
  for (let i = 0; i < n; i++) {
    const move = (target[i] as number) - (x[i] as number);
    sum += x[i] as number;
    change += move;
    length = Math.max(length, Math.abs(move));
    if (state[i] === FREE) meet(i, move, x[i] as number, lower[i] as number, upper[i] as number);
  }
  if (state[n] === FREE) meet(n, change, sum, budget[0], budget[1]);
  for (let i = 0; i < n; i++) x[i] = (x[i] as number) + share * ((target[i] as number) - (x[i] as number));
  if (at >= 0) {
    state[at] = side;
    if (at < n) x[at] = (side === AT_LOWER ? lower[at] : upper[at]) as number;
  }
  return {at, length: share * length};
}

/** Lets one constraint go whose multiplier has the wrong sign; false where there is none: an optimum. */
function release(
  {lower, upper, budget}: QpProblem,
  {n, state, gradient, mu}: QpWorkspace,
  {tolerance, first}: {readonly tolerance: number; readonly first: boolean}
): boolean {
  let [at, worst] = [-1, tolerance];
  const consider = (i: number, wrong: number): void => {
    if (wrong > worst && !(first && at >= 0)) [at, worst] = [i, wrong];
  };
  for (let i = 0; i < n; i++) {
    if (state[i] === FREE || !((lower[i] as number) < (upper[i] as number))) continue;
    const reduced = (gradient[i] as number) - mu;
    consider(i, state[i] === AT_LOWER ? -reduced : reduced);
  }
  if (state[n] !== FREE && budget[0] < budget[1]) consider(n, state[n] === AT_LOWER ? -mu : mu);
  if (at < 0) return false;
  state[at] = FREE;
  return true;
}

/** Whether every variable is on a bound and the budget is met exactly: its multiplier is then not determined. */
function isVertex({n, state}: QpWorkspace): boolean {
  if (state[n] === FREE) return false;
  for (let i = 0; i < n; i++) if (state[i] === FREE) return false;
  return true;
}

/**
 * At a vertex variables on their lower bounds allow multipliers up to their gradient, those on their upper bounds from
 * their gradient on, the budget one sign. Where these leave a multiplier, it is an optimum: false. Else the two that
 * contradict each other most are set free, so that something can move from the one to the other.
 */
function leaveVertex({lower, upper, budget}: QpProblem, work: QpWorkspace, tolerance: number): boolean {
  const {n, state, gradient} = work;
  let [low, high, lowAt, highAt] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1];
  for (let i = 0; i < n; i++) {
    if (!((lower[i] as number) < (upper[i] as number))) continue;
    const g = gradient[i] as number;
    if (state[i] === AT_LOWER && g < high) [high, highAt] = [g, i];
    if (state[i] === AT_UPPER && g > low) [low, lowAt] = [g, i];
  }
  if (budget[0] < budget[1]) {
    if (state[n] === AT_LOWER && low < 0) [low, lowAt] = [0, n];
    if (state[n] === AT_UPPER && high > 0) [high, highAt] = [0, n];
  }
  if (low <= high + tolerance) {
    work.mu = highAt < 0 ? (lowAt < 0 ? 0 : low) : lowAt < 0 ? high : (low + high) / 2;
    return false;
  }
  state[lowAt] = FREE;
  state[highAt] = FREE;
  return true;
}
