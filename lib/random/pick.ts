import type {Rng} from "./rng.js";

/** Uniform integer in [0, n). */
export function below(rng: Rng, n: number): number {
  if (!(n >= 1)) throw new Error(`n must be at least 1; got ${n}`);
  return Math.floor(rng.uniform() * n);
}

/** Index drawn in proportion to non-negative `weights`. */
export function weighted(rng: Rng, weights: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i] ?? 0;
  if (!(total > 0)) throw new Error(`weights must have a positive sum; got ${total}`);
  let left = rng.uniform() * total;
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i] ?? 0;
    if (left < 0) return i;
  }
  return weights.length - 1;
}

/** Shuffles an array in place (Fisher and Yates) and returns it. */
export function shuffle<T>(rng: Rng, items: T[]): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = below(rng, i + 1);
    const held = items[i] as T;
    items[i] = items[j] as T;
    items[j] = held;
  }
  return items;
}
