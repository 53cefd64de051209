/**
 * Exponential weights with the given half-life, newest last, summing to 1: w ∝ 0.5^(age / halfLife).
 * Throws when the half-life is not positive or `n` not a whole number.
 */
export function ewmaWeights(n: number, halfLife: number): Float64Array {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`n must be a whole number, got ${n}`);
  const decay = decayOf(halfLife);
  const weights = Float64Array.from({length: n}, (_, i) => decay ** (n - 1 - i));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / total);
}

/** The factor a day by which a weight of that half-life falls; throws when it is not positive. */
export function decayOf(halfLife: number): number {
  if (!(halfLife > 0)) throw new RangeError(`halfLife must be positive, got ${halfLife}`);
  return 0.5 ** (1 / halfLife);
}
