/** A function to be minimised: gives its value and writes its gradient. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly iterations: number;
  /** Whether the largest component of the gradient fell below the tolerance. */
  readonly converged: boolean;
}

export interface BfgsOptions {
  readonly tolerance?: number;
  readonly most?: number;
  readonly curvature?: ArrayLike<number>;
}

/**
 * Minimum of a smooth function from `start` by BFGS with the inverse Hessian and a backtracking (Armijo) line search
 * (Nocedal and Wright 2006, algorithm 6.1). Stops when no component of the gradient exceeds `tolerance`, when no step
 * lowers the value, or after `most` iterations. `curvature`, a guess of the Hessian's diagonal, spares the first steps
 * their search for a length. `start` is not changed. Throws on a curvature that is not positive.
 */
export function bfgs(
  objective: Objective,
  start: ArrayLike<number>,
  {tolerance = 1e-6, most = 200, curvature}: BfgsOptions = {}
): Minimum {
  const n = start.length;
  const diagonal = Float64Array.from({length: n}, (_, i) => 1 / (curvature?.[i] ?? 1));
  if (!diagonal.every((d) => d > 0 && Number.isFinite(d)))
    throw new RangeError(`curvature must be positive, got ${Array.from(curvature ?? [])}`);
  const x = Float64Array.from(start);
  const gradient = new Float64Array(n);
  const inverse = new Float64Array(n * n);
  const [next, slope, step, change, product] = Array.from({length: 5}, () => new Float64Array(n)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array
  ];
  let value = objective(x, gradient);
  if (!Number.isFinite(value)) throw new RangeError(`objective must be finite at the start, got ${value}`);
  reset(inverse, diagonal);
  let iterations = 0;
  for (; iterations < most && largest(gradient) > tolerance; iterations++) {
    let descent = direction(inverse, gradient, step);
    if (!(descent < 0)) {
      reset(inverse, diagonal);
      descent = direction(inverse, gradient, step);
    }
    let [length, reached] = [1, Number.NaN];
    for (; length > 1e-12; length /= 2) {
      for (let i = 0; i < n; i++) next[i] = (x[i] as number) + length * (step[i] as number);
      reached = objective(next, slope);
      if (reached <= value + 1e-4 * length * descent) break;
    }
    if (!(length > 1e-12)) break;
    for (let i = 0; i < n; i++) {
      step[i] = (next[i] as number) - (x[i] as number);
      change[i] = (slope[i] as number) - (gradient[i] as number);
    }
    x.set(next);
    gradient.set(slope);
    value = reached;
    update(inverse, {step, change, product});
  }
  return {x, value, iterations, converged: largest(gradient) <= tolerance};
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let s = 0;
  for (let i = 0; i < a.length; i++) s += (a[i] as number) * (b[i] as number);
  return s;
};

function largest(x: Float64Array): number {
  let most = 0;
  for (let i = 0; i < x.length; i++) most = Math.max(most, Math.abs(x[i] as number));
  return most;
}

function reset(inverse: Float64Array, diagonal: Float64Array): void {
  inverse.fill(0);
  diagonal.forEach((d, i) => {
    inverse[i * diagonal.length + i] = d;
  });
}

/** Writes −H g to `step`, no longer than 2 in any component; gives its slope. */
function direction(inverse: Float64Array, gradient: Float64Array, step: Float64Array): number {
  const n = gradient.length;
  for (let i = 0; i < n; i++) {
    let s = 0;
    for (let j = 0; j < n; j++) s -= (inverse[i * n + j] as number) * (gradient[j] as number);
    step[i] = s;
  }
  const long = largest(step);
  if (long > 2) for (let i = 0; i < n; i++) step[i] = ((step[i] as number) * 2) / long;
  return dot(step, gradient);
}

function update(
  inverse: Float64Array,
  {
    step,
    change,
    product
  }: {readonly step: Float64Array; readonly change: Float64Array; readonly product: Float64Array}
): void {
  const n = step.length;
  const curvature = dot(step, change);
  if (!(curvature > 1e-12)) return;
  for (let i = 0; i < n; i++) {
    let s = 0;
    for (let j = 0; j < n; j++) s += (inverse[i * n + j] as number) * (change[j] as number);
    product[i] = s;
  }
  const scale = (1 + dot(change, product) / curvature) / curvature;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const [si, sj] = [step[i] as number, step[j] as number];
      const cross = (product[i] as number) * sj + si * (product[j] as number);
      inverse[i * n + j] = (inverse[i * n + j] as number) + scale * si * sj - cross / curvature;
    }
  }
}
