export interface TrailingOptions {
  /** Rows looked back on, the present one included. */
  readonly window?: number;
  /** Present values needed. */
  readonly minimum?: number;
  /** Scores are cut at ± this. */
  readonly clip?: number;
}

/**
 * z-score of each value within its own trailing window: (x_t − mean) / sd (n − 1) over rows t − window + 1 … t,
 * cut at ±3. Missing values are left out and stay missing; NaN before `minimum` values and where nothing varies.
 * Known with x_t; later values change nothing. Conventions of methods §0.
 */
export function trailingZ(x: ArrayLike<number>, options: TrailingOptions = {}): Float64Array {
  const {clip = 3} = options;
  const {mean, sd} = trailingMoments(x, options);
  return Float64Array.from(mean, (m, t) => {
    const s = sd[t] as number;
    if (!(s > 0)) return Number.NaN;
    return Math.max(-clip, Math.min(clip, ((x[t] as number) - m) / s));
  });
}

/**
 * Mean and standard deviation (n − 1) of the trailing window at each row whose value is present; a deviation that
 * rounding alone explains (below 1e-10 of the level) is zero.
 */
export function trailingMoments(
  x: ArrayLike<number>,
  {window = 750, minimum = 252}: TrailingOptions = {}
): {readonly mean: Float64Array; readonly sd: Float64Array} {
  if (!(minimum >= 2 && window >= minimum)) {
    throw new RangeError(`window must be at least minimum and minimum 2, got ${window} and ${minimum}`);
  }
  const mean = new Float64Array(x.length).fill(Number.NaN);
  const sd = new Float64Array(x.length).fill(Number.NaN);
  for (let t = 0; t < x.length; t++) {
    if (Number.isNaN(x[t] as number)) continue;
    const from = Math.max(0, t - window + 1);
    let n = 0;
    let sum = 0;
    for (let u = from; u <= t; u++) {
      const v = x[u] as number;
      if (Number.isNaN(v)) continue;
      n++;
      sum += v;
    }
    if (n < minimum) continue;
    const m = sum / n;
    let squares = 0;
    for (let u = from; u <= t; u++) {
      const v = x[u] as number;
      if (!Number.isNaN(v)) squares += (v - m) ** 2;
    }
    const s = Math.sqrt(squares / (n - 1));
    mean[t] = m;
    sd[t] = s > 1e-10 * Math.max(Math.abs(m), 1e-300) ? s : 0;
  }
  return {mean, sd};
}
