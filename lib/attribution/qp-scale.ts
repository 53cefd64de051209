import type {QpProblem} from "./qp-workspace.js";

/** Bounds within these need no other unit. */
const NEAR_ONE = 16;

/**
 * The power of two nearest to the largest finite bound of the variables or their budget, 1 where that is near one:
 * tolerances on x are absolute, so x is solved for in this unit. Multiplying by a power of two loses nothing.
 */
export function unitOf({lower, upper, budget}: QpProblem): number {
  let most = 0;
  const consider = (bound: number): void => {
    if (Number.isFinite(bound)) most = Math.max(most, Math.abs(bound));
  };
  for (let i = 0; i < lower.length; i++) {
    consider(lower[i] as number);
    consider(upper[i] as number);
  }
  consider(budget[0]);
  consider(budget[1]);
  if (most === 0 || (most <= NEAR_ONE && most >= 1 / NEAR_ONE)) return 1;
  return 2 ** Math.round(Math.log2(most));
}

/** The same problem in x ÷ unit, its objective divided by the unit: multipliers stay what they are. */
export function inUnits({q, c, lower, upper, budget}: QpProblem, unit: number): QpProblem {
  const less = (bound: Float64Array): Float64Array => bound.map((v) => v / unit);
  return {
    q: q.map((v) => v * unit),
    c,
    lower: less(lower),
    upper: less(upper),
    budget: [budget[0] / unit, budget[1] / unit]
  };
}
