import {gradientAt} from "./qp-equality.js";
import {AT_LOWER, FREE, type QpProblem, type QpWorkspace} from "./qp-workspace.js";

/**
 * Largest violation of the conditions of Karush, Kuhn and Tucker at `x` with the active set and multiplier in `work`:
 * bounds, budget, stationarity and the signs of multipliers, the last two over the size of the gradient's terms.
 */
export function kktResidual(problem: QpProblem, work: QpWorkspace): number {
  const {lower, upper, budget} = problem;
  const {n, x, gradient, state, mu} = work;
  const size = gradientAt(problem, work, x);
  let [worst, sum] = [0, 0];
  for (let i = 0; i < n; i++) {
    const v = x[i] as number;
    sum += v;
    worst = Math.max(worst, (lower[i] as number) - v, v - (upper[i] as number));
  }
  worst = Math.max(worst, budget[0] - sum, sum - budget[1]);
  for (let i = 0; i < n; i++) {
    const g = ((gradient[i] as number) - mu) / size;
    const s = state[i] as number;
    if (s === FREE) worst = Math.max(worst, Math.abs(g));
    else if ((lower[i] as number) < (upper[i] as number)) worst = Math.max(worst, s === AT_LOWER ? -g : g);
  }
  if (budget[0] < budget[1] && state[n] !== FREE)
    worst = Math.max(worst, (state[n] === AT_LOWER ? -mu : mu) / size);
  return worst;
}
