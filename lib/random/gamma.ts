import {normal} from "./normal.js";
import type {Rng} from "./rng.js";

/** Gamma deviate of the given shape and unit scale, by Marsaglia and Tsang (2000). */
export function gamma(rng: Rng, shape: number): number {
  if (!(shape > 0)) throw new Error(`shape must be positive; got ${shape}`);
  if (shape < 1) return gamma(rng, shape + 1) * rng.uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(rng);
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(rng.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Exponential deviate of mean one. */
export const exponential = (rng: Rng): number => -Math.log(rng.uniform());

/** Poisson deviate of the given mean: products of uniforms below 30, rounded normal above. */
export function poisson(rng: Rng, mean: number): number {
  if (!(mean >= 0)) throw new Error(`mean must not be negative; got ${mean}`);
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(rng)));
  const floor = Math.exp(-mean);
  let count = 0;
  for (let product = rng.uniform(); product > floor; product *= rng.uniform()) count++;
  return count;
}
