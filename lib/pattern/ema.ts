/**
 * Exponential mean with weight `2 / (span + 1)` on the newest value, started at the first value (指数移动平均). Row t
 * reads nothing after t. Missing values are an error: leave days without a trade out.
 */
export function ema(x: Float64Array, span: number): Float64Array {
  if (!(span >= 1)) throw new RangeError(`span must be at least 1, got ${span}`);
  const out = new Float64Array(x.length);
  const weight = 2 / (span + 1);
  let level = x[0] as number;
  for (let t = 0; t < x.length; t++) {
    const value = x[t] as number;
    if (Number.isNaN(value)) throw new RangeError(`x must have no missing values, got NaN at ${t}`);
    level += weight * (value - level);
    out[t] = level;
  }
  return out;
}
