import {type QpSolution, qpSolver} from "./qp.js";

/** What a fund's returns over a window say: Σ λ x xᵀ, Σ λ x r, and the variance of a day's residual. */
export interface Evidence {
  readonly gram: Float64Array;
  readonly cross: Float64Array;
  readonly noise: number;
}

/** What is believed before: independent normal weights and a normal total. */
export interface Belief {
  readonly weights: Float64Array;
  /** Variance of each weight about `weights`; infinite where nothing is known. */
  readonly variance: Float64Array;
  readonly total: number;
  readonly totalVariance: number;
}

/**
 * The most likely weights of a fund given the evidence and the beliefs (行业仓位估计): a quadratic program whose
 * minimand is Σ λ (r − x·w)² ÷ noise + Σ (w − prior)² ÷ variance + (Σw − total)² ÷ totalVariance, summed over
 * `beliefs`, with 0 ≤ w ≤ `most` and Σw within `budget`.
 */
export function positionSolver(n: number, {most = 1}: {readonly most?: number} = {}) {
  const {solve, respond} = qpSolver(n);
  const q = new Float64Array(n * n);
  const c = new Float64Array(n);
  const lower = new Float64Array(n);
  const upper = new Float64Array(n).fill(most);
  const answer = (
    {gram, cross, noise}: Evidence,
    beliefs: readonly Belief[],
    {budget, state}: {readonly budget: readonly [number, number]; readonly state?: Int8Array}
  ): QpSolution => {
    const scale = 1 / noise;
    for (let i = 0; i < q.length; i++) q[i] = scale * (gram[i] as number);
    for (let i = 0; i < n; i++) c[i] = scale * (cross[i] as number);
    for (const {weights, variance, total, totalVariance} of beliefs) {
      const shared = 1 / totalVariance;
      if (shared > 0) for (let i = 0; i < q.length; i++) q[i] = (q[i] as number) + shared;
      for (let i = 0; i < n; i++) {
        const precision = 1 / (variance[i] as number);
        q[i * n + i] = (q[i * n + i] as number) + precision;
        c[i] = (c[i] as number) + precision * (weights[i] as number) + (shared > 0 ? shared * total : 0);
      }
    }
    return solve({q, c, lower, upper, budget}, state);
  };
  return Object.assign(answer, {influence: respond});
}
