import type {QpProblem} from "./qp-workspace.js";

/** Why no x satisfies the bounds, in words; undefined where one does. */
export function infeasibility({lower, upper, budget}: QpProblem): string | undefined {
  const [lo, hi] = budget;
  let [least, most] = [0, 0];
  for (let i = 0; i < lower.length; i++) {
    const [a, b] = [lower[i] as number, upper[i] as number];
    if (a > b) return `lower[${i}] = ${a} exceeds upper[${i}] = ${b}`;
    least += a;
    most += b;
  }
  const near = 1e-12 * Math.max(1, Math.abs(lo), Math.abs(hi));
  if (lo > hi) return `budget[0] = ${lo} exceeds budget[1] = ${hi}`;
  if (least > hi + near) return `the lower bounds sum to ${least}, above budget[1] = ${hi}`;
  if (most < lo - near) return `the upper bounds sum to ${most}, below budget[0] = ${lo}`;
  return undefined;
}

/** Moves `x` into the box and then, in proportion to the room of each variable, into the budget. */
export function makeFeasible({lower, upper, budget}: QpProblem, x: Float64Array): void {
  const n = x.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const v = Math.min(upper[i] as number, Math.max(lower[i] as number, x[i] as number));
    x[i] = v;
    sum += v;
  }
  const gap = sum < budget[0] ? budget[0] - sum : sum > budget[1] ? budget[1] - sum : 0;
  if (gap === 0) return;
  const bound = gap > 0 ? upper : lower;
  let room = 0;
  for (let i = 0; i < n; i++) room += Math.abs((bound[i] as number) - (x[i] as number));
  if (room === 0) return;
  const open = bound.findIndex((b) => !Number.isFinite(b));
  if (open >= 0) x[open] = (x[open] as number) + gap;
  else {
    const share = Math.min(1, Math.abs(gap) / room);
    for (let i = 0; i < n; i++)
      x[i] =
        share === 1
          ? (bound[i] as number)
          : (x[i] as number) + share * ((bound[i] as number) - (x[i] as number));
  }
}
