/** Number of values that are not NaN. */
export function count(x: ArrayLike<number>): number {
  let n = 0;
  for (let i = 0; i < x.length; i++) if (!Number.isNaN(x[i] as number)) n++;
  return n;
}

/** Sum of the values that are not NaN, compensated (Neumaier 1974); 0 where there are none. */
export function sum(x: ArrayLike<number>): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < x.length; i++) {
    const v = x[i] as number;
    if (Number.isNaN(v)) continue;
    const next = total + v;
    lost += Math.abs(total) >= Math.abs(v) ? total - next + v : v - next + total;
    total = next;
  }
  return total + (Number.isFinite(lost) ? lost : 0);
}

/** Arithmetic mean of the values that are not NaN; NaN where there are none. */
export function mean(x: ArrayLike<number>): number {
  const n = count(x);
  return n === 0 ? Number.NaN : sum(x) / n;
}

/** Sum of (x − centre)^power over the values that are not NaN. */
function power(x: ArrayLike<number>, centre: number, exponent: number): number {
  const terms = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) terms[i] = ((x[i] as number) - centre) ** exponent;
  return sum(terms);
}

/**
 * Variance of the values that are not NaN, divisor n − `ddof`; two passes.
 * NaN where there are not more than `ddof` values.
 */
export function variance(x: ArrayLike<number>, {ddof = 1}: {ddof?: number} = {}): number {
  const n = count(x);
  return n <= ddof ? Number.NaN : power(x, mean(x), 2) / (n - ddof);
}

/** Standard deviation of the values that are not NaN, divisor n − `ddof`. */
export const sd = (x: ArrayLike<number>, options: {ddof?: number} = {}): number =>
  Math.sqrt(variance(x, options));

/** Moment skewness m₃ / m₂^1.5 (divisor n); NaN for fewer than two values or none that differ. */
export function skewness(x: ArrayLike<number>): number {
  const n = count(x);
  const m2 = variance(x, {ddof: 0});
  return n < 2 || m2 === 0 ? Number.NaN : power(x, mean(x), 3) / n / m2 ** 1.5;
}

/** Raw kurtosis m₄ / m₂² (divisor n; 3 for a normal law); NaN for fewer than two values or none that differ. */
export function kurtosis(x: ArrayLike<number>): number {
  const n = count(x);
  const m2 = variance(x, {ddof: 0});
  return n < 2 || m2 === 0 ? Number.NaN : power(x, mean(x), 4) / n / m2 ** 2;
}
