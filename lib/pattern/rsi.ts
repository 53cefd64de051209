/**
 * Relative strength index of Wilder (1978), 0 to 100: gains and losses are averaged over the first `length` changes
 * and then smoothed with weight 1 / length. NaN before row `length`; 50 where prices have not moved at all.
 */
export function rsi(close: Float64Array, length: number): Float64Array {
  if (!(Number.isInteger(length) && length >= 1)) {
    throw new RangeError(`length must be a whole number from 1, got ${length}`);
  }
  const out = new Float64Array(close.length).fill(Number.NaN);
  let [gain, loss] = [0, 0];
  for (let t = 1; t < close.length; t++) {
    const change = (close[t] as number) - (close[t - 1] as number);
    const weight = t <= length ? 1 / t : 1 / length;
    gain += weight * (Math.max(change, 0) - gain);
    loss += weight * (Math.max(-change, 0) - loss);
    if (t >= length) out[t] = gain + loss === 0 ? 50 : (100 * gain) / (gain + loss);
  }
  return out;
}
