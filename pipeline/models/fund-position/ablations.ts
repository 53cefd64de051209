import {type QpProblem, qpSolver} from "../../../lib/attribution/qp.js";
import {downdateGram, windowCross, windowGram} from "../../../lib/attribution/window-moments.js";
import {ewmaWeights} from "../../../lib/stats/ewma.js";
import type {Funds} from "./funds.js";
import type {Market} from "./market.js";

/** Estimates from returns alone: box and budget only, with a quadratic or an absolute penalty, or least squares clipped. */
export const ABLATIONS = ["none", "ridge", "lasso", "ols"] as const;
export type Ablation = (typeof ABLATIONS)[number];

const RIDGE = [0.01, 0.1, 1];
const LASSO = [0.01, 0.05, 0.2];
const FEWEST = 40;

/** Weights of one fund by every ablation and penalty at a row; undefined where its window is too short. */
export function ablations({market, funds}: {market: Market; funds: Funds}, window: number) {
  const n = market.names.length;
  const count = funds.funds.length;
  const {solve} = qpSolver(n);
  const state = new Int8Array(n + 1);
  const [gram, own, cross, y] = [
    new Float64Array(n * n),
    new Float64Array(n * n),
    new Float64Array(n),
    new Float64Array(window)
  ];
  const lower = new Float64Array(n);
  const upper = new Float64Array(n).fill(1);
  const free = {
    lower: new Float64Array(n).fill(Number.NEGATIVE_INFINITY),
    upper: new Float64Array(n).fill(Number.POSITIVE_INFINITY)
  };
  const loose: readonly [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const weights = ewmaWeights(window, 20);
  let now = -1;

  return (f: number, t: number): Map<Ablation, Float64Array[]> | undefined => {
    const to = t - funds.lag + 1;
    const from = to - window;
    if (from < 1) return undefined;
    const rows = {columns: n, from, to, weights};
    if (now !== t) windowGram(market.returns, rows, gram);
    now = t;
    const missing: number[] = [];
    for (let s = from; s < to; s++) {
      const r = funds.returns[s * count + f] as number;
      y[s - from] = r;
      if (Number.isNaN(r)) missing.push(s);
    }
    if (window - missing.length < FEWEST) return undefined;
    own.set(gram);
    if (missing.length > 0) downdateGram(market.returns, rows, {gram: own, missing});
    windowCross(market.returns, y, rows, cross);
    let mean = 0;
    for (let i = 0; i < n; i++) mean += (own[i * (n + 1)] as number) / n;
    const budget = funds.budget[f] as readonly [number, number];
    const plain = {q: own, c: cross, lower, upper, budget};
    const answer = (problem: QpProblem): Float64Array => {
      state.fill(0);
      return solve(problem, state).x.slice();
    };
    const ridged = (share: number): Float64Array => {
      const q = own.slice();
      for (let i = 0; i < n; i++) q[i * (n + 1)] = (q[i * (n + 1)] as number) + share * mean;
      return q;
    };
    const most = cross.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
    return new Map<Ablation, Float64Array[]>([
      ["none", [answer({...plain, q: ridged(1e-8)})]],
      ["ridge", RIDGE.map((share) => answer({...plain, q: ridged(share)}))],
      [
        "lasso",
        LASSO.map((share) =>
          answer({...plain, q: ridged(1e-8), c: cross.map((c) => c - share * most), budget: [0, budget[1]]})
        )
      ],
      ["ols", [clipped(answer({...plain, ...free, q: ridged(1e-8), budget: loose}), budget)]]
    ]);
  };
}

/** Negative weights set to zero, the rest scaled into the budget. */
function clipped(w: Float64Array, [lo, hi]: readonly [number, number]): Float64Array {
  const kept = w.map((v) => Math.max(0, v));
  const sum = kept.reduce((s, v) => s + v, 0);
  const scale = sum > hi ? hi / sum : sum < lo && sum > 0 ? lo / sum : 1;
  return kept.map((v) => v * scale);
}
