import {createRng} from "../random/rng.js";
import {blockLength} from "./block-length.js";
import {quantileSorted} from "./quantile.js";

export interface BootstrapOptions {
  /** Integer; the same seed gives the same interval. */
  readonly seed?: number;
  readonly draws?: number;
  /** Probability inside the interval. */
  readonly level?: number;
  /** Expected length of a block; chosen from the data by default. */
  readonly block?: number;
}

export interface Interval {
  readonly lo: number;
  readonly hi: number;
  readonly block: number;
  /** Means of the resampled series, ascending. */
  readonly means: Float64Array;
}

/**
 * Percentile interval of a series' mean by the stationary bootstrap of Politis and Romano (1994): blocks of geometric
 * length, wrapped around the end. Missing values are left out first. NaN below eight values.
 */
export function bootstrapMean(x: ArrayLike<number>, options: BootstrapOptions = {}): Interval {
  const {seed = 1, draws = 2000, level = 0.95} = options;
  if (!(Number.isInteger(draws) && draws >= 1))
    throw new RangeError(`draws must be a whole number from 1, got ${draws}`);
  if (!(level > 0 && level < 1)) throw new RangeError(`level must be between 0 and 1, got ${level}`);
  const v = Float64Array.from(Array.from(x).filter((a) => !Number.isNaN(a)));
  const block = options.block ?? blockLength(v);
  if (!(block >= 1)) throw new RangeError(`block must be at least 1, got ${block}`);
  if (v.length < 8) return {lo: Number.NaN, hi: Number.NaN, block, means: new Float64Array()};
  const means = new Float64Array(draws);
  const next = resampler(v.length, {seed, block});
  for (let d = 0; d < draws; d++) {
    let sum = 0;
    for (let i = 0; i < v.length; i++) sum += v[next()] as number;
    means[d] = sum / v.length;
  }
  means.sort();
  return {
    lo: quantileSorted(means, (1 - level) / 2),
    hi: quantileSorted(means, (1 + level) / 2),
    block,
    means
  };
}

/** Row after row of a stationary resample: a new random start with probability 1 / block, else the next row. */
export function resampler(
  rows: number,
  {seed, block}: {readonly seed: number; readonly block: number}
): () => number {
  const rng = createRng(seed, "stationary bootstrap");
  let at = -1;
  return () => {
    if (at < 0 || rng.uniform() * block < 1) at = Math.floor(rng.uniform() * rows);
    else at = (at + 1) % rows;
    return at;
  };
}
