/**
 * Sum of the last `window` values at each row, missing ones left out; NaN where fewer than `minimum` are present. Each
 * row is summed anew, so that a value never depends on how far back the series goes.
 */
export function trailingSum(
  x: ArrayLike<number>,
  {window, minimum = Math.ceil(0.8 * window)}: {readonly window: number; readonly minimum?: number}
): Float64Array {
  if (!(Number.isInteger(window) && window >= 1))
    throw new RangeError(`window must be a whole number from 1, got ${window}`);
  const out = new Float64Array(x.length).fill(Number.NaN);
  for (let t = 0; t < x.length; t++) {
    let n = 0;
    let sum = 0;
    for (let u = Math.max(0, t - window + 1); u <= t; u++) {
      const v = x[u] as number;
      if (Number.isNaN(v)) continue;
      n++;
      sum += v;
    }
    if (n >= minimum) out[t] = sum;
  }
  return out;
}
