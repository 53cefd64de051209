import {gamma} from "./gamma.js";
import {normal} from "./normal.js";
import type {Rng} from "./rng.js";

/**
 * Student-t deviate scaled to unit variance; `df` must exceed 2.
 * An even `df` takes its chi-square from logarithms of uniforms, any other from a gamma deviate.
 */
export function student(rng: Rng, df: number): number {
  if (!(df > 2)) throw new Error(`df must exceed 2; got ${df}`);
  const z = normal(rng);
  if (df === 4) return z * Math.sqrt(1 / -Math.log(rng.uniform() * rng.uniform()));
  if (df === 6) return z * Math.sqrt(2 / -Math.log(rng.uniform() * rng.uniform() * rng.uniform()));
  return z * Math.sqrt((df - 2) / (2 * gamma(rng, df / 2)));
}
