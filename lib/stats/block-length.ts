/**
 * Expected block length of the stationary bootstrap for a mean: Politis and White (2004) as corrected by Patton,
 * Politis and White (2009), with their flat-top lag window. From 1 to ⌈min(3√n, n/3)⌉; 1 below eight values or where
 * nothing varies. Throws on missing values.
 */
export function blockLength(x: ArrayLike<number>): number {
  const n = x.length;
  const values = Float64Array.from(x);
  if (values.some(Number.isNaN)) throw new RangeError("x must have no missing values, got NaN");
  if (n < 8) return 1;
  const mean = values.reduce((s, v) => s + v, 0) / n;
  const e = values.map((v) => v - mean);
  const run = Math.max(5, Math.floor(Math.log10(n)));
  const furthest = Math.min(Math.ceil(Math.sqrt(n)) + run, n - 1);
  const {covariance, correlation} = memory(e, furthest);
  const base = covariance[0] as number;
  if (!(base > 1e-300)) return 1;
  const m = firstQuiet(correlation, {run, critical: 2 * Math.sqrt(Math.log10(n) / n)});
  const lag = Math.min(m === undefined ? furthest : 2 * m, furthest);
  let slope = 0;
  let spectrum = base;
  for (let k = 1; k <= lag; k++) {
    const weight = k / lag <= 0.5 ? 1 : 2 * (1 - k / lag);
    slope += 2 * weight * k * (covariance[k] as number);
    spectrum += 2 * weight * (covariance[k] as number);
  }
  const bound = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3));
  const length = Math.cbrt((slope / spectrum) ** 2 * n);
  return Number.isFinite(length) ? Math.min(Math.max(length, 1), bound) : 1;
}

/** The first lag from which `run` correlations in a row are within the noise. */
function firstQuiet(
  correlation: Float64Array,
  {run, critical}: {readonly run: number; readonly critical: number}
): number | undefined {
  for (let k = 1; k + run <= correlation.length; k++) {
    if (correlation.subarray(k, k + run).every((c) => c < critical)) return k;
  }
  return undefined;
}

/** Autocovariances (over n) and absolute autocorrelations of a centred series. */
function memory(
  e: Float64Array,
  furthest: number
): {readonly covariance: Float64Array; readonly correlation: Float64Array} {
  const n = e.length;
  const covariance = new Float64Array(furthest + 1);
  const correlation = new Float64Array(furthest + 1);
  for (let k = 0; k <= furthest; k++) {
    let [cross, early, late] = [0, 0, 0];
    for (let t = k; t < n; t++) {
      const [a, b] = [e[t - k] as number, e[t] as number];
      cross += a * b;
      if (t > k) late += b * b;
      if (t < n - 1) early += a * a;
    }
    covariance[k] = cross / n;
    correlation[k] = Math.abs(cross) / Math.sqrt(early * late);
  }
  return {covariance, correlation};
}
